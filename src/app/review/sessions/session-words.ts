/** Sessions in words: what each is called, how long it is, how much room it takes. */
import type { StoredSession } from '../../../files/library/index.ts';
import { say, sayNumber } from '../../../core/words/index.ts';

/** What people called it; else the video's name, or what kind of session it is. */
export function nameOf({ name, kind, source }: StoredSession): string {
	if (name !== '') return name;
	return kind === 'file'
		? source.slice(source.lastIndexOf('/') + 1)
		: say(`library.unnamed.${kind}`);
}

export function lengthOf({ durationMs }: StoredSession): string {
	const whole = Math.round(durationMs / 1000);
	const [minutes, seconds] = [Math.floor(whole / 60), whole % 60];
	return minutes === 0
		? say('library.length.short', { seconds })
		: say('library.length', { minutes, seconds });
}

export function sizeInWords(bytes: number): string {
	const [unit, divisor] =
		bytes < 1e6
			? (['kilobytes', 1e3] as const)
			: bytes < 1e9
				? (['megabytes', 1e6] as const)
				: (['gigabytes', 1e9] as const);
	const value = bytes / divisor;
	const size = sayNumber(value, { maximumFractionDigits: value < 10 && divisor > 1e3 ? 1 : 0 });
	return say(`library.size.${unit}`, { size });
}
