/** What of the desk is kept for the next visit. The composition root reads and writes it. */
import * as v from 'valibot';
import type { NeutralBaseline } from '../../line/calibration/index.ts';
import { isBaseline } from '../../line/calibration/index.ts';
import { TRACKED_COUNT } from '../../line/motion/index.ts';
import { DEFAULT_SETTINGS } from '../../line/pipeline/index.ts';
import { preference } from '../preferences/index.ts';

/** Device id; null: whichever the browser offers. */
export const CAMERA = preference({
	key: 'cameraId',
	schema: v.nullable(v.string()),
	fallback: null,
});

const KeptCalibrationSchema = v.object({
	/** When it was measured, ISO 8601. */
	at: v.string(),
	baseline: v.custom<NeutralBaseline>((value) => isBaseline(value, TRACKED_COUNT)),
});
export type KeptCalibration = Readonly<v.InferOutput<typeof KeptCalibrationSchema>>;
/** By device id. */
export type Calibrations = Readonly<Record<string, KeptCalibration>>;

const isKept = (entry: [string, unknown]): entry is [string, KeptCalibration] =>
	v.is(KeptCalibrationSchema, entry[1]);

/** Those that an older version measured otherwise are left out. */
export const CALIBRATIONS = preference({
	key: 'calibrations',
	schema: v.pipe(
		v.record(v.string(), v.unknown()),
		v.transform((all): Calibrations => Object.fromEntries(Object.entries(all).filter(isKept))),
	),
	fallback: {},
});

export const FALSE_ALARMS = preference({
	key: 'falseAlarmsPerMinute',
	schema: v.pipe(v.number(), v.minValue(0.01), v.maxValue(60)),
	fallback: DEFAULT_SETTINGS.falseAlarmsPerMinute,
});

/** Share of readings that are said, 0..1. */
export const READING_COVERAGE = preference({
	key: 'readingCoverage',
	schema: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
	fallback: DEFAULT_SETTINGS.readingCoverage,
});
