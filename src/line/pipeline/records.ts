/**
 * What the line puts out: events, rejections, and what they were measured with.
 * Plain, cloneable data; times in ms on the session clock with frame indices beside them.
 */
import type {
	Backend,
	NameableUnit,
	NamingLevel,
	PaperNetworkInfo,
	Verdict,
} from '../classify/index.ts';
import type { ClassNaming } from '../paper/index.ts';
import type { FaultCode, Millis } from '../../core/kernel/index.ts';
import type { RegionName } from '../motion/index.ts';
import type { RejectionReason } from '../select/index.ts';

/** One of onset, apex, offset. */
export interface KeyFrame {
	/** Frame index of the source, from 0, in presentation order. */
	readonly frame: number;
	readonly ms: Millis;
	/** Half width of the interval the true moment lies in; at least one frame period. */
	readonly uncertaintyMs: number;
}

export interface RegionMotion {
	readonly region: RegionName;
	/** Displacement from onset to apex, px200; right and down in the unmirrored picture. */
	readonly dx: number;
	readonly dy: number;
	/** Size of that displacement, px200. */
	readonly amplitudePx200: number;
	/** How far the fitted rise and fall stands out of the region's noise, learnt and around it. */
	readonly z: number;
}

interface Movement {
	/** `e1`, `e2`, ... for events, `r1`, ... for rejections; unique in a session. */
	readonly id: string;
	readonly onset: KeyFrame;
	readonly apex: KeyFrame;
	readonly offset: KeyFrame;
	readonly riseMs: number;
	readonly fallMs: number;
	readonly durationMs: number;
	/** Regions that took part, strongest first. */
	readonly regions: readonly RegionMotion[];
	/** Strongest region's amplitude. */
	readonly peakPx200: number;
	/** Detection confidence, 0..1. */
	readonly score: number;
	/** Frame time at which the line decided, and how long after the offset that was. */
	readonly decidedAtMs: Millis;
	readonly latencyMs: number;
	/** Frame rate measured around the movement. */
	readonly fps: number;
}

/** A facial movement taken for a micro-expression. */
export interface MicroEvent extends Movement {
	/** Null when no trained network runs; the reason is in `EngineInfo.network`. */
	readonly verdict: Verdict | null;
}

/** A candidate that was turned down, with the same columns and the reason. */
export interface RejectedCandidate extends Movement {
	readonly reason: RejectionReason;
	/**
	 * The measured value and the limit it broke, in the unit the reason's text names; null where the
	 * reason has none (blink, speech, face lost).
	 */
	readonly measured: number | null;
	readonly limit: number | null;
}

/** RGBA pictures of an event, `size` x `size`; row-major, 4 bytes a pixel. */
export interface EventPictures {
	readonly size: number;
	readonly onset: Uint8ClampedArray<ArrayBuffer>;
	readonly apex: Uint8ClampedArray<ArrayBuffer>;
	readonly offset: Uint8ClampedArray<ArrayBuffer>;
	/** Where apex and onset differ: motion magnitude 0..255, one byte a pixel. */
	readonly difference: Uint8ClampedArray<ArrayBuffer>;
}

/** Aligned faces from a little before the onset to a little after the offset, for replays. */
export interface EventStrip {
	/** Frame indices of the source and their times, one a picture. */
	readonly frames: Int32Array<ArrayBuffer>;
	readonly ms: Float64Array<ArrayBuffer>;
	/** Compressed, `size` x `size`, in order of time. */
	readonly pictures: readonly Blob[];
	readonly size: number;
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

/** What happened to the frames of a session so far. */
export interface Quality {
	/** Frames that went through the line. */
	readonly frames: number;
	/** Frames that came but were not measured, because the line was still busy. */
	readonly dropped: number;
	/** Measured, over the last two seconds; 0 before there are two frames. */
	readonly fps: number;
	/** Frames in which no face was found. */
	readonly faceLost: number;
	/** Jumps of the clock (sleep, suspended tab). */
	readonly clockBreaks: number;
	/** Length of the session so far. */
	readonly durationMs: Millis;
}
