import type { LineSettings } from './records.ts';

/** A calm face is to give one false alarm in four minutes at most; one a minute shows more. */
export const DEFAULT_SETTINGS: LineSettings = { falseAlarmsPerMinute: 2 };
