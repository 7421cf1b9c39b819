/**
 * What produced the numbers: versions, models, networks, settings.
 */
import type { Class3 } from './verdict.ts';
import type { FaultCode } from './faults.ts';

export type Backend = 'webgpu' | 'webgl' | 'wasm';

export type BackendChoice = 'auto' | Backend;

/** A level of the abstention setting, measured on held-out people. */
export interface NamingLevel {
	/** Share of expressions whose reading is named. */
	readonly coverage: number;
	/** ... from this probability of the top class on. */
	readonly from: number;
	/** Share of the named that are named rightly. */
	readonly accuracy: number;
}

export interface NameableUnit {
	readonly au: number;
	readonly from: number;
}

export interface PaperClass {
	readonly name: string;
	/** Which of the three common classes it belongs to; null: none, or not known. */
	readonly meaning: Class3 | null;
}

/** The names of all classes, in the order of the logits. */
export interface ClassNaming {
	readonly classes: readonly PaperClass[];
	/** The data set that the names come from; null where nobody said. */
	readonly dataset: string | null;
	/** False: they are numbers only. */
	readonly named: boolean;
}

export interface PaperNetworkInfo extends ClassNaming {
	/** The file of the published state dict that the weights were converted from. */
	readonly source: { readonly file: string; readonly sha256: string };
	readonly licence: string;
}

/** What produced the numbers: shown in the status line, stored in every export. */
export interface EngineInfo {
	readonly version: string;
	readonly faceModel: {
		/** `official` bundle, or `assembled` from the npm package. */
		readonly kind: 'official' | 'assembled';
		readonly sha256: string;
	};
	readonly network: {
		readonly name: string;
		/** Of the weight file; null when there is none. */
		readonly sha256: string | null;
		/** `shipped` with the program, or `file`: a person brought it. */
		readonly source: 'shipped' | 'file';
		/**
		 * `absent`: events are found but not classified; `fault` says why. `recovering`: its GPU
		 * device was lost and a new one is being prepared; events wait for it.
		 */
		readonly state: 'ready' | 'recovering' | 'absent';
		readonly fault: FaultCode | null;
		/** Action units a person may be told about, each from its probability on. */
		readonly nameable: readonly NameableUnit[];
		/** How much may be named at what risk, measured on held-out people; most coverage first. */
		readonly naming: readonly NamingLevel[];
		/** Classes and origin, where the paper's network runs with a person's weights; else null. */
		readonly paper: PaperNetworkInfo | null;
	};
	/** Where the network runs; null when it does not. */
	readonly backend: Backend | null;
	readonly settings: LineSettings;
}

/** What a network's file says about the network in it. */
export interface NetworkSummary {
	readonly name: string;
	/** Empty where the file has none. */
	readonly version: string;
	/** Of the weights. */
	readonly sha256: string;
	/** For people, of any shape; null where there is none. */
	readonly card: unknown;
	/** Of the paper's network; null for a live network. */
	readonly paper: PaperSummary | null;
}

/** What the classes of the paper's network are called, and could be. */
export interface PaperSummary extends ClassNaming {
	/** Published lists of as many names. */
	readonly published: readonly ClassNaming[];
}

/** The few settings of the line; everything else is fixed in the code of its stage. */
export interface LineSettings {
	/** Expected false alarms a minute that the person accepts; scales the score bar. */
	readonly falseAlarmsPerMinute: number;
	/**
	 * Share of movements whose reading the person wants named, 0..1; the others read "uncertain". The
	 * network's level that is next to it counts (`EngineInfo.network.naming`).
	 */
	readonly readingCoverage: number;
}
