import { expect, it } from 'vitest';
import type { Movement, Scene } from './signals.ts';
import { framesOf, newSpotter, offsetOf } from './signals.ts';

const late: Movement = { onsetMs: 2000, riseMs: 150, fallMs: 170, px200: 1 };

/** Events found while frames came, and by `finish()` after them. */
function eventsOf(durationMs: number): { before: number; after: number[] } {
	const spotter = newSpotter();
	const scene: Scene = { fps: 30, durationMs, movements: [late] };
	let before = 0;
	for (const frame of framesOf(scene)) before += spotter.push(frame)?.accepted === true ? 1 : 0;
	const after = spotter.finish().filter(({ accepted }) => accepted);
	return { before, after: after.map(({ keyFrames }) => spotter.ring.timeOf(keyFrames.apex)) };
}

it('a movement shortly before the end of the source is decided when it ends', () => {
	const { before, after } = eventsOf(offsetOf(late) + 200);
	expect(before).toBe(0);
	expect(after).toHaveLength(1);
	expect(Math.abs(after[0]! - 2150)).toBeLessThan(50);
});

it('a movement that is decided already is not decided again', () => {
	const { before, after } = eventsOf(offsetOf(late) + 900);
	expect(before).toBe(1);
	expect(after).toHaveLength(0);
});

it('a movement that the source cuts off before it is back is none', () => {
	const { before, after } = eventsOf(late.onsetMs + late.riseMs + 30);
	expect(before).toBe(0);
	expect(after).toHaveLength(0);
});
