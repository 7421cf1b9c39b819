/**
 * Page <-> worker messages. Types only.
 *
 * `Command` is an order, `Report` something that happened. Frames travel by transfer: who posts a
 * frame no longer closes it. Everything else is small and cloneable.
 */
import type { FaultReport } from '../../core/record/index.ts';
import type { FaceState } from '../../core/record/index.ts';
import type { SourceSpec } from '../camera/worker/index.ts';
import type { ClipMotion } from '../../core/record/index.ts';
import type { Hindrance, NeutralBaseline } from '../calibration/index.ts';
import type { BackendChoice, TrackerChoice } from '../../core/record/index.ts';
import type { TrackerAssets } from '../landmarks/index.ts';
import type { ClassNaming } from '../../core/record/index.ts';

import type { Millis } from '../../core/kernel/index.ts';
import type {
	EngineInfo,
	EventPictures,
	EventStrip,
	FaceChoice,
	FacesRecord,
	LineSettings,
	MicroEvent,
	NetworkSummary,
	Quality,
	RejectedCandidate,
	SourceRemark,
} from '../../core/record/index.ts';

/** Where the worker finds its files; absolute addresses. */
export interface Assets extends TrackerAssets {
	/** Folder with `model.json`, `weights.bin`, `card.json`. */
	readonly network: string;
	/** Folder with tfjs' wasm files. */
	readonly tfjsWasm: string;
}

/**
 * Loads models. Sent first; answered by `progress`..., then `ready` or `faulted`. With the shipped
 * network `tracker-ready` comes before: a session may start from then on, and its events wait for the
 * network. Sent again, once the session has ended, it replaces the network and keeps the face tracker.
 */
export interface PrepareCommand {
	readonly kind: 'prepare';
	readonly assets: Assets;
	/** A network in a file that runs instead of the one in `assets`; null: that one. */
	readonly bundle: Blob | null;
	readonly version: string;
	readonly backend: BackendChoice;
	/** Counts the first time only. */
	readonly tracker: TrackerChoice;
	readonly settings: LineSettings;
}

export type Command =
	| PrepareCommand
	| {
			readonly kind: 'start';
			readonly source: SourceSpec;
			/** Keep colour crops and send each event's pictures. */
			readonly pictures: boolean;
			/** Which face is followed; left out: the largest. */
			readonly face?: FaceChoice;
			/** The pictures are mirrored; left out: they are not. */
			readonly mirrored?: boolean;
			/** What an earlier calibration before this camera found. */
			readonly baseline?: NeutralBaseline | null;
			/** Time every stage of every frame and send the times with `stopped`. */
			readonly timed?: boolean;
	  }
	/**
	 * Measures the motion of every frame of a file or of pictures, for an audit; answered by
	 * `file-progress`..., then `measured`. Frame numbers are the source's: of a video from 0, of
	 * numbered pictures their own.
	 */
	| { readonly kind: 'measure'; readonly source: SourceSpec }
	/**
	 * Pictures of some frames' aligned faces; answered by `file-progress`..., then `frames-shown`.
	 * `frames` ascend, as `measure` counts them; `placing` as it was measured there, [frames, 4].
	 */
	| {
			readonly kind: 'show-frames';
			readonly source: SourceSpec;
			readonly frames: Int32Array<ArrayBuffer>;
			readonly placing: Float32Array<ArrayBuffer>;
	  }
	/**
	 * Measures the neutral face in the running session; answered by `calibrating`..., then `calibrated`
	 * or `calibration-refused`. The baseline counts from then on. Given again, it starts anew.
	 */
	| { readonly kind: 'calibrate' }
	| { readonly kind: 'stop-calibrating' }
	/**
	 * The live source breaks off and another one is to follow: the session waits. The end of the
	 * source, before `resume` or `stop`, then ends nothing.
	 */
	| { readonly kind: 'hold' }
	/** The session goes on with this source, a `stream` or a `port`. */
	| { readonly kind: 'resume'; readonly source: SourceSpec }
	/** Ends whatever watches a source. */
	| { readonly kind: 'stop' }
	| { readonly kind: 'configure'; readonly settings: LineSettings }
	/**
	 * Reads a network's file and changes nothing; answered by `network-reading`..., then `network-read`
	 * or `network-refused`. With `naming`, the classes of a file that was read before get these names.
	 */
	| {
			readonly kind: 'read-network';
			readonly id: number;
			readonly bundle: Blob;
			readonly naming: ClassNaming | null;
	  }
	/** Testing aid behind the About screen: loses the GPU device on purpose. */
	| { readonly kind: 'lose-gpu' };

export type LoadStep = 'face-model' | 'landmarks' | 'network' | 'warm-up';

/** One processed frame; small enough to send for each. */
export interface FrameReport {
	readonly kind: 'frame-measured';
	readonly frame: number;
	readonly at: Millis;
	readonly face: FaceState;
	/** Mesh points of `OUTLINE_POINTS` (outline.ts), x, y pairs 0..1 of the frame; empty without a face. */
	readonly outline: Float32Array;
	/** Per region, `REGIONS` order: motion away from the recent baseline, px200. */
	readonly motion: Float32Array;
	/** Per region: 1 while masked (blink, speech), else 0. */
	readonly masked: Uint8Array;
	readonly quality: Quality;
	/** When the line took the frame in hand: `performance.timeOrigin + performance.now()`, ms. */
	readonly takenMs?: number;
}

export type Report =
	| {
			readonly kind: 'progress';
			readonly step: LoadStep;
			readonly loaded: number;
			readonly total: number;
	  }
	/** Frames can be measured; the network is still to come. */
	| { readonly kind: 'tracker-ready'; readonly engine: EngineInfo }
	/** Everything is loaded, or known not to come; may be in the middle of a session. */
	| { readonly kind: 'ready'; readonly engine: EngineInfo }
	/** After a GPU loss or a settings change. */
	| { readonly kind: 'engine-changed'; readonly engine: EngineInfo }
	/** Share of a state dict that is converted, 0..1. */
	| { readonly kind: 'network-reading'; readonly id: number; readonly done: number }
	/** `id`: of the order; `bundle`: what was read, for `prepare`. */
	| {
			readonly kind: 'network-read';
			readonly id: number;
			readonly network: NetworkSummary;
			readonly bundle: Blob;
	  }
	| { readonly kind: 'network-refused'; readonly id: number; readonly fault: FaultReport }
	| { readonly kind: 'started'; readonly width: number; readonly height: number }
	| FrameReport
	/** Who was in the picture until now, whenever that has changed. */
	| { readonly kind: 'faces-seen'; readonly faces: FacesRecord }
	| { readonly kind: 'file-progress'; readonly doneMs: number; readonly totalMs: number }
	| {
			readonly kind: 'event-found';
			readonly event: MicroEvent;
			readonly pictures: EventPictures | null;
	  }
	/** Follows `event-found`, as soon as the pictures are compressed. */
	| { readonly kind: 'event-strip'; readonly event: string; readonly strip: EventStrip }
	/** The event follows without a reading. */
	| { readonly kind: 'classify-failed'; readonly event: string; readonly fault: FaultReport }
	| { readonly kind: 'candidate-rejected'; readonly rejected: RejectedCandidate }
	/** Addresses that the worker asked for something: files of the app, if all is well. */
	| { readonly kind: 'requests-made'; readonly addresses: readonly string[] }
	/** Share of the calm seconds, 0..1, and what is in the way of them. */
	| {
			readonly kind: 'calibrating';
			readonly done: number;
			readonly hindrance: Hindrance | null;
	  }
	| { readonly kind: 'calibrated'; readonly baseline: NeutralBaseline }
	/** Given up: what was mostly in the way. */
	| { readonly kind: 'calibration-refused'; readonly why: Hindrance }
	/** The source is at its end or was stopped; everything pending has been reported before. */
	| {
			readonly kind: 'stopped';
			readonly quality: Quality;
			readonly fault: FaultReport | null;
			/** What is to be known about the source's times; left out: nothing. */
			readonly remarks?: readonly SourceRemark[];
			/** Milliseconds per frame and stage; only when asked for. */
			readonly timings?: StageTimings;
	  }
	/** Of what could be measured, also after a fault; stopped: of what was until then. */
	| {
			readonly kind: 'measured';
			readonly motion: ClipMotion;
			readonly width: number;
			readonly height: number;
			readonly quality: Quality;
			/** What is to be known about the source's times; left out: nothing. */
			readonly remarks?: readonly SourceRemark[];
			/** Pictures that could not be decoded. */
			readonly skipped: readonly SkippedFrame[];
			readonly fault: FaultReport | null;
	  }
	/** In the order asked for; frames that the source lacks are missing. */
	| {
			readonly kind: 'frames-shown';
			readonly pictures: readonly FramePicture[];
			readonly fault: FaultReport | null;
	  }
	/** The worker cannot go on. */
	| { readonly kind: 'faulted'; readonly fault: FaultReport };

/** The aligned face of one frame. */
export interface FramePicture {
	/** As it was asked for. */
	readonly frame: number;
	readonly size: number;
	/** [size, size, 4]. */
	readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}

/** A picture of a folder that is broken: a gap in the source. */
export interface SkippedFrame {
	readonly name: string;
	readonly frame: number;
	readonly why: string;
}

/** What `bench` reads: one value a frame, but for the network, which has one an event. */
export interface StageTimings {
	readonly planes: readonly number[];
	readonly landmarks: readonly number[];
	readonly motion: readonly number[];
	readonly spotter: readonly number[];
	readonly network: readonly number[];
}
