/** What a command and the page with the paper network say to each other. Types only; cloneable. */
import type { Backend } from '../../../core/record/index.ts';
import type { ForwardResult } from '../network/summary.ts';

/** On the page, as `globalThis.fleetingPaper`. */
export interface PaperPage {
	/**
	 * Starts the backend and makes the network from weights by formula; frees the one before.
	 *
	 * @param hardware refuses graphics that are drawn in software
	 */
	load(backend: Backend, classes: number, hardware: boolean): Promise<void>;
	/** Logits and activations on the formula's frames. */
	forward(): Promise<ForwardResult>;
	/** Milliseconds of one event on the formula's frames, from frames to logits in JavaScript. */
	timeEvent(): Promise<number>;
	/** Milliseconds of the matrix products of one event alone. */
	timeProducts(): Promise<number>;
}
