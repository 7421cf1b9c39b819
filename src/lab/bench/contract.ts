/** What the benchmark and its page say to each other. Types only; everything is cloneable. */
import type { EngineInfo, FaultReport, Quality, TrackerName } from '../../core/record/index.ts';
import type { StageTimings } from '../../line/pipeline/index.ts';

export interface ActorOrder {
	readonly kind: 'actor';
	/** Of the drawn picture. */
	readonly width: number;
	readonly height: number;
	/** Each of its pixels becomes so many a side: the same picture from a larger camera. */
	readonly enlarged: number;
	/** The picture once, or half as large four times. */
	readonly faces: 1 | 4;
	readonly fps: number;
	readonly frames: number;
	/**
	 * `waiting`: the next frame is drawn when the line is done with the last, so drawing takes no time
	 * from it. `live`: frames come at their time, from memory, whether or not anybody can take them.
	 */
	readonly pace: 'waiting' | 'live';
}

/** The file in the page's input. */
export interface FileOrder {
	readonly kind: 'file';
}

export interface BenchMeasured {
	readonly engine: EngineInfo;
	readonly widthPx: number;
	readonly heightPx: number;
	readonly quality: Quality;
	readonly timings: StageTimings;
	readonly events: number;
	readonly fault: FaultReport | null;
}

/** On the page, as `globalThis.fleetingBench`. */
export interface BenchPage {
	/** Loads the models into the built app's worker; rejects where that fails. */
	prepare(workerAddress: string, tracker: TrackerName): Promise<void>;
	measure(order: ActorOrder | FileOrder): Promise<BenchMeasured>;
}
