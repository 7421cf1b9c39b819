/** Answers in words. A class is named in quotation marks: it is a drawer of data sets, not a feeling. */
import { say, sayNumber } from '../../core/words/index.ts';
import { KINDS, isKind } from './kinds.ts';
import type { KindId } from './kinds.ts';
import { likeness } from './likeness.ts';
import type { Answer, Round } from './rounds.ts';

export const answerWords = (answer: Answer): string =>
	isKind(answer) ? say(`practice.kind.${answer}`) : say(`practice.class.${answer}`);

/** Units that rounds show, in the order they are listed. */
const SHOWN_UNITS = [1, 2, 4, 5, 6, 7, 9, 10, 12, 14, 15, 17] as const;

/** The action units of a round, each in words with its number. */
export function unitWords({ moment }: Round): string[] {
	return SHOWN_UNITS.filter((number) => moment.aus.includes(number)).map((number) =>
		say('practice.unit', { what: say(`practice.unit.${number}`), number }),
	);
}

/** Seconds for people, two digits. */
export const sayTime = (ms: number): string =>
	sayNumber(ms / 1000, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** Share of the face's width, one digit. px200: pixels of a face 200 px wide. */
export const sayWidth = (px200: number): string =>
	sayNumber(px200 / 200, { style: 'percent', maximumFractionDigits: 1 });

/** The other answer that looks most like what was shown: same part of the face, or a like motion. */
export function mostAlike(round: Round): KindId | null {
	if (round.mode === 'class') return null;
	const others = round.answers.filter((id) => id !== round.truth);
	const score = (id: KindId): number =>
		Math.abs(likeness(round.truth, id)) + (KINDS[id].area === KINDS[round.truth].area ? 0.5 : 0);
	const best = others.toSorted((a, b) => score(b) - score(a))[0];
	return best !== undefined && score(best) >= 0.4 ? best : null;
}
