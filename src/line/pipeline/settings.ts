import type { LineSettings } from '../../core/record/index.ts';

/**
 * One false alarm a minute, of people held out, calm or active. `npm run evaluate -- spotting --held-out`
 * prints what other settings give.
 */
export const DEFAULT_SETTINGS: LineSettings = { falseAlarmsPerMinute: 1, readingCoverage: 0.75 };
