/** Jumps of the wall clock, as notes among the markers of a session. */
import type { Marker } from './session.ts';

/** What a marker comes from that the program set because of its clocks. */
export const CLOCK_ORIGIN = 'clock';

/** Clocks are set right by less than this all the time: nothing happened. */
const LEAST_MS = 1000;

const NOTE = /^clock break: the wall clock jumped by (-?\d+) ms$/;

/** Null: too small to be worth a note. */
export const clockBreakNote = (jumpMs: number): string | null =>
	Math.abs(jumpMs) < LEAST_MS
		? null
		: `clock break: the wall clock jumped by ${Math.round(jumpMs)} ms`;

/** Sessions of before there was a least jump have notes of smaller ones. */
export function isSmallClockBreak({ origin, text }: Pick<Marker, 'origin' | 'text'>): boolean {
	const jump = origin === CLOCK_ORIGIN ? NOTE.exec(text) : null;
	return jump !== null && clockBreakNote(Number(jump[1])) === null;
}
