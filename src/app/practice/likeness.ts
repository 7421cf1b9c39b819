/**
 * How alike two movements look: the cosine between their displacement fields over the face. Pure;
 * computed once a page, some milliseconds.
 */
import { ACTION_UNITS, ActionUnitField, unitIndex } from '../../study/actor/index.ts';
import type { KindId } from './kinds.ts';
import { KIND_IDS, KINDS } from './kinds.ts';

/** Two kinds more alike than this are never offered together. */
export const TOO_ALIKE = 0.75;

const STEP = 0.1;

/** The two-sided field of units at the same contraction, as one long vector. */
function fieldOf(aus: readonly number[]): Float64Array {
	const fields = aus.map((au) => new ActionUnitField(ACTION_UNITS[unitIndex(au)]!));
	const values: number[] = [];
	const out = new Float64Array(2);
	for (let y = -0.9; y <= 1.8; y += STEP) {
		for (let x = -1.1; x <= 1.1; x += STEP) {
			out.fill(0);
			for (const field of fields) field.add(x, y, 1, 1, out);
			values.push(out[0]!, out[1]!);
		}
	}
	return Float64Array.from(values);
}

function cosine(a: Float64Array, b: Float64Array): number {
	let dot = 0;
	let aa = 0;
	let bb = 0;
	for (let i = 0; i < a.length; i++) {
		dot += a[i]! * b[i]!;
		aa += a[i]! * a[i]!;
		bb += b[i]! * b[i]!;
	}
	return dot / Math.sqrt(aa * bb);
}

let table: ReadonlyMap<string, number> | null = null;

function tabulate(): ReadonlyMap<string, number> {
	const fields = KIND_IDS.map((id) => KINDS[id].shownAs.map(fieldOf));
	const alike = new Map<string, number>();
	KIND_IDS.forEach((a, i) =>
		KIND_IDS.forEach((b, j) => {
			const pairs = fields[i]!.flatMap((one) => fields[j]!.map((other) => cosine(one, other)));
			alike.set(`${a}/${b}`, Math.max(...pairs));
		}),
	);
	return alike;
}

/** -1..1: the most alike of the ways in which the two are shown; 1 for a kind and itself. */
export function likeness(a: KindId, b: KindId): number {
	table ??= tabulate();
	return table.get(`${a}/${b}`)!;
}
