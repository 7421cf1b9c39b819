/** What is moved and drawn on is what would be drawn from nothing. */
import { expect, test } from 'vitest';
import { Trace } from '../../../../src/app/desk/index.ts';
import type { TracedFrame } from '../../../../src/app/desk/trace.ts';
import { MovingTimeline, drawTimeline } from '../../../../src/app/parts/draw-timeline.ts';
import { drawingContext } from '../../../../src/app/parts/redraw.ts';
import { millis } from '../../../../src/core/kernel/index.ts';
import { REGIONS } from '../../../../src/core/record/index.ts';

const SIZE = { width: 640, height: 164 };
const VIEW = { ...SIZE, spanMs: 10_000, marksPx: 40 };
const COLOURS = { trace: '#457', rise: '#c60', fall: '#06c', line: '#ccc', soft: '#777' };
/** Levels of 255: what rounding leaves at the edge of a stroke. */
const TOLERANCE = 24;

/** A movement every second, a blink every four, and nobody there for a while. */
function frameAt(at: number): TracedFrame {
	const motion = REGIONS.map((_, k) => 1.5 * Math.max(0, Math.sin(at / 160 + k)) ** 4);
	const masked = REGIONS.map(() => (at % 4000 > 3600 ? 1 : 0));
	return {
		at: millis(at),
		motion: Float32Array.from(motion),
		masked: Uint8Array.from(masked),
		face: { state: at > 14_000 && at < 14_800 ? 'none' : 'tracked' },
	};
}

function canvasOf(): CanvasRenderingContext2D {
	const canvas = document.createElement('canvas');
	Object.assign(canvas, SIZE);
	return drawingContext(canvas);
}

test('a window that moved on looks as if it had been drawn whole', () => {
	const trace = new Trace(1800);
	const moved = canvasOf();
	const moving = new MovingTimeline(moved);
	let startMs = 0;
	for (let frame = 0; frame < 540; frame++) {
		trace.push(frameAt(frame * 33.4));
		if (frame % 2 === 0) startMs = moving.draw(trace, VIEW, COLOURS);
	}
	const whole = canvasOf();
	drawTimeline(whole, trace, { ...VIEW, startMs }, COLOURS);
	const [a, b] = [moved, whole].map(
		(context) => context.getImageData(0, 0, SIZE.width, SIZE.height).data,
	);
	const filled = b!.reduce((sum, value, at) => sum + (at % 4 === 3 && value > 0 ? 1 : 0), 0);
	const off = b!.reduce(
		(sum, value, at) => sum + (Math.abs(value - a![at]!) > TOLERANCE ? 1 : 0),
		0,
	);
	expect(filled).toBeGreaterThan(5000);
	expect(off / (4 * filled)).toBeLessThan(0.02);
});
