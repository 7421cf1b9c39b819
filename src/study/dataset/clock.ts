/**
 * Times as players and coding programs show them -> ms. Pure.
 *
 *   1:02:03.456  2:03.456  2:03   hours, minutes, seconds; a comma is as good as a point
 *   00:01:02:456                  hours to ms, as Datavyu writes them
 *   00:01:02:15  00:01:02;15      hours to frames (SMPTE), where the rate is known
 */
const CLOCK = /^(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,9}))?$/;
const FRAMES = /^(\d{1,3}):(\d{2}):(\d{2})[:;](\d{2,3})$/;

export const isClock = (text: string): boolean => /^\d{1,3}:\d/.test(text);

/** Null: it is no time, or has minutes, seconds or frames beyond their last. */
export function clockMs(text: string, fps: number): number | null {
	const framed = FRAMES.exec(text);
	const [, hours = '0', minutes, seconds, last] = framed ?? CLOCK.exec(text) ?? [];
	if (minutes === undefined || seconds === undefined) return null;
	if (Number(seconds) > 59 || (hours !== '0' && Number(minutes) > 59)) return null;
	const whole = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
	if (last === undefined) return whole;
	if (framed === null) return whole + Number((Number(`0.${last}`) * 1000).toFixed(6));
	if (last.length === 3) return whole + Number(last);
	// A second has as many frames as its rate, rounded up: 30 at 29.97.
	return Number(last) < Math.ceil(fps) ? whole + (Number(last) * 1000) / fps : null;
}
