/** The neutral face: measured on order, kept by camera, used at the next start. */
import * as v from 'valibot';
import { expect, test } from 'vitest';
import type { NeutralBaseline } from '../../../../src/line/calibration/index.ts';
import { TRACKED_COUNT } from '../../../../src/line/motion/index.ts';
import { CALIBRATIONS, Calibration } from '../../../../src/app/desk/index.ts';
import { bench, openSource } from './orders.ts';
import { engine, quality } from './reports.ts';

const spread = (median: number) => ({ median, mad: 0.1 });
const baseline: NeutralBaseline = {
	yaw: spread(2),
	pitch: spread(-5),
	roll: spread(0),
	scale: spread(1.5),
	light: spread(128),
	opening: spread(0.3),
	noise: Array.from({ length: TRACKED_COUNT }, () => spread(0.05)),
	fps: 30,
	frames: 88,
};
const stopped = { kind: 'stopped', quality: quality(30), fault: null } as const;

function withCameras() {
	const kept: unknown[] = [];
	const openCamera = (id: string | null) =>
		Promise.resolve({ ...openSource('camera'), deviceId: id ?? 'front' });
	const at = bench({ openCamera }, { remember: (choice) => kept.push(choice) });
	at.report({ kind: 'ready', engine });
	return { at, kept };
}

test('an order to calibrate is followed to its end, and what it gave is kept for that camera', async () => {
	const { at, kept } = withCameras();
	await at.desk.startCamera('front');
	at.report({ kind: 'started', width: 640, height: 480 });
	const { calibration } = at.desk;
	expect(calibration.current).toBeNull();
	at.desk.calibrate();
	expect(at.orders.at(-1)).toBe('calibrate');
	at.report({ kind: 'calibrating', done: 0.4, hindrance: 'talking' });
	expect(calibration).toMatchObject({ status: 'measuring', done: 0.4, hindrance: 'talking' });
	at.report({ kind: 'calibrated', baseline });
	expect(calibration).toMatchObject({ status: 'done', hindrance: null });
	expect(calibration.current?.baseline).toEqual(baseline);
	expect(kept).toEqual([{ calibrations: { front: calibration.current } }]);

	// The next session before that camera begins with it, one before another does not.
	at.report(stopped);
	await at.desk.startCamera('back');
	expect(at.commands.at(-1)).toMatchObject({ kind: 'start', baseline: null });
	at.report(stopped);
	await at.desk.startCamera('front');
	expect(at.commands.at(-1)).toMatchObject({ kind: 'start', baseline });
});

test('the actor’s counts for its session and is not kept', async () => {
	const { at, kept } = withCameras();
	await at.desk.startActor();
	at.report({ kind: 'started', width: 640, height: 480 });
	at.desk.calibrate();
	at.report({ kind: 'calibrated', baseline });
	expect(at.desk.calibration.current?.baseline).toEqual(baseline);
	expect(kept).toEqual([]);
	at.report(stopped);
	await at.desk.startActor();
	expect(at.desk.calibration.current).toBeNull();
});

test('a refusal says why, and leaves what counted before', async () => {
	const { at } = withCameras();
	await at.desk.startCamera();
	at.report({ kind: 'started', width: 640, height: 480 });
	at.desk.calibrate();
	at.report({ kind: 'calibrated', baseline });
	at.desk.calibrate();
	at.report({ kind: 'calibration-refused', why: 'dark' });
	expect(at.desk.calibration).toMatchObject({ status: 'refused', hindrance: 'dark' });
	expect(at.desk.calibration.current?.baseline).toEqual(baseline);
	at.desk.stopCalibrating();
	expect(at.desk.calibration.status).toBe('idle');
});

test('without a running session there is nothing to calibrate', () => {
	const { at } = withCameras();
	at.desk.calibrate();
	expect(at.orders).toEqual(['prepare']);
	expect(at.desk.calibration.status).toBe('idle');
});

test('what was kept is checked, limited to a dozen cameras, and can be forgotten', () => {
	const all = Object.fromEntries(
		Array.from({ length: 12 }, (_, day) => [
			`camera ${day}`,
			{ at: `2026-01-${String(day + 1).padStart(2, '0')}T00:00:00.000Z`, baseline },
		]),
	);
	let stored: unknown = null;
	const kept = { ...all, old: { at: '2025', baseline: { ...baseline, noise: [] } }, odd: 7 };
	const read = v.parse(CALIBRATIONS.schema, kept);
	const calibration = new Calibration(read, (calibrations) => (stored = calibrations));
	expect(calibration.begin('old')).toBeNull();
	expect(calibration.begin('camera 0')?.baseline).toEqual(baseline);
	calibration.begin('new');
	calibration.measure();
	calibration.apply({ kind: 'calibrated', baseline });
	expect(Object.keys(stored as object)).toHaveLength(12);
	expect(Object.keys(stored as object)).toContain('new');
	expect(Object.keys(stored as object)).not.toContain('camera 0');
	calibration.forget();
	expect(stored).toEqual({});
	expect(calibration.begin('new')).toBeNull();
});
