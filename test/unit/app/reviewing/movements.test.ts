import { describe, expect, it } from 'vitest';
import type { HumanLabel, SessionRecord } from '../../../../src/core/record/index.ts';
import { millis } from '../../../../src/core/kernel/index.ts';
import { FrameTable } from '../../../../src/app/reviewing/frame-table.ts';
import {
	allMovements,
	isShownUnder,
	keyFramesOf,
	moved,
} from '../../../../src/app/reviewing/movements.ts';

const key = (frame: number) => ({ frame, ms: millis(frame * 40) });
const label = (changed: Partial<HumanLabel>): HumanLabel => ({
	id: 'h1',
	about: null,
	decision: 'accepted',
	keyFrames: null,
	actionUnits: [],
	reading: '',
	note: '',
	coder: '',
	changedAt: '2026-11-28T00:00:00Z',
	...changed,
});
const span = (id: string, onset: number) => ({
	id,
	onset: key(onset),
	apex: key(onset + 4),
	offset: key(onset + 9),
});
const record = {
	events: [span('e1', 10), span('e2', 90)],
	rejected: [span('r1', 50)],
} as unknown as SessionRecord;

describe('movements as rows', () => {
	it('come in order of time, with what each coder says', () => {
		const labels = [
			label({ id: 'h1', about: 'e2', coder: 'Ann' }),
			label({ id: 'h2', about: 'e2', coder: 'Ben', decision: 'rejected' }),
			label({
				id: 'h3',
				coder: 'Ann',
				keyFrames: { onset: key(30), apex: key(32), offset: key(35) },
			}),
		];
		const rows = allMovements(record, labels, 'Ann');
		expect(rows.map(({ id }) => id)).toEqual(['e1', 'h3', 'r1', 'e2']);
		expect(rows[3]?.label?.id).toBe('h1');
		expect(rows[3]?.others.map(({ id }) => id)).toEqual(['h2']);
	});

	it('show what was turned down when asked for, or once somebody said something', () => {
		const shown = (labels: readonly HumanLabel[], filter: Parameters<typeof isShownUnder>[0]) =>
			allMovements(record, labels, '')
				.filter((row) => isShownUnder(filter, row))
				.map(({ id }) => id);
		expect(shown([], 'all')).toEqual(['e1', 'e2']);
		expect(shown([], 'turned-down')).toEqual(['r1']);
		expect(shown([label({ about: 'r1' })], 'all')).toEqual(['e1', 'r1', 'e2']);
		expect(shown([label({ about: 'e1' })], 'undecided')).toEqual(['e2']);
		expect(shown([label({ about: 'e1', decision: 'unsure' })], 'undecided')).toEqual(['e1', 'e2']);
		expect(shown([label({ about: 'r1' })], 'accepted')).toEqual(['r1']);
	});

	it('have the key frames of the person, else of the machine', () => {
		const own = { onset: key(1), apex: key(2), offset: key(3) };
		const [row] = allMovements(record, [label({ about: 'e1', keyFrames: own })], '');
		expect(keyFramesOf(row!)).toEqual(own);
		expect(keyFramesOf({ ...row!, label: null })?.apex.frame).toBe(14);
	});
});

describe('a key frame that is moved', () => {
	const keys = { onset: key(10), apex: key(14), offset: key(20) };
	const frames = (of: typeof keys) => [of.onset.frame, of.apex.frame, of.offset.frame];
	it('takes those along that it passes', () => {
		expect(frames(moved(keys, 'onset', key(8)))).toEqual([8, 14, 20]);
		expect(frames(moved(keys, 'onset', key(16)))).toEqual([16, 16, 20]);
		expect(frames(moved(keys, 'onset', key(25)))).toEqual([25, 25, 25]);
		expect(frames(moved(keys, 'apex', key(7)))).toEqual([7, 7, 20]);
		expect(frames(moved(keys, 'offset', key(12)))).toEqual([10, 12, 12]);
	});
});

describe('frames of a session', () => {
	const table = new FrameTable(Float64Array.of(0, 40, 120, 160), Int32Array.of(0, 1, 3, 4));
	it('are found by time, gaps included', () => {
		expect([-9, 19, 21, 79, 81, 999].map((ms) => table.nearest(ms))).toEqual([0, 0, 1, 1, 2, 3]);
		expect(table.at(2)).toEqual({ frame: 3, ms: 120 });
		expect(table.clamp(-Infinity)).toBe(0);
		expect(table.clamp(Infinity)).toBe(3);
	});
	it('lie at even steps where no signals came', () => {
		const even = FrameTable.of(
			{ quality: { frames: 5, durationMs: 400 } } as unknown as SessionRecord,
			{ count: 0 } as Parameters<typeof FrameTable.of>[1],
		);
		expect([...even.ms]).toEqual([0, 100, 200, 300, 400]);
	});
});
