/**
 * An audit in plain words. It says where the motion speaks for another frame and how sure that is; it
 * does not say that a coder is wrong.
 */
import type { KeyFrameName } from '../../../core/record/index.ts';
import type { ReselectedFrame } from '../../../study/audit/index.ts';
import type { MovementRow } from '../../auditing/index.ts';
import { isReselected, isSilent } from '../../../study/audit/index.ts';
import { say } from '../../../core/words/index.ts';
import { leftOutWords } from './reasons.ts';

export const keyWords = (name: KeyFrameName): string => say(`review.keys.${name}`);

export const movements = (n: number): string => say('review.audit.movements', { n });

/** "+40", "−120", "0". */
export const signed = (value: number): string => {
	const whole = Math.round(value);
	return `${whole > 0 ? '+' : whole < 0 ? '−' : ''}${Math.abs(whole)}`;
};
export const signedMs = (ms: number): string => say('review.audit.ms', { ms: signed(ms) });

/** "40 ms later", "120 ms earlier", "the same frame". */
export function shiftWords({ coded, frame }: ReselectedFrame, fps: number): string {
	if (coded === null) return say('review.audit.notCoded');
	const frames = frame - coded;
	if (frames === 0) return say('review.audit.sameFrame');
	const ms = Math.round((1000 * Math.abs(frames)) / fps);
	return say(frames > 0 ? 'review.audit.later' : 'review.audit.earlier', {
		ms,
		n: Math.abs(frames),
	});
}

export const intervalWords = ({ low, high }: ReselectedFrame): string =>
	low === high
		? say('review.audit.frame', { frame: low })
		: say('review.audit.frameSpan', { low, high });

export const share = (p: number): string =>
	p > 0.99
		? say('review.audit.share.over')
		: p < 0.01
			? say('review.audit.share.under')
			: say('review.audit.share', { percent: Math.round(100 * p) });

/** One sentence about a movement, for the head of its view and for people who listen. */
export function verdictWords(row: MovementRow): string {
	if (!isReselected(row)) return row.why === null ? '' : leftOutWords(row.why);
	if (isSilent(row.reselection)) {
		return say('review.audit.verdict.silent');
	}
	const { doubt } = row.reselection;
	if (doubt >= 0.8) return say('review.audit.verdict.other');
	if (doubt >= 0.5) return say('review.audit.verdict.ratherOther');
	if (doubt >= 0.2) return say('review.audit.verdict.open');
	return say('review.audit.verdict.agrees');
}

interface Estimate {
	readonly value: number;
	readonly low: number | null;
	readonly high: number | null;
}

/** "+12 ms (+3 ms to +20 ms)"; `bare`: the interval alone, empty where there is none. */
export function estimateWords(
	{ value, low, high }: Estimate,
	inWords: (value: number) => string,
	bare = false,
): string {
	const interval =
		low === null || high === null
			? ''
			: say('review.audit.interval', { low: inWords(low), high: inWords(high) });
	if (bare) return interval;
	return interval === ''
		? inWords(value)
		: say('review.audit.estimate', { value: inWords(value), interval });
}
