import { describe, expect, test } from 'vitest';
import { ActorMoment } from '../../../../src/study/actor/index.ts';
import { KIND_IDS, KINDS } from '../../../../src/app/practice/kinds.ts';
import { LEVEL_COUNT, LEVELS } from '../../../../src/app/practice/levels.ts';
import { likeness, TOO_ALIKE } from '../../../../src/app/practice/likeness.ts';
import type { Mode, Round } from '../../../../src/app/practice/rounds.ts';
import { roundOf } from '../../../../src/app/practice/rounds.ts';

const LEVEL_NUMBERS = LEVELS.map((_, at) => at + 1);
const MODES: readonly Mode[] = ['movement', 'class'];

function rounds(mode: Mode, level: number, seeds = 40, length = 3): Round[] {
	return Array.from({ length: seeds }, (_, seed) => {
		const played: Round[] = [];
		for (let index = 0; index < length; index++) {
			const before = played.map(({ kind }) => kind);
			played.push(roundOf({ seed, index, mode, level, length: null, before }));
		}
		return played;
	}).flat();
}

describe.each(MODES)('rounds that ask for the %s', (mode) => {
	test.each(LEVEL_NUMBERS)(
		'level %i: the truth is offered exactly once, nothing twice',
		(level) => {
			for (const { answers, truth } of rounds(mode, level)) {
				expect(answers.filter((answer) => answer === truth)).toHaveLength(1);
				expect(new Set(answers).size).toBe(answers.length);
			}
		},
	);

	test('the same order gives the same round, another seed another', () => {
		const order = { index: 4, mode, level: 3, length: null, before: [] } as const;
		expect(roundOf({ ...order, seed: 9 })).toEqual(roundOf({ ...order, seed: 9 }));
		const kinds = Array.from({ length: 30 }, (_, seed) => roundOf({ ...order, seed }).kind);
		expect(new Set(kinds).size).toBeGreaterThan(3);
	});

	test('no movement comes twice in a row where there is another', () => {
		for (let seed = 0; seed < 20; seed++) {
			const played = rounds(mode, 3, 1, 10);
			for (const [at, { kind, truth }] of played.entries()) {
				if (at === 0 || (mode === 'class' && truth !== 'negative')) continue;
				expect(kind).not.toBe(played[at - 1]!.kind);
			}
		}
	});
});

test.each(LEVEL_NUMBERS)(
	'level %i: as many answers as it says, no two of them look alike',
	(level) => {
		for (const { answers, mode } of rounds('movement', level)) {
			if (mode !== 'movement') throw new Error(mode);
			expect(answers).toHaveLength(LEVELS[level - 1]!.answers);
			for (const a of answers) {
				for (const b of answers) if (a !== b) expect(likeness(a, b)).toBeLessThan(TOO_ALIKE);
			}
		}
	},
);

test('every kind of movement comes, and every class as often as the others', () => {
	expect(new Set(rounds('movement', 3, 60).map(({ kind }) => kind)).size).toBe(KIND_IDS.length);
	const classes = rounds('class', 3, 200).map(({ truth }) => truth);
	for (const name of ['positive', 'negative', 'surprise'] as const) {
		const share = classes.filter((each) => each === name).length / classes.length;
		expect(share).toBeGreaterThan(0.25);
	}
});

test('a class is asked only of movements that data sets file under one', () => {
	for (const { kind, truth } of rounds('class', 4)) expect(KINDS[kind].class3).toBe(truth);
});

test('levels rise: weaker, shorter, more often one-sided, more answers', () => {
	for (let at = 1; at < LEVEL_COUNT; at++) {
		const [easier, harder] = [LEVELS[at - 1]!, LEVELS[at]!];
		expect(harder.peakPx200[1]).toBeLessThanOrEqual(easier.peakPx200[0]);
		expect(harder.movementMs[1]).toBeLessThanOrEqual(easier.movementMs[1]);
		expect(harder.oneSided).toBeGreaterThan(easier.oneSided);
		expect(harder.answers).toBeGreaterThanOrEqual(easier.answers);
		expect(harder.sway).toBeGreaterThan(easier.sway);
	}
});

test('a chosen length is the length; nothing asks a muscle for more than it has', () => {
	const order = { seed: 1, index: 0, mode: 'movement', level: 1, before: [] } as const;
	expect(roundOf({ ...order, length: 200 }).moment.movementMs).toBe(200);
	for (const { moment } of rounds('movement', 1)) {
		for (const { left, right } of new ActorMoment(moment).aus) {
			expect(Math.max(left, right)).toBeLessThanOrEqual(1);
		}
	}
});
