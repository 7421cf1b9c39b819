/**
 * One event of the live network and its matrix products alone, in turns, on one backend of this thread.
 *
 * In    the network as `Classifier` takes it; the same in Node and on a page
 * Out   milliseconds, and how many of how many runs
 */
import { seeded } from '../../../core/kernel/index.ts';
import type { Backend } from '../../../core/record/index.ts';
import { median } from '../../../core/statistics/index.ts';
import type { EventMotion } from '../../../line/backend/index.ts';
import type { Network } from '../../../line/classify/index.ts';
import { Classifier, GRID, GRID_CHANNELS } from '../../../line/classify/index.ts';
import { bareProducts } from '../../judge/index.ts';
import type { NetworkTimes } from './contract.ts';
import { liveProducts } from './products.ts';

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
	const products = bareProducts(liveProducts(network.file.architecture));
	try {
		const motion = anyMotion();
		const event = (): Promise<unknown> => classifier.classify(motion, COVERAGE);
		const firstMs = await timed(event, 1);
		const turn = async (work: () => Promise<unknown>): Promise<() => Promise<number>> => {
			await work();
			const one = await timed(work, 3);
			const runs = Math.min(LONGEST_TURN, Math.max(1, Math.ceil(TURN_MS / one)));
			await timed(work, runs); // what a compiler learns with time
			return () => timed(work, runs);
		};
		const [eventTurn, productsTurn] = [await turn(event), await turn(() => products.run())];
		const times = { event: [] as number[], products: [] as number[] };
		for (let round = 0; round < ROUNDS; round++) {
			times.event.push(await eventTurn());
			times.products.push(await productsTurn());
		}
		return {
			firstMs,
			eventMs: median(times.event),
			productsMs: median(times.products),
			eventToProducts: median(times.event.map((ms, round) => ms / times.products[round]!)),
		};
	} finally {
		products.close();
		classifier.close();
	}
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
	return { rise: branch(), fall: branch(), correlation: 0.8, asymmetry: { upper: 0, lower: 0 } };
}
