/**
 * The measured figures of spotting, format `fleeting-spotting/1`: `npm run evaluate` writes them, the
 * About screen reads them. Fields may be added, never renamed.
 */
import type { EngineInfo, LineSettings } from '../../core/record/index.ts';
import type { RejectionReason } from '../../core/record/index.ts';

export const SPOTTING_FORMAT = 'fleeting-spotting/1';

/** A measured figure with the 95 % interval that another draw of people would move it in. */
export interface Figure {
	/** Null where there was nothing to measure. */
	readonly value: number | null;
	/** Both null where resampling says nothing: fewer than two people, or all of them alike. */
	readonly low: number | null;
	readonly high: number | null;
}

/** Movements found, missed, and found where there was none. */
export interface Found {
	/** True events in the clips. */
	readonly events: number;
	readonly hits: number;
	readonly falseAlarms: number;
	readonly precision: Figure;
	readonly recall: Figure;
	readonly f1: Figure;
}

export interface Recall {
	readonly events: number;
	readonly hits: number;
	readonly recall: Figure;
}

export interface FalseAlarmRate {
	readonly falseAlarms: number;
	/** Length of the frames it counts over. */
	readonly minutes: number;
	readonly perMinute: Figure;
}

/** Found less true, over the hits. */
export interface TimingError {
	readonly keyFrame: 'onset' | 'apex' | 'offset';
	readonly events: number;
	/** Mean of the absolute error. */
	readonly frames: Figure;
	readonly ms: Figure;
	/** Mean with its sign: positive is late. */
	readonly biasFrames: Figure;
	readonly biasMs: Figure;
}

export interface SensitivityPoint {
	/** False alarms per minute that the person accepts: the setting. */
	readonly setting: number;
	readonly scoreBar: number;
	readonly falseAlarmsPerMinute: Figure;
	readonly calmFalseAlarmsPerMinute: Figure;
	readonly recall: Figure;
	readonly f1: Figure;
}

export interface SpottingFigures {
	readonly format: typeof SPOTTING_FORMAT;
	/** The app's, when it was measured. */
	readonly version: string;
	/** ISO day. */
	readonly date: string;
	/** Short commit, ending in `-dirty` where files were changed since; null outside git. */
	readonly revision: string | null;
	readonly faceModel: EngineInfo['faceModel']['kind'];
	readonly settings: LineSettings;
	readonly data: {
		readonly name: string;
		/** What must be known to read the figures; empty where nothing was said. */
		readonly note: string;
		readonly clips: number;
		/** Clips with a truth that could not be analyzed; not counted anywhere else. */
		readonly missing: number;
		readonly people: number;
		readonly minutes: number;
	};
	readonly method: {
		/** Least intersection over union of a hit. */
		readonly overlap: number;
		readonly resamples: number;
		readonly seed: number;
	};
	readonly overall: Found;
	readonly parts: readonly (Found & { readonly part: string })[];
	readonly frameRates: readonly (Found & { readonly fps: number })[];
	/** By largest displacement, px200; `part` is null for all of them together. */
	readonly amplitudes: readonly (Recall & {
		readonly peakPx200: number;
		readonly part: string | null;
	})[];
	readonly contexts: readonly (Recall & { readonly context: string })[];
	/** In clips without a movement, in frames without and with a nuisance, in all. */
	readonly falseAlarms: Readonly<Record<'untouched' | 'calm' | 'active' | 'all', FalseAlarmRate>>;
	readonly timing: readonly TimingError[];
	/** From a movement's true offset to the frame in which it was decided, over the hits. */
	readonly latency: {
		readonly meanMs: Figure;
		readonly medianMs: Figure;
		readonly longestMs: number | null;
	};
	readonly gates: {
		/** What became of the candidates, and how many of each lay on a true event. */
		readonly outcomes: readonly {
			readonly outcome: 'accepted' | RejectionReason;
			readonly candidates: number;
			readonly onTrueEvents: number;
		}[];
		/** True events on which no candidate lay, accepted or not. */
		readonly neverCandidates: number;
	};
	readonly sensitivity: readonly SensitivityPoint[];
}
