import { describe, expect, it } from 'vitest';
import {
	CLOCK_ORIGIN,
	clockBreakNote,
	isSmallClockBreak,
} from '../../../../src/core/record/index.ts';

const noted = (text: string, origin = CLOCK_ORIGIN) => isSmallClockBreak({ origin, text });

describe('a jump of the wall clock', () => {
	it('is noted from a second on, forward or back', () => {
		expect([60, -60, 999.9].map(clockBreakNote)).toEqual([null, null, null]);
		expect(clockBreakNote(1000)).toBe('clock break: the wall clock jumped by 1000 ms');
		expect(clockBreakNote(-60_000.4)).toBe('clock break: the wall clock jumped by -60000 ms');
	});

	it('that an earlier version noted is known to be small', () => {
		expect(noted('clock break: the wall clock jumped by -60 ms')).toBe(true);
		expect(noted(clockBreakNote(1000)!)).toBe(false);
		expect(noted('clock of serial: offset 60 ms, round trip 2 ms')).toBe(false);
		expect(noted('clock break: the wall clock jumped by 60 ms', 'keyboard')).toBe(false);
	});
});
