/**
 * Recorded key frames of the published reselection, on sequences that a formula gives. Pure.
 *
 * In    JSON: `cases`, each with name, frames, size, annotated {onset, apex, offset}, amplitude
 *       [frames], noiseSigma, expected {uint8Wraparound, signedFloat} with key frames by variant;
 *       kinds and variants that a case does not name are not checked
 * Fails CommandError that names the file, the case and the field
 */
import { Fields } from '../../../core/kernel/index.ts';
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

/** At least one case. */
export function selectionCases(file: string, text: string): SelectionCase[] {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (cause) {
		throw new CommandError(`${file} is not JSON: repair it, or name another file.`, { cause });
	}
	const cases = spoken(file, () => new Fields(value).list('cases'));
	if (cases.length === 0) {
		throw new CommandError(`${file} has an empty list of cases: there is nothing to check.`);
	}
	return cases.map((fields, at) => {
		const name = spoken(`${file}, case ${at + 1} of ${cases.length}`, () => fields.text('name'));
		return spoken(`${file}, case ${name}`, () => caseOf(name, fields));
	});
}

function caseOf(name: string, fields: Fields): SelectionCase {
	const frames = countOf(fields, 'frames');
	const amplitude = fields.numbers('amplitude');
	if (amplitude.length !== frames) {
		throw fields.wrong('amplitude', `a list of ${frames} numbers, one a frame`);
	}
	const noiseSigma = fields.number('noiseSigma');
	if (noiseSigma < 0) throw fields.wrong('noiseSigma', '0 or more');
	return {
		name,
		frames,
		size: countOf(fields, 'size'),
		annotated: annotatedOf(fields, frames),
		amplitude,
		noiseSigma,
		expected: expectedOf(fields, frames),
	};
}

function annotatedOf(fields: Fields, frames: number): AnnotatedKeyFrames {
	const annotated = fields.inside('annotated');
	const frame = (name: keyof AnnotatedKeyFrames, from: number): number => {
		const value = annotated.number(name);
		if (Number.isSafeInteger(value) && value >= from && value < frames) return value;
		throw annotated.wrong(name, `a frame from ${from} to ${frames - 1}`);
	};
	const onset = frame('onset', 0);
	const apex = frame('apex', onset);
	return { onset, apex, offset: frame('offset', apex) };
}

function expectedOf(fields: Fields, frames: number): Expectation[] {
	const expected = fields.inside('expected');
	const all = expected.names().flatMap((differences) => {
		const kind = KINDS.get(differences);
		if (kind === undefined) {
			throw new TypeError(
				`expected has ${differences}, which is none of ${[...KINDS.keys()].join(', ')}`,
			);
		}
		const byVariant = expected.inside(differences);
		return byVariant.names().map((name) => {
			const variant = PUBLISHED_VARIANTS.find((known) => known === name);
			if (variant === undefined) {
				throw new TypeError(
					`expected.${differences} has ${name}, which is none of ${PUBLISHED_VARIANTS.join(', ')}`,
				);
			}
			const [onset, apex, offset, ...more] = byVariant.numbers(name);
			const said = [onset, apex, offset];
			if (
				more.length > 0 ||
				!said.every((frame) => Number.isSafeInteger(frame) && frame! >= 0 && frame! < frames)
			) {
				throw byVariant.wrong(name, `three frames from 0 to ${frames - 1}`);
			}
			return {
				...{ differences, kind, variant },
				keyFrames: { onset: onset!, apex: apex!, offset: offset! },
			};
		});
	});
	if (all.length === 0) throw fields.wrong('expected', 'the key frames of at least one variant');
	return all;
}

function countOf(fields: Fields, name: string): number {
	const count = fields.number(name);
	if (Number.isSafeInteger(count) && count >= 1) return count;
	throw fields.wrong(name, 'a whole number from 1 on');
}

function spoken<Result>(where: string, read: () => Result): Result {
	try {
		return read();
	} catch (cause) {
		if (!(cause instanceof TypeError)) throw cause;
		throw new CommandError(`${where}: ${cause.message}.`, { cause });
	}
}
