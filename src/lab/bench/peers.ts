/**
 * `peers`: the app beside a bare loop around MediaPipe, on the page and in a worker, and beside
 * @vladmandic/human, in front of the same camera in the same Chromium.
 *
 * In    the drawn actor as a camera, or a file of one's own
 * Out   per contender frames per second, ms per frame, frames dropped, processor time, memory and bytes
 *       shipped, all of them also over the bare loop's; contenders take turns, in rounds
 * Fails CommandError where a contender measures nothing; one that cannot be installed is left out
 */
import { aligned, CommandError, NOTHING } from '../terminal/index.ts';
import type { BenchOptions } from './options.ts';
import type { CameraFile } from './peers/camera-file.ts';
import type { Contender, Surroundings } from './peers/contenders.ts';
import { CONTENDERS, openContender } from './peers/contenders.ts';
import type { Circumstances } from './peers/circumstances.ts';
import { circumstances, withCamera } from './peers/circumstances.ts';
import { HUMAN_VERSION, humanPackage } from './peers/human-package.ts';
import type { PeerFigures, PeerRound, Ratios } from './peers/summary.ts';
import { peerFigures, ratiosTo } from './peers/summary.ts';
import { shippedBy, watch } from './peers/watch.ts';

interface PeerResult {
	/** Why it was not measured, or null. */
	readonly fault: string | null;
	readonly figures: PeerFigures | null;
	readonly toBare: Ratios | null;
}

export interface PeersBench extends Circumstances {
	/** Version of @vladmandic/human. */
	readonly human: string;
	readonly rounds: number;
	readonly contenders: Readonly<Record<Contender, PeerResult>>;
}

export const benchPeers = (
	root: string,
	say: (line: string) => void,
	options: BenchOptions,
): Promise<PeersBench> =>
	withCamera(root, say, options, async (surroundings, camera) => {
		const faults = await notInstalled(say);
		const { rounds, chromium } = await measureInTurn(
			CONTENDERS.filter((name) => !faults.has(name)),
			surroundings,
			camera,
			options,
		);
		const figures = new Map(
			[...rounds].map(([name, measured]) => [name, peerFigures(measured, camera.fps)]),
		);
		const bare = figures.get('bare')!;
		const result = (name: Contender): PeerResult => {
			const own = figures.get(name);
			return {
				fault: faults.get(name) ?? null,
				figures: own ?? null,
				toBare: own === undefined ? null : ratiosTo(own, bare),
			};
		};
		const contenders = Object.fromEntries(CONTENDERS.map((name) => [name, result(name)])) as Record<
			Contender,
			PeerResult
		>;
		for (const line of peersTable(contenders)) say(line);
		return {
			...(await circumstances(surroundings, camera, chromium, options.seconds)),
			human: HUMAN_VERSION,
			rounds: options.rounds,
			contenders,
		};
	});

async function measureInTurn(
	names: readonly Contender[],
	surroundings: Surroundings,
	camera: CameraFile,
	{ rounds: turns, seconds }: BenchOptions,
): Promise<{ rounds: ReadonlyMap<Contender, readonly PeerRound[]>; chromium: string }> {
	const rounds = new Map(names.map((name) => [name, [] as PeerRound[]]));
	let chromium = '';
	for (let turn = 1; turn <= turns; turn++) {
		for (const name of names) {
			const opened = await openContender(name, surroundings);
			chromium = opened.chromium;
			try {
				const session = await opened.browser.newBrowserCDPSession();
				const watched = await watch(opened, session, seconds);
				const round = { ...watched, shipped: await shippedBy(opened) };
				refuseEmpty(name, round, camera);
				rounds.get(name)!.push(round);
				const { fps, elsewhere } = peerFigures([round], camera.fps);
				surroundings.say(
					`round ${turn} of ${turns}, ${name}: ${fps} frames per second; the machine does ${(100 * elsewhere).toFixed(0)}% of something else`,
				);
			} finally {
				await opened.close();
			}
		}
	}
	return { rounds, chromium };
}

/** Who cannot take part, and why. */
async function notInstalled(say: (line: string) => void): Promise<ReadonlyMap<Contender, string>> {
	try {
		await humanPackage(say);
		return new Map();
	} catch (error) {
		if (!(error instanceof CommandError)) throw error;
		say(error.message);
		return new Map([['human', `not installed: ${error.message}`]]);
	}
}

/** Frames without a face cost less: figures of them would compare nothing. */
function refuseEmpty(name: Contender, { frames }: PeerRound, { what }: CameraFile): void {
	if (frames.length === 0) {
		throw new CommandError(`${name} measured no frame: take longer, with --seconds.`);
	}
	if (!frames.some(({ face }) => face)) {
		throw new CommandError(`${name} found no face in ${what}: show one with --camera FILE.`);
	}
}

function peersTable(contenders: PeersBench['contenders']): string[] {
	const heading = [
		'',
		'frames/s',
		'median ms',
		'p95 ms',
		'dropped',
		'processor ms/frame',
		'memory MB',
		'shipped MB',
		'gzip MB',
	];
	const rows = CONTENDERS.flatMap((name) => {
		const { fault, figures, toBare } = contenders[name];
		if (figures === null || toBare === null) return [[name, fault ?? NOTHING]];
		const cells = (from: PeerFigures | Ratios, dropped: string): string[] =>
			[
				from.fps,
				from.medianMs,
				from.p95Ms,
				dropped,
				from.processorMs,
				from.memoryMb,
				from.shippedMb,
				from.gzipMb,
			].map((value) => String(value ?? NOTHING));
		const share = `${((100 * figures.dropped) / figures.offered).toFixed(0)}%`;
		return [
			[name, ...cells(figures, share)],
			['  over bare', ...cells(toBare, '')],
		];
	});
	return aligned([heading, ...rows]).split('\n');
}
