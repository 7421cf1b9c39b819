/** The estimate in words, no finer than it can be. */
import { say } from '../../core/words/index.ts';

const MINUTE = 60_000;

export function timeLeft(ms: number): string {
	if (ms < 1.5 * MINUTE) {
		return say('analyze.left.seconds', { seconds: Math.max(10, Math.round(ms / 10_000) * 10) });
	}
	if (ms < 90 * MINUTE) return say('analyze.left.minutes', { minutes: Math.round(ms / MINUTE) });
	return say('analyze.left.hours', { hours: Math.round(ms / (30 * MINUTE)) / 2 });
}
