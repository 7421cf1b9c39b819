/** What a stage really puts onto the display, measured by the display's own timestamps. */
import { afterEach, expect, test } from 'vitest';
import { isFaithful } from '../../../../src/app/practice/stage/playback.ts';
import { Stage } from '../../../../src/app/practice/stage/stage.ts';

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
function seen(): Uint8ClampedArray {
	const context = new OffscreenCanvas(160, 200).getContext('2d')!;
	context.drawImage(stage.canvas, 0, 0);
	return context.getImageData(0, 0, 160, 200).data;
}

/** The next picture that differs from this one: the worker draws when it comes to it. */
async function seenAfter(before: Uint8ClampedArray): Promise<Uint8ClampedArray> {
	await expect.poll(() => browsDiffer(before, seen())).toBeGreaterThan(0);
	return seen();
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
		let shown = (await stage.play(speed))!;
		// A machine that was busy meanwhile knows it, and shows it again.
		for (let again = 0; again < 4 && !isFaithful(shown); again++)
			shown = (await stage.play(speed))!;
		expect(shown.expectedMs).toBeCloseTo(300 / speed);
		// within two pictures of a 60 Hz display
		expect(Math.abs(shown.visibleMs - shown.expectedMs)).toBeLessThan(70);
		expect(shown.pictures).toBeGreaterThanOrEqual(3);
	},
);

test('an instant by hand is that instant: rest before the onset, moved at the apex, rest after', async () => {
	const times = (await open()) as { apexMs: number; durationMs: number };
	stage.show(100);
	const rest = await seenAfter(new Uint8ClampedArray(4 * 160 * 200));
	stage.show(times.apexMs);
	const apex = await seenAfter(rest);
	stage.show(times.durationMs);
	const after = await seenAfter(apex);
	expect(browsDiffer(rest, apex)).toBeGreaterThan(2 * browsDiffer(rest, after));
	stage.show(times.apexMs, 3);
	expect(browsDiffer(rest, await seenAfter(after))).toBeGreaterThan(browsDiffer(rest, apex));
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
