/** What the benchmark of exports asks its page, and what it gets. */
export interface ExportsMeasured {
	readonly session: {
		readonly minutes: number;
		readonly frames: number;
		readonly events: number;
		/** Of its files in the private file system. */
		readonly bytes: number;
	};
	/** ms in the recorder's worker until everything was written, told as fast as the page can. */
	readonly recordMs: number;
	/** From the order to the files in hand. */
	readonly formats: readonly {
		readonly format: string;
		readonly ms: number;
		readonly bytes: number;
	}[];
	/** One after the other, the zip included. */
	readonly allMs: number;
	/** The zip brought in as a session. */
	readonly importMs: number;
	/** Of the session that was brought in, against the first; empty: no difference. */
	readonly differences: readonly string[];
}

export interface ExportsPage {
	measure(): Promise<ExportsMeasured>;
}
