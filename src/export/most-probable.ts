import type { Class3, Verdict } from '../classify/index.ts';

const CLASSES: readonly Class3[] = ['positive', 'negative', 'surprise'];

/** The most probable of the three classes, also where the reading is `uncertain`. */
export const mostProbable = ({ probabilities }: Verdict): Class3 =>
	CLASSES.reduce((best, each) => (probabilities[each] > probabilities[best] ? each : best));
