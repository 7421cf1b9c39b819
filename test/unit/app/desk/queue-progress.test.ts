import { expect, test } from 'vitest';
import type { FileProgress } from '../../../../src/app/desk/queue-progress.ts';
import { queueProgress } from '../../../../src/app/desk/queue-progress.ts';

const file = (changes: Partial<FileProgress>): FileProgress => ({
	bytes: 100,
	done: 0,
	timedShare: 0,
	timedMs: 0,
	open: true,
	...changes,
});

test('progress counts bytes; what is over counts as done, whichever way it ended', () => {
	const failed = file({ bytes: 300, open: false });
	const half = file({ bytes: 100, done: 0.5 });
	expect(queueProgress([failed, half, file({})]).done).toBeCloseTo(0.7);
	expect(queueProgress([]).done).toBe(0);
});

test('the estimate goes by the time that bytes took so far', () => {
	const done = file({ done: 1, open: false, timedShare: 0.8, timedMs: 8000 });
	const running = file({ done: 0.5, timedShare: 0.5, timedMs: 5000 });
	expect(queueProgress([done, running, file({ bytes: 200 })]).leftMs).toBeCloseTo(25_000);
});

test('no estimate before there is something to go by, none when nothing is left', () => {
	expect(queueProgress([file({ done: 0.1, timedShare: 0.1, timedMs: 900 })]).leftMs).toBeNull();
	expect(queueProgress([file({}), file({})]).leftMs).toBeNull();
	const over = file({ done: 1, open: false, timedShare: 1, timedMs: 9000 });
	expect(queueProgress([over]).leftMs).toBeNull();
});
