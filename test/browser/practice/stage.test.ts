/** What a stage really puts onto the display, measured by the display's own timestamps. */
import { afterEach, expect, test } from 'vitest';
import { Stage } from '../../../src/practice/stage/stage.ts';

const moment = {
	seed: 3,
	aus: [1, 2],
	side: 'both',
	peakPx200: 4,
	leadMs: 300,
	movementMs: 300,
	tailMs: 200,
	blink: 'none',
	sway: 0,
} as const;

let stage: Stage;
afterEach(() => stage.close());

function open(): Promise<unknown> {
	stage = new Stage({ actor: 0, moment, width: 160, height: 200 });
	document.body.replaceChildren(stage.canvas);
	return stage.ready;
}

/** What the canvas shows now. */
async function seen(): Promise<Uint8ClampedArray> {
	await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
	const context = new OffscreenCanvas(160, 200).getContext('2d')!;
	context.drawImage(stage.canvas, 0, 0);
	return context.getImageData(0, 0, 160, 200).data;
}

/** Mean difference over the brows, levels of 255. */
function browsDiffer(a: Uint8ClampedArray, b: Uint8ClampedArray): number {
	let sum = 0;
	let count = 0;
	for (let y = 68; y < 85; y++) {
		for (let x = 55; x < 105; x++, count++)
			sum += Math.abs(a[4 * (y * 160 + x)]! - b[4 * (y * 160 + x)]!);
	}
	return sum / count;
}

test.each([1, 0.25])(
	'at speed %d the movement is on the display as long as its truth says',
	async (speed) => {
		await open();
		const shown = (await stage.play(speed))!;
		expect(shown.expectedMs).toBeCloseTo(300 / speed);
		// within two pictures of a 60 Hz display, on a machine that may be busy
		expect(Math.abs(shown.visibleMs - shown.expectedMs)).toBeLessThan(70);
		expect(shown.pictures).toBeGreaterThanOrEqual(5);
	},
);

test('an instant by hand is that instant: rest before the onset, moved at the apex, rest after', async () => {
	const times = (await open()) as { apexMs: number; durationMs: number };
	stage.show(100);
	const rest = await seen();
	stage.show(times.apexMs);
	const apex = await seen();
	stage.show(times.durationMs);
	const after = await seen();
	expect(browsDiffer(rest, apex)).toBeGreaterThan(2 * browsDiffer(rest, after));
	stage.show(times.apexMs, 3);
	expect(browsDiffer(rest, await seen())).toBeGreaterThan(browsDiffer(rest, apex));
});

test('an order cuts a play short; closing ends it too', async () => {
	await open();
	const first = stage.play(0.25);
	const second = stage.play(1);
	expect(await first).toBeNull();
	expect(await second).not.toBeNull();
	const last = stage.play(0.125);
	stage.close();
	expect(await last).toBeNull();
});

test('the explanation has the key frames and arrows that go where the skin goes: up at the brows', async () => {
	await open();
	const { onset, apex, motion, arrows } = await stage.explain();
	expect([onset.width, apex.height, motion.width]).toEqual([160, 200, 160]);
	expect(arrows.length).toBeGreaterThanOrEqual(2);
	for (const { x, y, toX, toY } of arrows) {
		expect(toY).toBeLessThan(y);
		expect(Math.abs(toX - x)).toBeLessThan(y - toY);
		expect(y).toBeLessThan(0.45); // above the eyes
	}
});
