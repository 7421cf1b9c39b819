/**
 * The page that `npm run bench` drives: the built app's own worker, timed stage by stage.
 *
 * Bundled when the benchmark runs and served beside the built app; it is no part of it.
 */
import { ActorFace, demoScript } from '../../study/actor/index.ts';
import { Fault } from '../../core/record/index.ts';
import type { Command, Report } from '../../line/pipeline/index.ts';
import type {
	FrameTaken,
	FramesEnded,
	PushedFrame,
	SourceSpec,
} from '../../line/camera/worker/index.ts';
import { DEFAULT_SETTINGS, assetsAt } from '../../line/pipeline/index.ts';
import { rgbToPlanes } from '../../line/camera/worker/index.ts';
import type { TrackerName } from '../../core/record/index.ts';
import type { ActorOrder, BenchPage, FileOrder, BenchMeasured } from './contract.ts';

/** Live frames are drawn before and played back and forth: drawing would take the line's time. */
const LIVE_FRAMES_DRAWN = 60;

class Bench implements BenchPage {
	#worker: Worker | null = null;
	#engine: BenchMeasured['engine'] | null = null;
	#onReport: (report: Report) => void = () => {};

	async prepare(workerAddress: string, tracker: TrackerName): Promise<void> {
		this.#worker?.terminate();
		const worker = new Worker(workerAddress, { type: 'module' });
		this.#worker = worker;
		const address = (path: string): string => new URL(`../${path}`, document.baseURI).href;
		await new Promise<void>((resolve, reject) => {
			worker.onerror = (event) => reject(new Fault('worker/crashed', event.message));
			worker.onmessage = ({ data }: MessageEvent<Report>) => {
				if (data.kind === 'ready') {
					this.#engine = data.engine;
					resolve();
				}
				if (data.kind === 'faulted') reject(new Fault(data.fault.code, data.fault.detail));
				this.#onReport(data);
			};
			this.#send({
				kind: 'prepare',
				assets: assetsAt(address),
				bundle: null,
				version: 'bench',
				backend: 'auto',
				tracker,
				settings: DEFAULT_SETTINGS,
			});
		});
	}

	async measure(order: ActorOrder | FileOrder): Promise<BenchMeasured> {
		if (order.kind === 'file') {
			const file = document.querySelector<HTMLInputElement>('#film')?.files?.[0];
			if (!file) throw new Fault('file/empty', 'no file was handed over');
			return this.#run({ kind: 'file', file }, () => {});
		}
		const { port1, port2 } = new MessageChannel();
		const lossless = order.pace === 'waiting';
		let frameDone = (): void => {};
		const measured = this.#run({ kind: 'port', port: port2, lossless }, () => frameDone());
		const play = lossless
			? playWaiting(order, port1, () => new Promise((resolve) => (frameDone = resolve)))
			: playLive(order, port1);
		await Promise.race([play, measured]);
		return measured;
	}

	#run(source: SourceSpec, onFrame: () => void): Promise<BenchMeasured> {
		return new Promise((resolve, reject) => {
			let size = { widthPx: 0, heightPx: 0 };
			let events = 0;
			this.#onReport = (report) => {
				if (report.kind === 'started') size = { widthPx: report.width, heightPx: report.height };
				if (report.kind === 'frame-measured') onFrame();
				if (report.kind === 'event-found') events += 1;
				if (report.kind === 'faulted') reject(new Fault(report.fault.code, report.fault.detail));
				if (report.kind !== 'stopped') return;
				const { quality, timings, fault } = report;
				if (!timings) reject(new Error('the worker sent no times'));
				else resolve({ ...size, engine: this.#engine!, quality, timings, events, fault });
			};
			this.#send(
				// With pictures, as in the app: keeping the colour crops is part of the cost.
				{ kind: 'start', source, pictures: true, timed: true },
				source.kind === 'port' ? [source.port] : [],
			);
		});
	}

	#send(command: Command, transfer: Transferable[] = []): void {
		if (!this.#worker) throw new Fault('worker/crashed', 'measure() before prepare()');
		this.#worker.postMessage(command, transfer);
	}
}

async function playWaiting(
	order: ActorOrder,
	port: MessagePort,
	nextMeasured: () => Promise<void>,
): Promise<void> {
	const draw = painter(order);
	for (let k = 0; k < order.frames; k++) {
		const frame = draw(k);
		const done = nextMeasured();
		push(port, frame, 0);
		await done;
	}
	port.postMessage({ kind: 'ended' } satisfies FramesEnded);
}

/** As a browser's camera does: one frame on its way at most, the others are lost and counted. */
async function playLive(order: ActorOrder, port: MessagePort): Promise<void> {
	const draw = painter(order);
	const drawn = Array.from({ length: LIVE_FRAMES_DRAWN }, (_, k) => draw(k));
	let underWay = false;
	let missed = 0;
	port.onmessage = (message: MessageEvent<FrameTaken>) => {
		if (message.data.kind === 'taken') underWay = false;
	};
	const startedAt = performance.now();
	for (let k = 0; k < order.frames; k++) {
		const atMs = (1000 * k) / order.fps;
		const earlyMs = startedAt + atMs - performance.now();
		if (earlyMs > 0) await new Promise((resolve) => setTimeout(resolve, earlyMs));
		if (underWay) {
			missed += 1;
			continue;
		}
		const round = 2 * (LIVE_FRAMES_DRAWN - 1);
		const step = k % round;
		const picture = drawn[step < LIVE_FRAMES_DRAWN ? step : round - step]!;
		push(port, new VideoFrame(picture, { timestamp: Math.round(1000 * atMs) }), missed);
		underWay = true;
		missed = 0;
	}
	for (const frame of drawn) frame.close();
	port.postMessage({ kind: 'ended' } satisfies FramesEnded);
}

/** The demo, frame by frame, as cameras send it (I420); the receiver closes what it gets. */
function painter({
	width,
	height,
	enlarged,
	faces,
	fps,
}: ActorOrder): (index: number) => VideoFrame {
	const face = new ActorFace({ width, height, seed: 0 });
	const script = demoScript();
	const drawn = new Uint8ClampedArray(width * height * 4);
	const pixels = faces === 1 ? drawn : new Uint8ClampedArray(drawn.length);
	const layout = { offset: 0, stride: 4 * width };
	const luma = new Uint8Array(width * height);
	const [u, v] = [new Uint8Array(luma.length / 4), new Uint8Array(luma.length / 4)];
	const cells = enlarged ** 2 * luma.length;
	const bytes = new Uint8Array((3 * cells) / 2);
	return (index) => {
		face.render(script.poseAt((1000 * index) / fps), index, drawn);
		if (faces === 4) quarter(drawn, width, height, pixels);
		rgbToPlanes({ pixels, layout, red: 0, blue: 2, width, height }, luma, u, v);
		enlarge(luma, width, enlarged, bytes.subarray(0, cells));
		enlarge(u, width / 2, enlarged, bytes.subarray(cells, (5 * cells) / 4));
		enlarge(v, width / 2, enlarged, bytes.subarray((5 * cells) / 4));
		return new VideoFrame(bytes, {
			format: 'I420',
			codedWidth: enlarged * width,
			codedHeight: enlarged * height,
			timestamp: Math.round((1e6 * index) / fps),
			colorSpace: { fullRange: true, matrix: 'smpte170m' },
		});
	};
}

/** The picture in half its size, four times. */
function quarter(
	from: Uint8ClampedArray,
	width: number,
	height: number,
	to: Uint8ClampedArray,
): void {
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			const at = 4 * (((2 * y) % height) * width + ((2 * x) % width));
			to.set(from.subarray(at, at + 4), 4 * (y * width + x));
		}
	}
}

/** Every pixel `times` x `times` often. */
function enlarge(from: Uint8Array, width: number, times: number, to: Uint8Array): void {
	const wide = width * times;
	for (let row = 0; row < from.length / width; row++) {
		const first = row * times * wide;
		for (let x = 0; x < wide; x++) to[first + x] = from[row * width + ((x / times) | 0)]!;
		for (let copy = 1; copy < times; copy++)
			to.copyWithin(first + copy * wide, first, first + wide);
	}
}

function push(port: MessagePort, frame: VideoFrame, missed: number): void {
	const pushed: PushedFrame = { kind: 'frame', frame, missed };
	port.postMessage(pushed, [frame]);
}

(globalThis as { fleetingBench?: BenchPage }).fleetingBench = new Bench();
