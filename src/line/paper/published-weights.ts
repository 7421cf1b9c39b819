/**
 * A state dict against the published one: which tensors are there, of
 * which shape, and whether their values can be used.
 *
 * The unused head of the spatial branch may have any number of rows, or be left out.
 * Names all of DataParallel's `module.` prefix, if every name has it, are taken without it.
 */
import type { PaperArchitecture } from './architecture.ts';
import { PUBLISHED } from './architecture.ts';
import { anglesOf, decaysOf } from './relative-position.ts';
import type { StoredTensor } from './safetensors.ts';
import type { PaperTensor } from './state-dict.ts';
import { hasShape, paperTensors } from './state-dict.ts';
import { linesFault } from './lines-fault.ts';

/** The one whose first axis says how many classes there are. */
const HEAD = 'main_branch.head.weight';
const PREFIX = 'module.';
/** Derived values are float32 of the exporter's arithmetic, or half of that precision. */
const DERIVED_TOLERANCE = 2e-3;

/** The published network's tensors in a file that has them all. */
export interface PublishedTensors {
	/** 2 or more. */
	readonly classes: number;
	/** By published name, without the prefix. */
	readonly tensors: ReadonlyMap<string, StoredTensor>;
	/** Of the published network; those that may be left out only where they are there. */
	readonly expected: readonly PaperTensor[];
}

/** Throws model/mismatch with every missing, extra, misshapen and mistyped tensor. */
export function matchPublished(
	stored: readonly StoredTensor[],
	architecture: PaperArchitecture = PUBLISHED,
): PublishedTensors {
	const tensors = unprefixed(stored);
	const head = tensors.get(HEAD);
	// Without a head nothing is said of shapes that depend on it.
	const classes = head?.shape.length === 2 ? head.shape[0]! : null;
	const expected = paperTensors(classes ?? 1, architecture);
	const names = new Set(expected.map(({ name }) => name));
	const there = expected.filter(({ name }) => tensors.has(name));
	const sized = there.filter(
		({ name, anyRows }) => classes !== null || anyRows === true || !/\.head\./.test(name),
	);
	const wrong = [
		...listed('missing', names.size, missing(expected, tensors)),
		...listed('not in the published state dict', tensors.size, extra(tensors, names)),
		...listed('of another shape', names.size, misshapen(sized, tensors)),
		...listed('of another type', names.size, mistyped(there, tensors)),
	];
	if (classes !== null && classes < 2) wrong.push(`${HEAD} has ${classes} classes, fewer than two`);
	if (wrong.length > 0) throw linesFault(wrong);
	return { classes: classes!, tensors, expected: there };
}

function unprefixed(stored: readonly StoredTensor[]): ReadonlyMap<string, StoredTensor> {
	const cut = stored.length > 0 && stored.every(({ name }) => name.startsWith(PREFIX));
	return new Map(
		stored.map((tensor) => [cut ? tensor.name.slice(PREFIX.length) : tensor.name, tensor]),
	);
}

function missing(
	expected: readonly PaperTensor[],
	tensors: ReadonlyMap<string, StoredTensor>,
): string[] {
	const absent = expected.filter(({ name }) => !tensors.has(name));
	return absent.every(({ anyRows }) => anyRows === true) ? [] : absent.map(({ name }) => name);
}

const extra = (tensors: ReadonlyMap<string, StoredTensor>, names: ReadonlySet<string>): string[] =>
	[...tensors.keys()].filter((name) => !names.has(name));

const misshapen = (
	expected: readonly PaperTensor[],
	tensors: ReadonlyMap<string, StoredTensor>,
): string[] =>
	expected.flatMap((tensor) => {
		const { name, shape, anyRows } = tensor;
		const given = tensors.get(name)!.shape;
		const rows = anyRows === true ? ['any number', ...shape.slice(1)] : shape;
		return hasShape(tensor, given) ? [] : [`${name} is [${given}], expected [${rows}]`];
	});

const mistyped = (
	expected: readonly PaperTensor[],
	tensors: ReadonlyMap<string, StoredTensor>,
): string[] =>
	expected.flatMap(({ name, role }) => {
		const { type } = tensors.get(name)!;
		const fits = role === 'counter' || type !== 'I64';
		return fits ? [] : [`${name} is ${type}, expected floating-point numbers`];
	});

/** One line: how many of how many, and all of them by name. */
const listed = (what: string, of: number, items: readonly string[]): string[] =>
	items.length === 0
		? []
		: [
				`${items.length} of ${of} tensors ${items.length === 1 ? 'is' : 'are'} ${what}: ${items.join(', ')}`,
			];

/** What is wrong with the values of one tensor; null when nothing is. */
export function misvalued(
	{ name, role, shape }: PaperTensor,
	values: Float32Array,
	architecture: PaperArchitecture = PUBLISHED,
): string | null {
	const bad = values.findIndex((value) => !Number.isFinite(value));
	if (bad >= 0) return `${name} holds ${values[bad]} at place ${bad}`;
	if (/\.running_var$/.test(name)) {
		const negative = values.findIndex((value) => value < 0);
		if (negative >= 0) return `${name} holds ${values[negative]}, and a variance is not below 0`;
	}
	if (role !== 'derived') return null;
	const expected = derivedValues(name, shape[0]!, architecture);
	const off = values.findIndex(
		(value, i) => Math.abs(value - expected[i]!) > DERIVED_TOLERANCE * Math.abs(expected[i]!),
	);
	return off < 0
		? null
		: `${name} holds ${values[off]} at place ${off}, where the published network has ${expected[off]!.toPrecision(6)}`;
}

/** Angles and decays of the retention, as the architecture gives them. */
export function derivedValues(
	name: string,
	length: number,
	{ stages }: PaperArchitecture,
): number[] {
	const { heads, headsRange } = stages[Number(/layers\.(\d+)\./.exec(name)![1])]!;
	if (name.endsWith('decay')) return decaysOf(heads, headsRange);
	// Each angle twice, for the two members of a pair that it turns.
	return anglesOf(length).flatMap((angle) => [angle, angle]);
}
