/**
 * The synthetic people of a run: who is trained on, who is calibrated on, who is left to be judged by.
 *
 * The drawn events come first in a set, so they are the same with and without portraits after them.
 */
import type { Dataset } from '../judge/index.ts';
import { NO_PORTRAITS, generate } from './generate.ts';

export interface Seeds {
	readonly training: number;
	readonly validation: number;
	readonly test: number;
}

/** Of the three sets of a run with this seed: far apart, so that no person is drawn twice. */
export const seedsOf = (seed: number): Seeds => ({
	training: seed * 3,
	validation: seed * 3 + 1,
	test: seed * 3 + 2,
});

/** What of a run's configuration decides its test set. */
export interface HeldOut {
	readonly seed: number;
	readonly heldOutPeople: number;
	readonly testDrawn: number;
}

/** The drawn part of a run's test set; with fewer samples its first events. */
export const drawHeldOut = (
	{ seed, heldOutPeople, testDrawn }: HeldOut,
	onEvent?: (done: number) => void,
): Dataset =>
	generate(
		{ drawn: testDrawn, people: heldOutPeople, real: 0 },
		NO_PORTRAITS,
		seedsOf(seed).test,
		onEvent,
	);
