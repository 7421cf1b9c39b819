/**
 * Key-frame reselection as the GAMDSS code has it: annotated onset, apex and offset are moved, inside
 * small windows, to the frames that differ most.
 *
 * In    the frames of a clip, all channels as bytes; its annotated key frames
 * Out   key frames, and how many frames away from the annotation each may lie
 * Cost  frames are asked for once each, those of the windows only; see squared-differences.ts
 *
 * Differences are apex less onset and apex less offset, over all pixels and channels of the whole
 * picture. The published code subtracts unsigned bytes, which wrap around, and so loses the apex in a
 * camera's noise (see difference-window.ts); `signed` is what it was meant to do. The live line does
 * neither: see key-frames.ts.
 *
 * Source: arXiv:2603.04766 and facts about its code (ratios, windows, truncation, no line of it);
 * ties as recorded outputs of that code show them.
 */
import type { DifferenceKind } from './squared-differences.ts';
import { squaredDifferences } from './squared-differences.ts';

/** Frame numbers; onset <= apex <= offset. */
export interface AnnotatedKeyFrames {
	readonly onset: number;
	readonly apex: number;
	readonly offset: number;
}

export const PUBLISHED_VARIANTS = ['full', 'minMax', 'max'] as const;
/**
 * `full`: onset later, apex earlier, then the offset earlier; CASME II, SAMM and CAS(ME)^3.
 * `minMax`: apex later alone. `max`: onset and apex later. Both for SAMM, and they keep the offset.
 */
export type PublishedVariant = (typeof PUBLISHED_VARIANTS)[number];

/** Lengths in frames, from the annotated key frame on. */
export interface SearchWindows {
	/** How much later the onset may be. */
	readonly onset: number;
	readonly apex: { readonly direction: 'earlier' | 'later'; readonly frames: number };
	/** How much earlier the offset may be. */
	readonly offset: number;
	/** Whether the annotated onset may be paired with another apex than its own. */
	readonly keepsOnset: boolean;
}

/** Shares of the rise (onset to apex) and the fall (apex to offset), cut to whole frames as by `int()`. */
export function searchWindows(
	{ onset, apex, offset }: AnnotatedKeyFrames,
	variant: PublishedVariant,
): SearchWindows {
	const rise = (share: number): number => Math.trunc(share * (apex - onset));
	const fall = (share: number): number => Math.trunc(share * (offset - apex));
	switch (variant) {
		case 'full':
			return {
				onset: rise(0.1),
				apex: { direction: 'earlier', frames: rise(0.1) },
				offset: fall(0.1),
				keepsOnset: true,
			};
		case 'minMax':
			return {
				onset: 0,
				apex: { direction: 'later', frames: fall(0.52) },
				offset: 0,
				keepsOnset: true,
			};
		case 'max':
			return {
				onset: rise(0.32),
				apex: { direction: 'later', frames: fall(0.48) },
				offset: 0,
				keepsOnset: false,
			};
	}
}

/**
 * @param frameAt - a frame's values, row-major [height, width, channels], the same length for all
 * Fails RangeError for key frames that are out of order or no frame numbers, and for frames that
 * differ in size
 */
export function reselectPublished(
	frameAt: (frame: number) => Uint8Array,
	annotated: AnnotatedKeyFrames,
	variant: PublishedVariant,
	kind: DifferenceKind,
): AnnotatedKeyFrames {
	refuseDisorder(annotated);
	const windows = searchWindows(annotated, variant);
	const towards = windows.apex.direction === 'later' ? 1 : -1;
	// Each list begins with the annotated frame and leads away from it.
	const onsets = places(annotated.onset, windows.onset, 1);
	const apexes = places(annotated.apex, windows.apex.frames, towards);
	const offsets = places(annotated.offset, windows.offset, -1);

	const apexFrames = apexes.map(frameAt);
	const pairs = squaredDifferences(apexFrames, onsets.map(frameAt), kind); // [apexes, onsets]
	const best = firstLargest(scanOrder(windows), ([i, j]) => pairs[j * onsets.length + i]!);
	const [i, j] = best;
	if (windows.offset === 0) {
		return { onset: onsets[i]!, apex: apexes[j]!, offset: annotated.offset };
	}
	const falls = squaredDifferences([apexFrames[j]!], offsets.map(frameAt), kind); // [1, offsets]
	const k = firstLargest(offsets.keys(), (place) => falls[place]!);
	return { onset: onsets[i]!, apex: apexes[j]!, offset: offsets[k]! };
}

/**
 * Places of onset and apex in their windows, in the order in which ties are settled: the first wins.
 * The annotated pair comes first; then, onset by onset, the later onsets with every apex; the
 * annotated onset with the other apexes comes last. Recorded outputs ask for the annotated pair
 * before all others and for the next onset before the annotated one; among frames of the apex window
 * that are alike they leave the order open, and it is from the annotated apex outwards.
 */
function* scanOrder({ onset, apex, keepsOnset }: SearchWindows): Generator<[number, number]> {
	yield [0, 0];
	for (let i = 1; i <= onset; i++) {
		for (let j = 0; j <= apex.frames; j++) yield [i, j];
	}
	if (!keepsOnset) return;
	for (let j = 1; j <= apex.frames; j++) yield [0, j];
}

function firstLargest<Place>(places: Iterable<Place>, valueOf: (place: Place) => number): Place {
	let best: { readonly place: Place; readonly value: number } | null = null;
	for (const place of places) {
		const value = valueOf(place);
		if (best === null || value > best.value) best = { place, value };
	}
	return best!.place;
}

const places = (from: number, count: number, step: 1 | -1): number[] =>
	Array.from({ length: count + 1 }, (_, n) => from + step * n);

function refuseDisorder({ onset, apex, offset }: AnnotatedKeyFrames): void {
	const numbers = [onset, apex, offset].every((frame) => Number.isSafeInteger(frame) && frame >= 0);
	if (numbers && onset <= apex && apex <= offset) return;
	throw new RangeError(
		`key frames ${onset}, ${apex}, ${offset} are no onset, apex and offset: whole numbers from 0 on, none before the one it follows`,
	);
}
