/** Says once when no new picture has come for a while. */
import type { Closable } from '../../../core/kernel/index.ts';

/** Two seconds: cameras in dim light go down to 5 frames per second, not lower. */
const FROZEN_MS = 2000;
/** Some cameras take seconds to deliver their first picture. */
const FIRST_PICTURE_MS = 10_000;
const LOOK_EVERY_MS = 500;

/**
 * @param progress - a number that changes with every new picture; 0 before the first.
 * @param resting - true while pictures may rightly stay away (hidden page); the wait starts anew.
 */
export function watchProgress(
	progress: () => number,
	resting: () => boolean,
	onFrozen: (silentMs: number) => void,
): Closable {
	let last = progress();
	let since = performance.now();
	let told = false;
	const timer = setInterval(() => {
		const now = performance.now();
		const current = progress();
		if (current !== last || resting()) {
			last = current;
			since = now;
			told = false;
		} else if (!told && now - since >= (current === 0 ? FIRST_PICTURE_MS : FROZEN_MS)) {
			told = true;
			onFrozen(now - since);
		}
	}, LOOK_EVERY_MS);
	return { close: () => clearInterval(timer) };
}
