/** Drawings wait for something to change. */
import { expect, test, vi } from 'vitest';
import { redrawWhen } from '../../../../src/app/parts/redraw.ts';

const frames = async (count: number): Promise<void> => {
	for (let k = 0; k < count; k++) await new Promise((resolve) => requestAnimationFrame(resolve));
};

test('what did not change is not drawn again, what did is, and nothing after it was stopped', async () => {
	let state = 1;
	const [draw, other] = [vi.fn(), vi.fn()];
	const stop = redrawWhen(() => state, draw);
	const stopOther = redrawWhen(() => 'the same', other);
	await vi.waitUntil(() => draw.mock.calls.length === 1 && other.mock.calls.length === 1);
	state = 2;
	await vi.waitUntil(() => draw.mock.calls.length === 2);
	await frames(10);
	expect(draw).toHaveBeenCalledTimes(2);
	expect(other).toHaveBeenCalledTimes(1);
	stop();
	state = 3;
	const later = vi.fn();
	const stopLater = redrawWhen(() => state, later);
	await vi.waitUntil(() => later.mock.calls.length === 1);
	expect(draw).toHaveBeenCalledTimes(2);
	stopOther();
	stopLater();
});
