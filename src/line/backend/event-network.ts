/**
 * What the line knows of a network that reads events, whichever kind it is: the live network or the
 * paper's.
 */
import type { Closable } from '../../core/kernel/index.ts';
import type {
	Backend,
	BackendChoice,
	Fault,
	NameableUnit,
	NamingLevel,
	PaperNetworkInfo,
	Verdict,
} from '../../core/record/index.ts';
import type { KeeperOptions } from './backend-keeper.ts';
import type { EventSight } from './event-sight.ts';

export interface NetworkInfo {
	readonly name: string;
	/** Of the weights. */
	readonly sha256: string;
	readonly backend: Backend;
	/** Units a person may be told about, each from this probability on. */
	readonly nameable: readonly NameableUnit[];
	/** How much may be named at what risk; most coverage first. */
	readonly naming: readonly NamingLevel[];
	/** Of the paper's network with a person's weights; null for the live network. */
	readonly paper: PaperNetworkInfo | null;
}

export interface EventNetwork extends Closable {
	readonly info: NetworkInfo;
	/** Needs `EventSight.faces`. */
	readonly looksAtFaces: boolean;
	/** @param coverage share of movements whose reading is to be named, where the network has levels */
	classify(sight: EventSight, coverage: number): Promise<Verdict>;
	/** Loses the GPU device on purpose: what follows is what a driver reset would cause. */
	loseDevice(): void;
}

/** What every network is started with. */
export interface NetworkOptions {
	readonly backend: BackendChoice;
	/** Folder with tfjs' wasm files; in Node a path. */
	readonly wasmUrl: string;
	/** `network`: bytes of the weight file; `warm-up`: 0 of 1, then 1 of 1. */
	readonly onProgress?: (step: 'network' | 'warm-up', loaded: number, total: number) => void;
	/** The device went away; a new one is being made. */
	readonly onLost?: (detail: string) => void;
	/** It runs again, perhaps on another backend. */
	readonly onRecovered?: (info: NetworkInfo) => void;
	/** No backend could be started again: every later `classify` fails with this fault. */
	readonly onGone?: (fault: Fault) => void;
}

/** How a network with these options is kept. @param info asked for once it runs again */
export const keeping = (options: NetworkOptions, info: () => NetworkInfo): KeeperOptions => ({
	...options,
	onWarmUp: (done, total) => options.onProgress?.('warm-up', done, total),
	onRecovered: () => options.onRecovered?.(info()),
});
