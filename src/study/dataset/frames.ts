/**
 * From frame numbers to picture files, by the names in a folder. Pure.
 *
 * A file's number is the last run of digits in its name, padded or not: `006_05562.jpg` is 5562,
 * `reg_img46.jpg` 46. Where a folder holds other pictures too, a pattern such as `reg_img{n}.jpg` says
 * which ones count.
 */
import type { AnnotatedClip } from '../../core/record/index.ts';

const PICTURE = /\.(?:jpe?g|png|bmp|webp|gif)$/i;

/** Picture files by frame number, increasing; and the names that share a number with an earlier one. */
export function numberedPictures(
	names: readonly string[],
	pattern?: string,
): { frames: ReadonlyMap<number, string>; doubled: readonly string[] } {
	const numberOf = pattern === undefined ? lastNumber : byPattern(pattern);
	const numbered: [number, string][] = [];
	for (const name of names) {
		const number = numberOf(name);
		if (number !== null) numbered.push([number, name]);
	}
	numbered.sort(([a, first], [b, second]) => a - b || (first < second ? -1 : 1));
	const frames = new Map<number, string>();
	const doubled: string[] = [];
	for (const [number, name] of numbered) {
		if (frames.has(number)) doubled.push(name);
		else frames.set(number, name);
	}
	return { frames, doubled };
}

function lastNumber(name: string): number | null {
	if (!PICTURE.test(name)) return null;
	const digits = /(\d+)\D*$/.exec(name.slice(0, name.lastIndexOf('.')))?.[1];
	return digits === undefined ? null : Number(digits);
}

function byPattern(pattern: string): (name: string) => number | null {
	const literal = (text: string): string =>
		text
			.split('*')
			.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
			.join('.*');
	const [before = '', after = ''] = pattern.split('{n}');
	const form = new RegExp(`^${literal(before)}(\\d+)${literal(after)}$`, 'i');
	return (name) => {
		const digits = form.exec(name)?.[1];
		return digits === undefined ? null : Number(digits);
	};
}

export interface ClipFrames {
	/** Of onset to offset (to the apex or the onset where they are missing), those that are there. */
	readonly frames: ReadonlyMap<number, string>;
	/** Numbers between them that have no file. */
	readonly missing: readonly number[];
	/** One sentence about what is missing; null: nothing is. */
	readonly why: string | null;
}

/** The pictures of a movement among those of its folder. */
export function framesOfClip(
	{ onset, apex, offset, folder }: AnnotatedClip,
	pictures: ReadonlyMap<number, string>,
): ClipFrames {
	const where = folder ?? '(no folder)';
	if (pictures.size === 0) {
		return {
			frames: new Map(),
			missing: [],
			why: `the folder ${where} is missing or has no pictures`,
		};
	}
	const last = offset ?? apex ?? onset;
	const frames = new Map<number, string>();
	const missing: number[] = [];
	for (let number = onset; number <= last; number++) {
		const name = pictures.get(number);
		if (name === undefined) missing.push(number);
		else frames.set(number, name);
	}
	if (missing.length === 0) return { frames, missing, why: null };
	const key = (['onset', 'apex', 'offset'] as const).filter((name) =>
		missing.includes({ onset, apex, offset }[name] ?? -1),
	);
	const parts = key.length === 0 ? '' : `, ${key.join(' and ')} among them`;
	const why = `${where} lacks frame${missing.length > 1 ? 's' : ''} ${ranges(missing)} of ${onset} to ${last}${parts}`;
	return { frames, missing, why };
}

/** `3, 7 to 9`; at most five of them. */
function ranges(numbers: readonly number[]): string {
	const found: [number, number][] = [];
	for (const number of numbers) {
		const open = found.at(-1);
		if (open !== undefined && number === open[1] + 1) open[1] = number;
		else found.push([number, number]);
	}
	const said = found
		.slice(0, 5)
		.map(([first, last]) => (first === last ? `${first}` : `${first} to ${last}`));
	return said.join(', ') + (found.length > 5 ? ', ...' : '');
}
