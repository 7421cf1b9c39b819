/** What the command line and its page say to each other. Types only; everything is cloneable. */
import type { VideoProgress } from '../terminal/index.ts';
import type { BackendChoice, TrackerChoice } from '../../core/record/index.ts';
import type { ClipSource, ClipMeasurement, ShowOrder, ShownFrames } from './clip-contract.ts';
import type {
	EngineInfo,
	FaceChoice,
	FacesRecord,
	FaultReport,
	MicroEvent,
	Quality,
	RejectedCandidate,
	SourceRemark,
} from '../../core/record/index.ts';

export interface PrepareOptions {
	readonly backend: BackendChoice;
	readonly tracker: TrackerChoice;
	/**
	 * Text of a network's bundle; `picked`: the file in the page's second input; null: the network that
	 * the app ships.
	 */
	readonly network: { readonly text: string } | 'picked' | null;
}

/** How a film is watched. */
export interface WatchOptions {
	readonly face: FaceChoice;
	readonly mirrored: boolean;
	/** Frames a second at which it was filmed; null: as its tags say. */
	readonly captureFps: number | null;
}

export interface FileResult {
	readonly engine: EngineInfo;
	readonly widthPx: number;
	readonly heightPx: number;
	readonly quality: Quality | null;
	readonly fault: FaultReport | null;
	/** What is to be known about its times; left out: nothing. */
	readonly remarks?: readonly SourceRemark[];
	/** Null before the first face. */
	readonly faces: FacesRecord | null;
	readonly events: readonly MicroEvent[];
	readonly rejected: readonly RejectedCandidate[];
	/** One for each event that the network failed on; such an event has no verdict. */
	readonly unread: readonly FaultReport[];
	/** False: the worker cannot go on, the page must be opened anew. */
	readonly usable: boolean;
}

/** On the page, as `globalThis.fleetingAnalyze`. */
export interface AnalyzePage {
	/** Loads the models; a fault means that no file can be analysed. */
	prepare(options: PrepareOptions): Promise<FaultReport | null>;
	/** Runs the file of the page's input to its end; never rejects for a bad file. */
	analyze(watch: WatchOptions): Promise<FileResult>;
	/** The motion of every frame of the clip in the page's input; never rejects for a bad file. */
	measure(clip: ClipSource): Promise<ClipMeasurement>;
	/** Some of its frames, aligned. */
	show(clip: ClipSource, order: ShowOrder): Promise<ShownFrames>;
}

/** Given to the page by the command line, as `globalThis.fleetingProgress`. */
export type OnProgress = (progress: VideoProgress) => void;
