import { expect, test } from 'vitest';
import type { HumanLabel } from '../../../../src/core/record/index.ts';
import { millis, seeded } from '../../../../src/core/kernel/index.ts';
import { LabelBook } from '../../../../src/app/reviewing/index.ts';

function book(save: (labels: readonly HumanLabel[]) => Promise<void> = () => Promise.resolve()) {
	return new LabelBook({ labels: [], coder: '', save, now: () => new Date(0) });
}
const key = (frame: number) => ({ frame, ms: millis(40 * frame) });
const span = (at: number) => ({ onset: key(at), apex: key(at + 2), offset: key(at + 4) });

test('whatever was done, undo goes back all the way and redo all the way on', () => {
	const labels = book();
	const random = seeded(3);
	const pick = <Of>(of: readonly Of[]): Of => of[Math.floor(random.next() * of.length)]!;
	const states = [labels.labels];
	for (let i = 0; i < 300; i++) {
		const movement = pick(['e1', 'e2', 'r1', 'h1', 'h5']);
		pick([
			() => labels.decide(movement, pick(['accepted', 'rejected', 'unsure'])),
			() => labels.say(movement, { note: `note ${i}` }),
			() => labels.say(movement, { keyFrames: span(i) }),
			() => void labels.add(span(i)),
			() => labels.remove(movement),
		])();
		if (labels.labels !== states.at(-1)) states.push(labels.labels);
	}
	expect(states.length).toBeGreaterThan(200);
	for (const state of states.slice(0, -1).reverse()) {
		expect(labels.undo()).not.toBeNull();
		expect(labels.labels).toBe(state);
	}
	expect(labels.undo()).toBeNull();
	for (const state of states.slice(1)) {
		labels.redo();
		expect(labels.labels).toBe(state);
	}
	expect(labels.redo()).toBeNull();
	expect(new Set(labels.labels.map(({ id }) => id)).size).toBe(labels.labels.length);
});

test('something new after an undo ends what could be redone', () => {
	const labels = book();
	labels.decide('e1', 'accepted');
	labels.undo();
	labels.decide('e1', 'rejected');
	expect(labels.redo()).toBeNull();
	expect(labels.of('e1')?.decision).toBe('rejected');
});

test('the same again is no step', () => {
	const labels = book();
	labels.decide('e1', 'accepted');
	labels.decide('e1', 'accepted');
	labels.say('e1', { note: '', reading: '' });
	labels.undo();
	expect(labels.undoable).toBeNull();
});

test('what is typed in one stay in a field is one step, and nothing where it was taken out again', () => {
	const labels = book();
	const stay = {};
	for (const note of ['a', 'a fr', 'a frown ', 'a frown']) labels.say('e1', { note }, stay);
	expect(labels.of('e1')).toMatchObject({ id: 'h1', note: 'a frown', decision: 'unsure' });
	labels.say('e1', { note: 'a frown, left' }, {});
	labels.undo();
	expect(labels.of('e1')?.note).toBe('a frown');
	labels.undo();
	expect(labels.undoable).toBeNull();
	labels.say('e2', { note: 'b' }, stay);
	labels.say('e2', { note: '' }, stay);
	expect(labels.of('e2')).toBeNull();
	expect(labels.undoable).toBeNull();
});

test('a note alone decides nothing; key frames and names accept', () => {
	const labels = book();
	labels.say('e1', { note: 'look again' });
	labels.say('e2', { actionUnits: ['AU12'] });
	labels.say('e3', { keyFrames: span(3) });
	expect(labels.labels.map(({ decision }) => decision)).toEqual(['unsure', 'accepted', 'accepted']);
});

test('a name given late is put on what was said before; another coder has labels of their own', () => {
	const labels = book();
	labels.decide('e1', 'accepted');
	labels.nameCoder('Ann');
	expect(labels.of('e1')?.coder).toBe('Ann');
	labels.nameCoder('Ben');
	expect(labels.of('e1')).toBeNull();
	labels.decide('e1', 'rejected');
	expect(labels.othersOf('e1').map(({ decision }) => decision)).toEqual(['accepted']);
	labels.undo();
	expect(labels.undo()).toBeNull();
	labels.nameCoder('Ann');
	labels.undo();
	expect(labels.coder).toBe('');
	expect(labels.of('e1')?.decision).toBe('accepted');
});

test('naming leaves one label of a movement, and nobody takes back what another coder did', () => {
	const labels = book();
	labels.nameCoder('Ann');
	labels.decide('e1', 'accepted');
	labels.nameCoder('');
	expect(labels.undoable).toBeNull();
	expect(labels.undo()).toBeNull();
	labels.decide('e1', 'rejected');
	labels.decide('e2', 'unsure');
	labels.nameCoder('Ann');
	expect(labels.labels).toMatchObject([
		{ about: 'e1', coder: 'Ann', decision: 'rejected' },
		{ about: 'e2', coder: 'Ann', decision: 'unsure' },
	]);
	labels.undo();
	expect(labels.coder).toBe('');
	expect(labels.labels).toHaveLength(3);
	labels.redo();
	expect(labels.labels).toHaveLength(2);
	labels.nameCoder('Bo');
	expect(labels.undo()).toBeNull();
	expect(labels.labels).toHaveLength(2);
});

test('saves come one at a time, and the last one has everything', async () => {
	const saved: number[] = [];
	let running = 0;
	const labels = book(async (all) => {
		expect(++running).toBe(1);
		await new Promise(setImmediate);
		saved.push(all.length);
		running -= 1;
	});
	for (const id of ['e1', 'e2', 'e3', 'e4']) labels.decide(id, 'accepted');
	expect(labels.status).toBe('saving');
	await labels.settled();
	expect(labels.status).toBe('saved');
	expect(saved).toEqual([1, 4]);
});

test('a save that fails is said and loses nothing', async () => {
	let works = false;
	const labels = book(() => (works ? Promise.resolve() : Promise.reject(new Error('full'))));
	labels.decide('e1', 'accepted');
	await labels.settled();
	expect(labels.status).toBe('failed');
	expect(labels.labels).toHaveLength(1);
	works = true;
	labels.saveAgain();
	await labels.settled();
	expect(labels.status).toBe('saved');
});

test('what a coder said before gives way to what is taken in of theirs', () => {
	const labels = book();
	labels.decide('e1', 'rejected');
	labels.add(span(20));
	const [before] = labels.labels;
	labels.take([{ ...before!, decision: 'accepted' }]);
	expect(labels.labels.filter(({ about }) => about === 'e1')).toHaveLength(1);
	expect(labels.of('e1')?.decision).toBe('accepted');
	expect(labels.labels).toHaveLength(2);
	labels.undo();
	expect(labels.of('e1')).toBe(before);
});
