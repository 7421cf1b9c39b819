/** What a network may look at of one movement. */

/** Logarithm of the motion's energy on the subject's left over that on the right, by half. */
export interface Asymmetry {
	readonly upper: number;
	readonly lower: number;
}

/** What a motion is worth, whatever it shows; shares of its energy. */
export interface MotionQuality {
	/** What changes from cell to cell: noise of the measurement more than skin. 0..1.8 */
	readonly noise: number;
	/** What lies where lids move. 0..1 */
	readonly lids: number;
}

/** The two motions of an event on the canonical grid. */
export interface EventMotion {
	/** Onset -> apex. [28, 28, 3]: u, v (right, down), optical strain; normalised. */
	readonly rise: Float32Array;
	/** Apex -> offset, negated: same sign as the rise. [28, 28, 3] */
	readonly fall: Float32Array;
	/** Correlation of the two before normalisation, -1..1. */
	readonly correlation: number;
	readonly asymmetry: Asymmetry;
	/** Of the rise. */
	readonly quality: MotionQuality;
}

/** Pictures of the face at the key frames of one event, framed alike. */
export interface KeyFaces {
	readonly width: number;
	readonly height: number;
	/** RGBA, row-major. */
	readonly onset: Uint8ClampedArray;
	readonly apex: Uint8ClampedArray;
	readonly offset: Uint8ClampedArray;
}

export interface EventSight extends EventMotion {
	/** Null unless a network that looks at faces runs. */
	readonly faces: KeyFaces | null;
}
