/** What is no longer as it was when the baseline was measured, so that it should be measured anew. */
import type { NeutralBaseline } from './baseline.ts';

export type Change = 'farther' | 'nearer' | 'darker' | 'brighter' | 'head';

/** Distance: noise in px200 grows as fast as the face gets smaller. */
const FARTHER = 0.72;
const NEARER = 1.5;
/** Factors on the face's mean luminance. */
const DARKER = 0.6;
const BRIGHTER = 1.6;
/** Degrees. */
const TURNED = 15;

/** The most important change, or null where the baseline still fits. */
export function changeSince(
	baseline: NeutralBaseline,
	now: {
		readonly yaw: number;
		readonly pitch: number;
		readonly scale: number;
		readonly light: number;
	},
): Change | null {
	const distance = now.scale / baseline.scale.median;
	if (distance < FARTHER) return 'farther';
	if (distance > NEARER) return 'nearer';
	const light = now.light / Math.max(1, baseline.light.median);
	if (light < DARKER) return 'darker';
	if (light > BRIGHTER) return 'brighter';
	const turned = Math.hypot(now.yaw - baseline.yaw.median, now.pitch - baseline.pitch.median);
	return turned > TURNED ? 'head' : null;
}
