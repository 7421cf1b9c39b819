/** What the benchmark of the live network asks its page, and what it gets. Types only. */
import type { Backend } from '../../../core/record/index.ts';

export interface NetworkTimes {
	/** The first event after the network was made: about `eventMs` where it was warmed up. */
	readonly firstMs: number;
	/** From motion to verdict, both branches. */
	readonly eventMs: number;
	/** Its matrix products alone, as it runs them, and the last of them read back. */
	readonly productsMs: number;
	/** The same, each member by itself. */
	readonly productsAsDefinedMs: number;
	/** Medians of the rounds' ratios. */
	readonly eventToProducts: number;
	readonly eventToProductsAsDefined: number;
}

/** On the page, as `globalThis.fleetingNetwork`. */
export interface NetworkPage {
	/** Who draws: a graphics processor, or a program in its place. */
	graphics(): string;
	measure(backend: Backend): Promise<NetworkTimes>;
}
