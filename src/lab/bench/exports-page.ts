/**
 * The page behind `npm run bench -- exports`: the app's own library and writers on a session of ten
 * minutes, in the browser's private file system.
 *
 * Bundled when the benchmark runs; it is no part of the app.
 */

import type { Signals } from '../../core/record/index.ts';
import { TEXT_FORMATS } from '../../files/export/index.ts';
import { millis, seeded } from '../../core/kernel/index.ts';
import { LibraryClient, ROW_BYTES, SignalBatch } from '../../files/library/index.ts';
import { REGIONS } from '../../core/record/index.ts';
import type { EngineInfo, EventPictures, MicroEvent } from '../../core/record/index.ts';
import type { FrameReport } from '../../line/pipeline/index.ts';
import type { ExportsMeasured, ExportsPage } from './exports-contract.ts';

const FPS = 30;
const MINUTES = 10;
const FRAMES = MINUTES * 60 * FPS;
const EVENTS = 60;
const REJECTED = 200;
/** As the line sends them. */
const PICTURE_PX = 200;
const STRIP_PICTURES = 24;
const BATCH = 8;

const random = seeded(1);

const engine: EngineInfo = {
	version: 'bench',
	faceModel: { kind: 'official', sha256: 'a' },
	tracker: { name: 'mesh', runtime: 'LiteRT', meshSha256: 'c', detectorSha256: 'd' },
	network: {
		name: 'fleeting-live 1',
		sha256: 'b',
		source: 'shipped',
		state: 'ready',
		fault: null,
		nameable: [{ au: 12, from: 0.5 }],
		naming: [],
		paper: null,
	},
	backend: 'webgpu',
	settings: { falseAlarmsPerMinute: 1, readingCoverage: 0.75 },
};

const quality = (frames: number) => ({
	frames,
	dropped: 0,
	fps: FPS,
	faceLost: 0,
	clockBreaks: 0,
	durationMs: millis((frames * 1000) / FPS),
});

function frameReport(at: number): FrameReport {
	return {
		kind: 'frame-measured',
		frame: at,
		at: millis((at * 1000) / FPS),
		outline: new Float32Array(0),
		face: {
			state: 'tracked',
			count: 1,
			blinking: false,
			speaking: false,
			yaw: random.normal(),
			pitch: random.normal(),
			roll: random.normal(),
			scale: 1.5 + 0.01 * random.normal(),
			light: 120 + random.normal(),
		},
		motion: Float32Array.from(REGIONS, () => Math.abs(random.normal()) / 3),
		masked: new Uint8Array(REGIONS.length),
		quality: quality(at + 1),
	};
}

function movement(id: string, first: number): Omit<MicroEvent, 'verdict'> {
	const key = (frame: number) => ({
		frame,
		ms: millis((frame * 1000) / FPS),
		uncertaintyMs: 1000 / FPS,
	});
	return {
		id,
		onset: key(first),
		apex: key(first + 5),
		offset: key(first + 12),
		riseMs: 166.7,
		fallMs: 233.3,
		durationMs: 400,
		peakPx200: 1 + random.next(),
		score: random.next(),
		decidedAtMs: millis(0),
		latencyMs: 200,
		fps: FPS,
		regions: REGIONS.slice(0, 4).map((region) => ({
			region,
			dx: random.normal(),
			dy: random.normal(),
			amplitudePx200: 1,
			z: 6,
		})),
	};
}

const verdict = (): MicroEvent['verdict'] => ({
	kind: 'units',
	network: 'fleeting-live 1',
	reading: 'positive',
	objectiveClass: 'I',
	probabilities: { positive: 0.8, negative: 0.1, surprise: 0.1 },
	branches: 'both',
	actionUnits: [1, 2, 4, 6, 7, 10, 12, 14, 15, 17].map((au) => ({
		au,
		p: random.next(),
		side: 'both' as const,
	})),
	branchCorrelation: 0.8,
});

/** Shading with a camera's noise: as hard to compress as a face, or harder. */
function picture(): Uint8ClampedArray<ArrayBuffer> {
	const rgba = new Uint8ClampedArray(4 * PICTURE_PX ** 2);
	for (let at = 0; at < PICTURE_PX ** 2; at++) {
		const [x, y] = [at % PICTURE_PX, Math.floor(at / PICTURE_PX)];
		const shade = 120 + 60 * Math.sin(x / 30) * Math.cos(y / 25);
		for (let part = 0; part < 3; part++) rgba[4 * at + part] = shade + 3 * random.normal();
		rgba[4 * at + 3] = 255;
	}
	return rgba;
}

function eventPictures(): EventPictures {
	const difference = new Uint8ClampedArray(PICTURE_PX ** 2);
	for (let at = 0; at < difference.length; at++) difference[at] = 40 * Math.abs(random.normal());
	return {
		size: PICTURE_PX,
		onset: picture(),
		apex: picture(),
		offset: picture(),
		difference,
	};
}

async function stripPictures(): Promise<Blob[]> {
	const canvas = new OffscreenCanvas(PICTURE_PX, PICTURE_PX);
	const context = canvas.getContext('2d')!;
	const made: Blob[] = [];
	for (let at = 0; at < STRIP_PICTURES; at++) {
		context.putImageData(new ImageData(picture(), PICTURE_PX, PICTURE_PX), 0, 0);
		made.push(await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 }));
	}
	return made;
}

class Exports implements ExportsPage {
	async measure(): Promise<ExportsMeasured> {
		const client = new LibraryClient({ onChanged: () => {}, onTrouble: () => {} });
		await client.ask('list', {});
		const recordMs = await this.#record(client, 'bench');
		const [stored] = await client.ask('list', {});
		const formats: { format: string; ms: number; bytes: number }[] = [];
		for (const format of TEXT_FORMATS) {
			const from = performance.now();
			const files = await client.ask('texts', { ids: ['bench'], format });
			const ms = performance.now() - from;
			const bytes = files.reduce((sum, { text }) => sum + new Blob([text]).size, 0);
			formats.push({ format, ms, bytes });
		}
		const zipFrom = performance.now();
		const zip = await client.ask('zip', { ids: ['bench'] });
		formats.push({ format: 'zip', ms: performance.now() - zipFrom, bytes: zip.size });
		const importFrom = performance.now();
		const { ids, refused } = await client.ask('import', { files: [zip] });
		const importMs = performance.now() - importFrom;
		if (refused.length > 0) throw new Error(refused[0]!.why);
		const differences = await this.#differences(client, 'bench', ids[0]!);
		await client.ask('remove-all', {});
		client.close();
		return {
			session: { minutes: MINUTES, frames: FRAMES, events: EVENTS, bytes: stored!.bytes },
			recordMs,
			formats,
			importMs,
			differences,
			allMs: formats.reduce((sum, { ms }) => sum + ms, 0),
		};
	}

	async #record(client: LibraryClient, id: string): Promise<number> {
		const strip = await stripPictures();
		const pictures = eventPictures();
		const from = performance.now();
		client.record(id, {
			kind: 'begin',
			head: {
				kind: 'camera',
				source: 'bench',
				keep: 'pictures',
				imported: false,
				since: new Date().toISOString(),
				startedAt: new Date().toISOString(),
			},
		});
		client.record(id, { kind: 'append', entries: [{ kind: 'engine', engine }] });
		for (let at = 0; at < FRAMES; at += BATCH) {
			const batch = new SignalBatch(client.buffer(BATCH * ROW_BYTES));
			for (let k = 0; k < BATCH; k++) batch.push(frameReport(at + k));
			client.record(id, { kind: 'signals', buffer: batch.buffer, rows: batch.rows });
		}
		for (let n = 1; n <= REJECTED; n++) {
			const rejected = {
				...movement(`r${n}`, 80 * n),
				...({ reason: 'too-weak', measured: 0.3, limit: 0.5 } as const),
			};
			client.record(id, { kind: 'append', entries: [{ kind: 'rejected', rejected }] });
		}
		for (let n = 1; n <= EVENTS; n++) {
			const event = { ...movement(`e${n}`, 290 * n), verdict: verdict() };
			client.record(id, { kind: 'append', entries: [{ kind: 'event', event }] });
			client.record(id, { kind: 'pictures', event: event.id, pictures });
			const frames = Int32Array.from(strip, (_, at) => 290 * n - 6 + at);
			client.record(id, {
				kind: 'strip',
				event: event.id,
				strip: {
					frames,
					ms: Float64Array.from(frames, (frame) => (frame * 1000) / FPS),
					pictures: strip,
					size: PICTURE_PX,
				},
			});
		}
		const entry = { kind: 'end', quality: quality(FRAMES), fault: null } as const;
		client.record(id, { kind: 'end', entry });
		await client.ask('list', {});
		return performance.now() - from;
	}

	/** Every format to the byte, every signal to the bit, every picture to the byte. */
	async #differences(client: LibraryClient, before: string, after: string): Promise<string[]> {
		const found: string[] = [];
		for (const format of TEXT_FORMATS) {
			const [a, b] = await Promise.all(
				[before, after].map((id) => client.ask('texts', { ids: [id], format })),
			);
			if (textOf(a!) !== textOf(b!)) found.push(format);
		}
		const [a, b] = [
			await client.ask('read', { id: before }),
			await client.ask('read', { id: after }),
		];
		for (const name of Object.keys(a.signals) as (keyof Signals)[]) {
			const [one, two] = [a.signals[name], b.signals[name]];
			const same =
				typeof one === 'number' || typeof two === 'number'
					? one === two
					: one.length === two.length && one.every((value, at) => Object.is(value, two[at]));
			if (!same) found.push(`signals.${name}`);
		}
		for (const { id: event } of a.record.events) {
			const blobs = await Promise.all(
				[before, after].map(async (id) => {
					const pictures = await client.ask('pictures', { id, event });
					const strip = await client.ask('strip', { id, event });
					const all = [...Object.values(pictures ?? {}), ...(strip?.pictures ?? [])] as Blob[];
					return {
						all,
						times: [...(strip?.ms ?? [])].join(),
						frames: [...(strip?.frames ?? [])].join(),
					};
				}),
			);
			const [one, two] = blobs;
			if (one!.times !== two!.times || one!.frames !== two!.frames) found.push(`strip of ${event}`);
			if (one!.all.length !== 4 + STRIP_PICTURES) found.push(`pictures of ${event} are missing`);
			for (const [at, blob] of one!.all.entries()) {
				if (!(await alike(blob, two!.all[at]))) found.push(`picture ${at} of ${event}`);
			}
		}
		return found;
	}
}

const textOf = (files: readonly { text: string }[]): string =>
	files.map(({ text }) => text).join('\0');

async function alike(a: Blob, b: Blob | undefined): Promise<boolean> {
	if (b === undefined || a.size !== b.size || a.type !== b.type) return false;
	const [one, two] = [new Uint8Array(await a.arrayBuffer()), new Uint8Array(await b.arrayBuffer())];
	return one.every((byte, at) => byte === two[at]);
}

(globalThis as typeof globalThis & { fleetingExports: ExportsPage }).fleetingExports =
	new Exports();
