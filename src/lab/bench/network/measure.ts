/**
 * One event of the live network and its matrix products alone, in turns, on one backend of this thread.
 *
 * In    the network as `Classifier` takes it; the same in Node and on a page
 * Out   milliseconds, and how many of how many runs
 */
import { seeded } from '../../../core/kernel/index.ts';
import type { Backend } from '../../../core/record/index.ts';
import { clamp, median } from '../../../core/statistics/index.ts';
import type { EventMotion } from '../../../line/backend/index.ts';
import type { Network } from '../../../line/classify/index.ts';
import { Classifier, GRID, GRID_CHANNELS } from '../../../line/classify/index.ts';
import type { BareProducts } from '../../judge/index.ts';
import { bareProducts } from '../../judge/index.ts';
import type { NetworkTimes } from './contract.ts';
import { productsAsDefined, productsAsRun } from './products.ts';

const ROUNDS = 15;
/** Of one contender's turn, about: an event is shorter than what a page's clock can tell. */
const TURN_MS = 60;
const LONGEST_TURN = 400;
const COVERAGE = 0.75;

export async function measureNetwork(
	network: Network,
	backend: Backend,
	wasmUrl: string,
): Promise<NetworkTimes> {
	const classifier = await Classifier.create({ network, backend, wasmUrl });
	const motion = anyMotion();
	const event = (): Promise<unknown> => classifier.classify(motion, COVERAGE);
	const products: BareProducts[] = [];
	try {
		const firstMs = await timed(event, 1); // before anything else runs on the backend
		const { architecture } = network.file;
		const asRun = bareProducts(productsAsRun(architecture));
		const asDefined = bareProducts(productsAsDefined(architecture));
		products.push(asRun, asDefined);
		const turns = [
			await turnOf(event),
			await turnOf(() => asRun.run()),
			await turnOf(() => asDefined.run()),
		];
		const rounds: number[][] = [];
		for (let round = 0; round < ROUNDS; round++) {
			const times: number[] = [];
			for (const turn of turns) times.push(await turn());
			rounds.push(times);
		}
		const medianOf = (value: (times: readonly number[]) => number): number =>
			median(rounds.map(value));
		return {
			firstMs,
			eventMs: medianOf((times) => times[0]!),
			productsMs: medianOf((times) => times[1]!),
			productsAsDefinedMs: medianOf((times) => times[2]!),
			eventToProducts: medianOf((times) => times[0]! / times[1]!),
			eventToProductsAsDefined: medianOf((times) => times[0]! / times[2]!),
		};
	} finally {
		for (const each of products) each.close();
		classifier.close();
	}
}

/** As many runs as a turn takes, warmed up; a turn says what one of them took. */
async function turnOf(work: () => Promise<unknown>): Promise<() => Promise<number>> {
	await work();
	const runs = clamp(Math.ceil(TURN_MS / (await timed(work, 3))), 1, LONGEST_TURN);
	await timed(work, runs);
	return () => timed(work, runs);
}

/** Milliseconds of one run, the mean of `runs`. */
async function timed(work: () => Promise<unknown>, runs: number): Promise<number> {
	const startedAt = performance.now();
	for (let run = 0; run < runs; run++) await work();
	return (performance.now() - startedAt) / runs;
}

/** What it shows does not matter: every event takes the same way. */
function anyMotion(): EventMotion {
	const random = seeded(1);
	const branch = (): Float32Array =>
		Float32Array.from({ length: GRID * GRID * GRID_CHANNELS }, () => random.uniform(-1, 1));
	return {
		rise: branch(),
		fall: branch(),
		correlation: 0.8,
		asymmetry: { upper: 0, lower: 0 },
		quality: { noise: 0.1, lids: 0 },
	};
}
