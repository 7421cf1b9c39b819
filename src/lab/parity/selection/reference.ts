/**
 * Recorded key frames of the published reselection, on sequences that a formula gives. Pure.
 *
 * In    JSON: `cases`, each with name, frames, size, annotated {onset, apex, offset}, amplitude
 *       [frames], noiseSigma, expected {uint8Wraparound, signedFloat} with key frames by variant;
 *       kinds and variants that a case does not name are not checked
 * Fails CommandError that names the file, the case and the field
 */
import * as v from 'valibot';
import { clauseIn, finite, name } from '../../../core/kernel/index.ts';
import type {
	AnnotatedKeyFrames,
	DifferenceKind,
	PublishedVariant,
} from '../../../line/select/index.ts';
import { PUBLISHED_VARIANTS } from '../../../line/select/index.ts';
import { CommandError } from '../../terminal/index.ts';

export interface SelectionCase {
	/** Also of its streams of numbers. */
	readonly name: string;
	readonly frames: number;
	/** Height and width of a frame, pixels. */
	readonly size: number;
	readonly annotated: AnnotatedKeyFrames;
	/** By frame: how far the pattern has come. */
	readonly amplitude: readonly number[];
	/** Largest noise, grey levels. */
	readonly noiseSigma: number;
	/** At least one. */
	readonly expected: readonly Expectation[];
}

export interface Expectation {
	/** As the file calls the kind of difference. */
	readonly differences: string;
	readonly kind: DifferenceKind;
	readonly variant: PublishedVariant;
	readonly keyFrames: AnnotatedKeyFrames;
}

const KINDS: ReadonlyMap<string, DifferenceKind> = new Map([
	['uint8Wraparound', 'wrapped'],
	['signedFloat', 'signed'],
]);

const whole = v.pipe(
	v.number('a number'),
	v.safeInteger('a whole number from 1 on'),
	v.minValue(1, 'a whole number from 1 on'),
);
const numbers = v.array(v.pipe(v.number(), v.finite()));

const caseSchema = v.object({
	name,
	frames: whole,
	size: whole,
	annotated: v.object({ onset: finite, apex: finite, offset: finite }, 'an object'),
	amplitude: v.custom<number[]>((value) => v.is(numbers, value), 'a list of numbers'),
	noiseSigma: v.pipe(finite, v.minValue(0, '0 or more')),
	/** Key frames by kind of difference and variant. */
	expected: v.record(
		v.string(),
		v.record(
			v.string(),
			v.custom<number[]>((value) => v.is(numbers, value), 'a list of numbers'),
			'an object',
		),
		'an object',
	),
});

const fileSchema = v.object({ cases: v.array(caseSchema, 'a list') }, 'an object');

type RecordedCase = v.InferOutput<typeof caseSchema>;

/** At least one case. */
export function selectionCases(file: string, text: string): SelectionCase[] {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (cause) {
		throw new CommandError(`${file} is not JSON: repair it, or name another file.`, { cause });
	}
	const { success, output, issues } = v.safeParse(fileSchema, value, { abortEarly: true });
	if (!success) {
		throw new CommandError(`${placeOf(file, value, issues[0])}: ${clauseIn(issues[0])}.`);
	}
	const { cases } = output;
	if (cases.length === 0) {
		throw new CommandError(`${file} has an empty list of cases: there is nothing to check.`);
	}
	return cases.map((recorded, at) => {
		try {
			return caseOf(recorded, `cases[${at}]`);
		} catch (cause) {
			if (!(cause instanceof TypeError)) throw cause;
			throw new CommandError(`${file}, case ${recorded.name}: ${cause.message}.`, { cause });
		}
	});
}

/** The file, and the case in it where the issue is one's. */
function placeOf(file: string, value: unknown, { path }: v.BaseIssue<unknown>): string {
	const at = path?.[1]?.key;
	if (typeof at !== 'number') return file;
	const { cases } = value as { readonly cases: readonly unknown[] };
	const named = v.safeParse(v.object({ name: caseSchema.entries.name }), cases[at]);
	return named.success
		? `${file}, case ${named.output.name}`
		: `${file}, case ${at + 1} of ${cases.length}`;
}

/** @param path of the case, for sentences */
function caseOf(recorded: RecordedCase, path: string): SelectionCase {
	const { name, frames, size, annotated, amplitude, noiseSigma } = recorded;
	if (amplitude.length !== frames) {
		throw new TypeError(`${path}.amplitude must be a list of ${frames} numbers, one per frame`);
	}
	const frame = (key: keyof AnnotatedKeyFrames, from: number): number => {
		const value = annotated[key];
		if (Number.isSafeInteger(value) && value >= from && value < frames) return value;
		throw new TypeError(`${path}.annotated.${key} must be a frame from ${from} to ${frames - 1}`);
	};
	const onset = frame('onset', 0);
	const apex = frame('apex', onset);
	return {
		name,
		frames,
		size,
		annotated: { onset, apex, offset: frame('offset', apex) },
		amplitude,
		noiseSigma,
		expected: expectedOf(recorded, path),
	};
}

function expectedOf({ expected, frames }: RecordedCase, path: string): Expectation[] {
	const all = Object.entries(expected).flatMap(([differences, byVariant]) => {
		const kind = KINDS.get(differences);
		if (kind === undefined) {
			throw new TypeError(
				`expected has ${differences}, which is none of ${[...KINDS.keys()].join(', ')}`,
			);
		}
		return Object.entries(byVariant).map(([name, said]) => {
			const variant = PUBLISHED_VARIANTS.find((known) => known === name);
			if (variant === undefined) {
				throw new TypeError(
					`expected.${differences} has ${name}, which is none of ${PUBLISHED_VARIANTS.join(', ')}`,
				);
			}
			const isFrame = (value: number): boolean =>
				Number.isSafeInteger(value) && value >= 0 && value < frames;
			if (said.length !== 3 || !said.every(isFrame)) {
				throw new TypeError(
					`${path}.expected.${differences}.${name} must be three frames from 0 to ${frames - 1}`,
				);
			}
			const [onset, apex, offset] = said as [number, number, number];
			return { differences, kind, variant, keyFrames: { onset, apex, offset } };
		});
	});
	if (all.length === 0) {
		throw new TypeError(`${path}.expected must be the key frames of at least one variant`);
	}
	return all;
}
