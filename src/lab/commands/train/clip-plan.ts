/**
 * Which pictures of a clip are read, and what for. Pure.
 *
 * In    a record; paths of the clip's pictures by frame number
 * Fails CommandError that names the frame that is missing
 */
import type { AnnotatedClip } from '../../../core/record/index.ts';
import { CommandError } from '../../terminal/index.ts';

/** A face mesh settles over some frames; so many before the onset are read where there are any. */
const SETTLING = 4;
/** An apex that nobody coded is looked for in so many frames, evenly spread. */
const CANDIDATES = 16;

export interface ClipPlan {
	/** Frame numbers. */
	readonly onset: number;
	/** Null: to be found among `candidates`. */
	readonly apex: number | null;
	/** Null: none was coded, or it is not after the apex. */
	readonly offset: number | null;
	readonly candidates: readonly number[];
	/** What is read, by frame number, in order of time. */
	readonly paths: ReadonlyMap<number, string>;
	readonly fps: number;
}

export function planOf(
	{ onset, apex, offset, fps, folder }: AnnotatedClip,
	pictures: ReadonlyMap<number, string>,
): ClipPlan {
	if (pictures.size === 0)
		throw new CommandError(`There are no pictures in ${folder ?? 'no folder'}.`);
	const numbers = [...pictures.keys()].sort((a, b) => a - b);
	const coded = {
		onset,
		apex,
		offset: offset !== null && offset > (apex ?? onset) ? offset : null,
	};
	for (const [name, number] of Object.entries(coded)) {
		if (number === null || pictures.has(number)) continue;
		throw new CommandError(
			`The ${name}, frame ${number}, is missing: the pictures in ${folder ?? 'its folder'} have ` +
				`the numbers ${numbers[0]!} to ${numbers.at(-1)!}.`,
		);
	}
	if (apex !== null && apex <= onset) {
		throw new CommandError(`The apex, frame ${apex}, is not after the onset, frame ${onset}.`);
	}
	const candidates = apex === null ? candidatesOf(numbers, onset, coded.offset) : [];
	const wanted = new Set([
		...numbers.filter((number) => number < onset).slice(-SETTLING),
		...Object.values(coded).filter((number) => number !== null),
		...candidates,
	]);
	return {
		...coded,
		candidates,
		fps,
		paths: new Map(
			[...wanted].sort((a, b) => a - b).map((number) => [number, pictures.get(number)!]),
		),
	};
}

function candidatesOf(numbers: readonly number[], onset: number, offset: number | null): number[] {
	const between = numbers.filter(
		(number) => number > onset && (offset === null || number < offset),
	);
	if (between.length === 0) {
		throw new CommandError(`After the onset, frame ${onset}, there is no picture with an apex.`);
	}
	if (between.length <= CANDIDATES) return between;
	return Array.from(
		{ length: CANDIDATES },
		(_, i) => between[Math.round((i * (between.length - 1)) / (CANDIDATES - 1))]!,
	);
}
