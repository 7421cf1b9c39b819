import type { Class3, ClassVerdict, UnitVerdict, Verdict } from '../../core/record/index.ts';

const CLASSES: readonly Class3[] = ['positive', 'negative', 'surprise'];

/** The most probable of the three classes, also where the reading is `uncertain`. */
export const mostProbable = ({ probabilities }: UnitVerdict): Class3 =>
	CLASSES.reduce((best, each) => (probabilities[each] > probabilities[best] ? each : best));

/** Names of the most probable classes: of the rise, which is the prediction, and of the fall. */
export const predictedNames = ({
	classes,
	top,
	fallTop,
}: ClassVerdict): { rise: string; fall: string } => ({
	rise: classes[top]!.name,
	fall: classes[fallTop]!.name,
});

/** The common class of either kind of verdict; null where the person's class belongs to none. */
export const class3Of = (verdict: Verdict): Class3 | null =>
	verdict.kind === 'units' ? mostProbable(verdict) : verdict.classes[verdict.top]!.meaning;
