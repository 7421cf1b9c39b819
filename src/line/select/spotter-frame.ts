/** What the spotter is given: what the regions are, and each frame. */
import type { Millis } from '../../core/kernel/index.ts';

export interface RegionKind {
	readonly near: 'eyes' | 'brows' | 'nose' | 'cheeks' | 'mouth' | 'forehead';
	/** Measured to judge the others by; no part of an event is named after it. */
	readonly context: boolean;
}

export interface SpotterFrame {
	readonly at: Millis;
	/** Index in the source. */
	readonly index: number;
	/** (u, v) per region, px200. */
	readonly signals: Float32Array;
	readonly blinking: boolean;
	readonly speaking: boolean;
	/** Head turning speed, degrees a second. */
	readonly headDegPerS: number;
	/** How far the head is turned away, degrees. */
	readonly turnedDeg: number;
	/** Its part to the side, degrees. */
	readonly yawDeg: number;
	/** Change of both eyes against the reference, local contrast. */
	readonly eyeChange: number;
	/** What landmarks and pixels disagree by, crop px; 0 where it was not measured. */
	readonly residualPx: number;
	/** Frame pixels per px200. */
	readonly scale: number;
	/** Mean luminance of the crop, 0..255. */
	readonly light: number;
	/** Frame rate measured over the last two seconds. */
	readonly fps: number;
}
