/** Key frames as a coder might miss them: each moved by chance, their order kept. Pure. */
import type { Random } from '../../../core/kernel/index.ts';

export interface KeyFrameNumbers {
	readonly onset: number;
	readonly apex: number;
	readonly offset: number;
}

/**
 * Each key frame moved by a whole number from -widest to widest, all as likely; drawn again where that
 * puts them out of order or out of the film. `widest` 0, or a truth in order, ends.
 *
 * @param frames - of the film
 */
export function jittered(
	truth: KeyFrameNumbers,
	widest: number,
	frames: number,
	random: Random,
): KeyFrameNumbers {
	const moved = (frame: number): number => frame - widest + random.index(2 * widest + 1);
	for (;;) {
		const onset = moved(truth.onset);
		const apex = moved(truth.apex);
		const offset = moved(truth.offset);
		if (onset >= 0 && onset < apex && apex < offset && offset < frames) {
			return { onset, apex, offset };
		}
	}
}
