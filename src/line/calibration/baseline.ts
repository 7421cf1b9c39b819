/** The neutral face before one camera: plain data that is kept for the next visit. */

/** Median, and median absolute deviation from it. */
export interface Spread {
	readonly median: number;
	readonly mad: number;
}

export interface NeutralBaseline {
	/** Degrees, as `FaceReading` has them. */
	readonly yaw: Spread;
	readonly pitch: Spread;
	readonly roll: Spread;
	/** Frame pixels per px200: how near the face is. */
	readonly scale: Spread;
	/** Mean luminance of the face, 0..255. */
	readonly light: Spread;
	/** Opening of the narrower eye over its width. */
	readonly opening: Spread;
	/** Scatter per tracked region while nothing moves, px200. */
	readonly noise: readonly Spread[];
	/** Frames a second while it was measured. */
	readonly fps: number;
	/** Frames that it rests on. */
	readonly frames: number;
}

const POSE = ['yaw', 'pitch', 'roll', 'scale', 'light', 'opening'] as const;

const isSpread = (value: unknown): boolean =>
	typeof value === 'object' &&
	value !== null &&
	Number.isFinite((value as Spread).median) &&
	Number.isFinite((value as Spread).mad);

/** Whether something that was kept, perhaps by an older version, is a baseline of `regions` regions. */
export function isBaseline(value: unknown, regions: number): value is NeutralBaseline {
	if (typeof value !== 'object' || value === null) return false;
	const baseline = value as Partial<NeutralBaseline>;
	return (
		POSE.every((name) => isSpread(baseline[name])) &&
		Array.isArray(baseline.noise) &&
		baseline.noise.length === regions &&
		baseline.noise.every(isSpread) &&
		Number.isFinite(baseline.fps) &&
		Number.isFinite(baseline.frames)
	);
}
