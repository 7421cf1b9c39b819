/** What a person may ask of every measurement. */
export interface BenchOptions {
	/** Measures on graphics drawn in software too, where that takes minutes. */
	readonly softwareGpu: boolean;
	/** Path of a .y4m or .mjpeg file to show as the camera; null: the drawn actor, */
	readonly camera: string | null;
	/** at whole frames per second. */
	readonly fps: number;
	/** Times that each contender is measured, and how long, in seconds. */
	readonly rounds: number;
	readonly seconds: number;
}
