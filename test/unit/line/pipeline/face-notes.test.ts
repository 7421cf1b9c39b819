import { expect, it } from 'vitest';
import { millis } from '../../../../src/core/kernel/index.ts';
import { FaceNotes, isAnew } from '../../../../src/line/pipeline/face-notes.ts';
import type { FaceNews } from '../../../../src/line/landmarks/index.ts';
import { noNews } from './frames.ts';

const place = { x: 0.1, y: 0.2, width: 0.3, height: 0.4 };

it('what the tracker says becomes a record, with frames for times', () => {
	const notes = new FaceNotes(2);
	const other = { person: 2, fromMs: 0, toMs: 0, side: 'left', place } as const;
	const take = (news: Partial<FaceNews>, at: number, frame: number): boolean =>
		notes.take({ ...noNews(), ...news }, millis(at), frame);
	expect(take({ lookedRound: true, taken: { person: 1, why: 'first', place } }, 0, 4)).toBe(true);
	expect(take({}, 40, 5)).toBe(false);
	const seen = { ...other, toMs: 80 };
	expect(take({ lookedRound: true, revision: 1, others: () => [seen] }, 80, 6)).toBe(true);
	expect(take({ lookedRound: true, revision: 1, others: () => [seen] }, 120, 7)).toBe(false);
	const cut: Partial<FaceNews> = { cut: true, taken: { person: 3, why: 'cut', place } };
	expect(take(cut, 160, 9)).toBe(true);
	expect(notes.record()).toEqual({
		choice: '2',
		followed: [
			{ person: 1, why: 'first', place, frame: 4, ms: 0 },
			{ person: 3, why: 'cut', place, frame: 9, ms: 160 },
		],
		others: [{ ...seen, fromFrame: 4, toFrame: 6 }],
		cuts: [{ frame: 9, ms: 160 }],
	});
});

it('the line begins anew after a cut and with somebody else, not with the same face', () => {
	const taken = (why: 'first' | 'again' | 'other') => ({
		...noNews(),
		taken: { person: 1, why, place },
	});
	expect(isAnew(noNews())).toBe(false);
	expect(isAnew({ ...noNews(), cut: true })).toBe(true);
	expect([taken('first'), taken('again'), taken('other')].map(isAnew)).toEqual([
		false,
		false,
		true,
	]);
});
