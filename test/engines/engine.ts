/** A browser of any make, as the tests drive it: one page, and functions that run in it. */

export interface EnginePage {
	/** Loads an address and waits for it. */
	goto(url: string): Promise<void>;
	/**
	 * Runs `work` in the page and waits for what it promises. It sees nothing of its surroundings here;
	 * what goes in and comes out is JSON.
	 */
	run<In, Out>(work: (given: In) => Out | Promise<Out>, given: In): Promise<Out>;
	/** Chooses a file in the input that `selector` finds, as a person would. */
	choose(selector: string, path: string): Promise<void>;
	close(): Promise<void>;
}

export interface OpenOptions {
	/** Empty, for the browser alone: its profile. */
	readonly profile: string;
	/** Where it puts what is downloaded. */
	readonly downloads: string;
}

/** As text for any page: calls `work` with `given`, and is JSON in the end. */
export const asScript = (work: (given: never) => unknown, given: unknown): string =>
	`(async () => JSON.stringify((await (${String(work)})(${JSON.stringify(given ?? null)})) ?? null))()`;
