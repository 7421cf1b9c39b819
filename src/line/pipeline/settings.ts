import type { LineSettings } from '../../core/record/index.ts';

/**
 * One accepted false alarm a minute. What came of it on people held out, and of other settings, `npm run
 * evaluate -- spotting --held-out` prints.
 */
export const DEFAULT_SETTINGS: LineSettings = { falseAlarmsPerMinute: 1, readingCoverage: 0.75 };
