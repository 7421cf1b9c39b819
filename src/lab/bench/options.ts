/** What a person may ask of every measurement. */
export interface BenchOptions {
	/** Measures on graphics drawn in software too, where that takes minutes. */
	readonly softwareGpu: boolean;
}
