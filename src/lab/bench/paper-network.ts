/**
 * `paper-network`: what an event costs the paper's network, both branches, on each backend; beside it
 * ONNX Runtime Web on the same weights, and the matrix products alone, which are the bound.
 *
 * In    weights and frames by formula, full size, five classes
 * Out   medians and their ratios. In Node all take turns, one thread each. In Chromium no ONNX
 *       Runtime. Graphics drawn in software take minutes: they are left out unless asked for, and
 *       what takes over a minute is run once, unwarmed
 * Fails CommandError where ONNX Runtime computes something else
 */
import { PUBLISHED, PaperNetwork } from '../../line/paper/index.ts';
import type { Backend } from '../../core/record/index.ts';
import type { PaperLogits } from '../../line/paper/index.ts';
import { bareProducts, multiplyAddsOf, useWasm } from '../judge/index.ts';
import { CommandError } from '../terminal/index.ts';
import type { Machine } from './machine.ts';
import { machineWith } from './machine.ts';
import type { BenchOptions } from './options.ts';
import { formulaFrames, formulaWeights, matrixProducts, openPaperPage } from '../parity/index.ts';
import type { OpenPaperPage } from '../parity/index.ts';
import { ONNX_RUNTIME_VERSION, openOnnxNetwork } from './paper-network/onnx-runtime.ts';
import type { TurnTimes } from './paper-network/times.ts';
import { rounded, timeInTurn } from './paper-network/times.ts';
import { median } from '../../core/statistics/index.ts';

const CLASSES = 5;
const ROUNDS = 5;
/** Largest difference of a logit between the runtimes, over the largest logit. */
const TOLERANCE = 1e-3;
const BACKENDS: readonly Backend[] = ['wasm', 'webgl', 'webgpu'];
/** What takes longer is not run again. */
const PATIENCE_MS = 60_000;
const TIMED_RUNS = 3;

interface InBrowser {
	readonly backend: Backend;
	/** Why it could not be measured, or null. */
	readonly fault: string | null;
	readonly event: BrowserTimes | null;
	readonly products: BrowserTimes | null;
	readonly eventToProducts: number | null;
}

interface BrowserTimes {
	readonly wallMs: number;
	readonly runs: number;
	/** False: the only run, with what compiling took. */
	readonly warm: boolean;
}

export interface PaperNetworkBench {
	readonly machine: Machine & {
		readonly onnxRuntimeWeb: string;
	};
	/** Of an event, in matrix products; depthwise convolutions are not counted. */
	readonly multiplyAdds: number;
	readonly node: {
		readonly backend: 'wasm';
		readonly threads: 1;
		readonly event: TurnTimes;
		readonly onnxRuntime: TurnTimes;
		readonly products: TurnTimes;
		/** Of processor time. */
		readonly eventToOnnxRuntime: number;
		readonly eventToProducts: number;
		/** Largest difference of a logit, over the largest logit. */
		readonly logitsDiffer: number;
	};
	readonly chromium: readonly InBrowser[];
}

export async function benchPaperNetwork(
	_root: string,
	say: (line: string) => void,
	{ softwareGpu }: BenchOptions,
): Promise<PaperNetworkBench> {
	const products = matrixProducts(PUBLISHED, CLASSES);
	const node = await inNode(say);
	const page = await openPaperPage();
	try {
		const chromium: InBrowser[] = [];
		for (const backend of BACKENDS) chromium.push(await inBrowser(page, backend, softwareGpu, say));
		return {
			machine: {
				...machineWith(page.chromium),
				onnxRuntimeWeb: ONNX_RUNTIME_VERSION,
			},
			multiplyAdds: multiplyAddsOf(products),
			node,
			chromium,
		};
	} finally {
		await page.close();
	}
}

async function inNode(say: (line: string) => void): Promise<PaperNetworkBench['node']> {
	await useWasm();
	const weights = formulaWeights(CLASSES);
	const frames = formulaFrames();
	const products = bareProducts(matrixProducts(PUBLISHED, CLASSES));
	const ours = new PaperNetwork(weights, CLASSES);
	const onnx = await openOnnxNetwork(weights, CLASSES, PUBLISHED);
	try {
		const logitsDiffer = difference(await ours.logits(...frames), await onnx.logits(...frames));
		if (!(logitsDiffer <= TOLERANCE)) {
			throw new CommandError(
				`ONNX Runtime's logits differ by ${logitsDiffer.toExponential(1)} of the largest one: the two do not run the same network, so their times cannot be compared.`,
			);
		}
		const { event, onnxRuntime, bare } = await timeInTurn(
			{
				event: () => ours.logits(...frames),
				onnxRuntime: () => onnx.logits(...frames),
				bare: () => products.run(),
			},
			ROUNDS,
		);
		const share = (of: TurnTimes, to: TurnTimes): number => rounded(of.cpuMs! / to.cpuMs!, 2);
		const line = (name: string, { wallMs, cpuMs }: TurnTimes): void =>
			say(`Node, wasm, one thread: ${name} ${wallMs} ms, ${cpuMs} ms of processor time`);
		line('an event', event);
		line('ONNX Runtime', onnxRuntime);
		line('matrix products', bare);
		return {
			backend: 'wasm',
			threads: 1,
			event,
			onnxRuntime,
			products: bare,
			eventToOnnxRuntime: share(event, onnxRuntime),
			eventToProducts: share(event, bare),
			logitsDiffer,
		};
	} finally {
		ours.close();
		products.close();
		await onnx.close();
	}
}

async function inBrowser(
	page: OpenPaperPage,
	backend: Backend,
	softwareGpu: boolean,
	say: (line: string) => void,
): Promise<InBrowser> {
	try {
		await page.load(backend, CLASSES, !softwareGpu);
		const event = await patiently(() => page.timeEvent());
		say(`Chromium, ${backend}: an event ${event.wallMs} ms${event.warm ? '' : ', unwarmed'}`);
		const products = await patiently(() => page.timeProducts());
		say(`Chromium, ${backend}: matrix products ${products.wallMs} ms`);
		const eventToProducts =
			event.warm === products.warm ? rounded(event.wallMs / products.wallMs, 2) : null;
		return { backend, fault: null, event, products, eventToProducts };
	} catch (error) {
		// Of what the page threw only the sentence, not where in the page.
		const [said = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
		const fault = said.replace(/^page\.evaluate: (?:Error: )?/, '');
		say(`Chromium, ${backend}: not measured, ${fault}`);
		return { backend, fault, event: null, products: null, eventToProducts: null };
	}
}

/** The first run warms up, unless it took so long that it has to do. */
async function patiently(time: () => Promise<number>): Promise<BrowserTimes> {
	const first = await time();
	if (first > PATIENCE_MS) return { wallMs: rounded(first), runs: 1, warm: false };
	const times: number[] = [];
	for (let run = 0; run < TIMED_RUNS; run++) times.push(await time());
	return { wallMs: rounded(median(times)), runs: TIMED_RUNS, warm: true };
}

function difference(ours: PaperLogits, theirs: PaperLogits): number {
	const [a, b] = [ours, theirs].map(({ rise, fall }) => [...rise, ...fall]) as [number[], number[]];
	const largest = Math.max(...b.map(Math.abs));
	return Math.max(...b.map((value, i) => Math.abs(value - a[i]!))) / largest;
}
