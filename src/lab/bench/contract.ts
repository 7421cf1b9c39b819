/** What the benchmark and its page say to each other. Types only; everything is cloneable. */
import type { EngineInfo, FaultReport, Quality } from '../../core/record/index.ts';
import type { StageTimings } from '../../line/pipeline/index.ts';

export interface ActorOrder {
	readonly kind: 'actor';
	readonly width: number;
	readonly height: number;
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
	prepare(workerAddress: string): Promise<void>;
	measure(order: ActorOrder | FileOrder): Promise<BenchMeasured>;
}
