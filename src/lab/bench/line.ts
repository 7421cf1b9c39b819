/**
 * `line`: what each stage of the line costs, in the built app's worker in headless Chromium.
 *
 * In    the actor, frame by frame; the actor at a camera's pace; a few benchmark clips where they are
 * Out   median and 95th percentile per stage, frames dropped, everything else over the face mesh; our own
 *       tracker over FaceLandmarker on the same frames; larger cameras and more faces over the usual ones
 */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { besideCheckout, ensureBuilt } from '../build/index.ts';
import { openToolPage } from '../browser/index.ts';
import type { TrackerName } from '../../core/record/index.ts';
import { CommandError } from '../terminal/index.ts';
import type { ActorOrder, BenchPage, FileOrder, BenchMeasured } from './contract.ts';
import type { Machine } from './machine.ts';
import { machineWith } from './machine.ts';
import type { TimingSummary } from './timings.ts';
import { STAGES, STAGE_WORDS, joined, summarise } from './timings.ts';

/** Twelve seconds of the demo: blinks, glances, sway and two movements. */
const ACTOR: ActorOrder = {
	kind: 'actor',
	width: 640,
	height: 480,
	enlarged: 1,
	faces: 1,
	fps: 30,
	frames: 360,
	pace: 'waiting',
};
const LIVE: ActorOrder = { ...ACTOR, frames: 300, pace: 'live' };
const FEWER = { ...ACTOR, frames: 120 };
/** The same picture from larger cameras, and four people before one. */
const HARDER: Readonly<Record<string, ActorOrder>> = {
	'actor, 1920 x 1080': { ...FEWER, height: 360, enlarged: 3 },
	'actor, 3840 x 2160': { ...FEWER, height: 360, enlarged: 6 },
	'four actors': { ...FEWER, faces: 4 },
};
/** A talking face, a calm one and a small one; about five hundred frames in all. */
const CLIPS = ['ls3_b15.mp4', 'photo_05_20.mp4', 'grid_swiz3n.mp4'];

interface Run extends TimingSummary {
	readonly source: string;
	readonly widthPx: number;
	readonly heightPx: number;
	readonly frames: number;
	readonly dropped: number;
	readonly faceLost: number;
	readonly events: number;
}

export interface LineBench {
	readonly machine: Machine & {
		readonly backend: string | null;
		readonly faceModel: string;
		readonly network: string;
	};
	readonly runs: readonly Run[];
	/** Every frame of every run of our own tracker. */
	readonly all: TimingSummary;
	readonly ratios: {
		/** Median of the face mesh, picture included, over FaceLandmarker's call. */
		readonly meshToLandmarker: number | null;
		/** Median frame of each harder source over the usual one. */
		readonly harder: Readonly<Record<string, number | null>>;
	};
}

type WithBench = typeof globalThis & { fleetingBench: BenchPage };

export async function benchLine(root: string, say: (line: string) => void): Promise<LineBench> {
	await ensureBuilt(root);
	const dist = join(root, 'dist');
	const worker = await workerOf(dist);
	const { page, url, chromium, close } = await openToolPage({
		entry: fileURLToPath(new URL('bench-page.ts', import.meta.url)),
		ready: 'fleetingBench',
		title: 'Bench',
		body: '<input type="file" id="film">',
		app: dist,
	});
	try {
		const address = new URL(`assets/${worker}`, url).href;
		const prepare = (tracker: TrackerName): Promise<void> =>
			page.evaluate(
				(asked) => (globalThis as WithBench).fleetingBench.prepare(asked.address, asked.tracker),
				{ address, tracker },
			);
		return await measureAll(root, { page, chromium, prepare, say });
	} finally {
		await close();
	}
}

interface Opened {
	readonly page: Page;
	readonly chromium: string;
	readonly prepare: (tracker: TrackerName) => Promise<void>;
	readonly say: (line: string) => void;
}

async function measureAll(
	root: string,
	{ page, chromium, prepare, say }: Opened,
): Promise<LineBench> {
	const runs: { run: Run; measured: BenchMeasured }[] = [];
	const measure = async (source: string, order: ActorOrder | FileOrder): Promise<void> => {
		const measured = await page.evaluate(
			(asked) => (globalThis as WithBench).fleetingBench.measure(asked),
			order,
		);
		if (measured.fault) {
			throw new CommandError(
				`The line stopped at ${source}: ${measured.fault.code} (${measured.fault.detail}).`,
			);
		}
		const { widthPx, heightPx, quality, events } = measured;
		const { frames, dropped, faceLost } = quality;
		const summary = summarise(measured.timings);
		runs.push({
			run: { source, widthPx, heightPx, frames, dropped, faceLost, events, ...summary },
			measured,
		});
		say(`${source}: ${frames} frames, ${dropped} dropped`);
		for (const line of table(summary)) say(line);
	};
	await prepare('landmarker');
	await measure('actor, with FaceLandmarker', FEWER);
	const reference = runs.pop()!.run;
	await prepare('mesh');
	await measure('actor', ACTOR);
	await measure(`actor at ${LIVE.fps} frames per second`, LIVE);
	for (const [name, order] of Object.entries(HARDER)) await measure(name, order);
	const clips = besideCheckout(root, 'bench', 'clips');
	for (const name of CLIPS) {
		if (!existsSync(join(clips, name))) continue;
		await page.setInputFiles('#film', join(clips, name));
		await measure(name, { kind: 'file' });
	}
	const { engine } = runs[0]!.measured;
	const all = summarise(joined(runs.map(({ measured }) => measured.timings)));
	say('all frames');
	for (const line of table(all)) say(line);
	const usual = runs[0]!.run;
	const frameMs = ({ stages }: Run): number =>
		STAGES.reduce(
			(sum, stage) => sum + (stage === 'network' ? 0 : (stages[stage].medianMs ?? NaN)),
			0,
		);
	const ratios = {
		meshToLandmarker: ratioOf(
			usual.stages.landmarks.medianMs ?? NaN,
			reference.stages.landmarks.medianMs ?? NaN,
		),
		harder: Object.fromEntries(
			runs
				.filter(({ run }) => run.source in HARDER)
				.map(({ run }) => [run.source, ratioOf(frameMs(run), frameMs(usual))]),
		),
	};
	say(`face mesh / FaceLandmarker ${ratios.meshToLandmarker}`);
	for (const [name, ratio] of Object.entries(ratios.harder)) say(`${name} / actor ${ratio}`);
	return {
		machine: {
			...machineWith(chromium),
			backend: engine.backend,
			faceModel: engine.faceModel.kind,
			network: engine.network.name,
		},
		runs: [reference, ...runs.map(({ run }) => run)],
		all,
		ratios,
	};
}

/** Two places are all that a busy machine is good for. */
function ratioOf(a: number, b: number): number | null {
	const ratio = a / b;
	return Number.isFinite(ratio) ? Math.round(100 * ratio) / 100 : null;
}

function table({ stages, restToLandmarks, possibleFps }: TimingSummary): string[] {
	const figure = (ms: number | null): string => (ms === null ? '-' : ms.toFixed(2)).padStart(8);
	return [
		...STAGES.map((stage) => {
			const { medianMs, p95Ms, count } = stages[stage];
			return `  ${STAGE_WORDS[stage].padEnd(30)} median${figure(medianMs)} ms  p95${figure(p95Ms)} ms  n ${count}`;
		}),
		`  everything else / face mesh ${restToLandmarks ?? '-'}; ${possibleFps ?? '-'} frames per second possible`,
	];
}

/** The line's worker among the built files. */
async function workerOf(dist: string): Promise<string> {
	const found = (await readdir(join(dist, 'assets'))).filter((name) =>
		/^worker-[\w-]{8}\.js$/.test(name),
	);
	const [worker] = found;
	if (found.length === 1 && worker !== undefined) return worker;
	throw new CommandError(
		`The built app has ${found.length} workers named worker-*.js instead of one: delete dist and start again.`,
	);
}
