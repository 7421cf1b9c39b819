/**
 * Davison's objective classes: what a movement is by its action units alone, with
 * nothing said about feeling (Davison et al., arXiv 1708.07549; table as in arXiv 1805.02397).
 */
import type { ObjectiveClass } from '../../core/record/index.ts';

const COMBINATIONS: Readonly<Record<Exclude<ObjectiveClass, 'VII'>, readonly string[]>> = {
	I: ['6', '12', '6+12', '6+7+12', '7+12'],
	II: ['1+2', '5', '25', '1+2+25', '25+26', '5+24'],
	III: ['23', '4', '4+7', '4+5', '4+5+7', '17+24', '4+6+7', '4+38'],
	IV: ['10', '9', '4+9', '4+40', '4+5+40', '4+7+9', '4+9+17', '4+7+10', '4+5+7+9', '7+10'],
	V: ['1', '15', '1+4', '6+15', '15+17'],
	VI: ['1+2+4', '20'],
};

const BY_COMBINATION = new Map(
	Object.entries(COMBINATIONS).flatMap(([name, combinations]) =>
		combinations.map((combination) => [combination, name as ObjectiveClass]),
	),
);

/** The class of a set of FACS numbers, in any order; null for the empty set. */
export function objectiveClassOf(units: readonly number[]): ObjectiveClass | null {
	if (units.length === 0) return null;
	const combination = [...new Set(units)].sort((a, b) => a - b).join('+');
	return BY_COMBINATION.get(combination) ?? 'VII';
}
