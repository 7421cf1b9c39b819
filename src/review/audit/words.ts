/**
 * An audit in plain words. It says where the motion speaks for another frame and how sure that is; it
 * does not say that a coder is wrong.
 */
import type { KeyFrameName, ReselectedFrame } from '../../audit/index.ts';
import type { AuditRow } from '../../session/index.ts';
import { isReselected, isSilent } from '../../session/index.ts';

export const KEY_WORDS: Readonly<Record<KeyFrameName, string>> = {
	onset: 'Onset',
	apex: 'Apex',
	offset: 'Offset',
};

const count = (value: number, one: string, many: string): string =>
	`${value.toLocaleString('en-GB')} ${value === 1 ? one : many}`;

export const movements = (value: number): string => count(value, 'movement', 'movements');
export const clipsInWords = (value: number): string => count(value, 'clip', 'clips');
export const rowsInWords = (value: number): string => count(value, 'row', 'rows');
export const framesInWords = (value: number): string => count(value, 'frame', 'frames');

/** "+40", "−120", "0". */
export const signed = (value: number): string => {
	const whole = Math.round(value);
	return `${whole > 0 ? '+' : whole < 0 ? '−' : ''}${Math.abs(whole)}`;
};
export const signedMs = (ms: number): string => `${signed(ms)} ms`;

/** "40 ms later", "120 ms earlier", "the same frame". */
export function shiftWords({ coded, frame }: ReselectedFrame, fps: number): string {
	if (coded === null) return 'not coded';
	const frames = frame - coded;
	if (frames === 0) return 'the same frame';
	const ms = Math.round((1000 * Math.abs(frames)) / fps);
	return `${ms} ms ${frames > 0 ? 'later' : 'earlier'} (${framesInWords(Math.abs(frames))})`;
}

export const intervalWords = ({ low, high }: ReselectedFrame): string =>
	low === high ? `frame ${low}` : `frames ${low} to ${high}`;

export const share = (p: number): string =>
	p > 0.99 ? 'over 99 %' : p < 0.01 ? 'under 1 %' : `${Math.round(100 * p)} %`;

/** One sentence about a movement, for the head of its view and for people who listen. */
export function verdictWords(row: AuditRow): string {
	if (!isReselected(row)) return row.outcome.why;
	if (isSilent(row)) {
		return 'The motion shows no rise and fall here that stands out of the drift elsewhere: it speaks neither for nor against the coded frames.';
	}
	const { doubt } = row.outcome;
	if (doubt >= 0.8) return 'The motion speaks for other frames than the coded ones.';
	if (doubt >= 0.5) return 'The motion rather speaks for other frames than the coded ones.';
	if (doubt >= 0.2) return 'The motion leaves it open whether the coded frames are the closest.';
	return 'The motion agrees with the coded frames.';
}

interface Estimate {
	readonly value: number;
	readonly low: number | null;
	readonly high: number | null;
}

/** "+12 ms (+3 ms to +20 ms)"; `bare`: the interval alone, empty where there is none. */
export function estimateWords(
	{ value, low, high }: Estimate,
	say: (value: number) => string,
	bare = false,
): string {
	const interval = low === null || high === null ? '' : `${say(low)} to ${say(high)}`;
	if (bare) return interval;
	return interval === '' ? say(value) : `${say(value)} (${interval})`;
}
