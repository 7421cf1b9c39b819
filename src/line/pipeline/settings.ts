import type { LineSettings } from '../../core/record/index.ts';

/**
 * Two a minute, counted on people of whom most talk and turn; a calm face gives fewer. `npm run
 * evaluate -- spotting --held-out` prints what other settings give.
 */
export const DEFAULT_SETTINGS: LineSettings = { falseAlarmsPerMinute: 2, readingCoverage: 0.75 };
