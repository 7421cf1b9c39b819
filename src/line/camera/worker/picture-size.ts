/** The smallest picture worth looking at, whatever source it comes from. */
import { Fault } from '../../../core/record/index.ts';

/**
 * In px200 the outer eye corners are 95 px apart, so there 1 px200 is 1 px of the picture. The line
 * needs about a third of that, corners 33 px apart, and a face is about twice as wide.
 */
const SMALLEST_SIDE_PX = 64;

/** Throws `file/too-small`, also for a camera. */
export function checkSize(width: number, height: number): void {
	if (Math.min(width, height) >= SMALLEST_SIDE_PX) return;
	throw new Fault('file/too-small', `the picture is ${width} x ${height} pixels`);
}
