/**
 * The neutral face before each camera: being measured, and kept for the next visit.
 *
 * In    reports of the line; what was kept
 * Keeps one baseline a camera, the newest dozen; of the actor none beyond its session
 */
import type { Hindrance } from '../../line/calibration/index.ts';
import type { Report } from '../../line/pipeline/index.ts';
import type { Calibrations, KeptCalibration } from './kept.ts';

/** `done` and `refused` stand until the next order or `dismiss`. */
export type CalibrationStatus = 'idle' | 'measuring' | 'done' | 'refused';

/** Of so many cameras; the one measured longest ago goes first. */
const CAMERAS_KEPT = 12;

export class Calibration {
	#status = $state<CalibrationStatus>('idle');
	#done = $state(0);
	#hindrance = $state<Hindrance | null>(null);
	#current = $state.raw<KeptCalibration | null>(null);
	#all: Calibrations;
	/** Of the running session's camera; null: the actor's. */
	#deviceId: string | null = null;
	readonly #remember: (all: Calibrations) => void;
	readonly #now: () => Date;

	/** @param kept of earlier visits */
	constructor(kept: Calibrations, remember: (all: Calibrations) => void, now = () => new Date()) {
		this.#all = kept;
		this.#remember = remember;
		this.#now = now;
	}

	get status(): CalibrationStatus {
		return this.#status;
	}
	/** Share of the calm seconds, 0..1. */
	get done(): number {
		return this.#done;
	}
	/** What is in the way now; after a refusal, what mostly was. */
	get hindrance(): Hindrance | null {
		return this.#hindrance;
	}
	/** What counts in the running session, or did in the last one. */
	get current(): KeptCalibration | null {
		return this.#current;
	}

	/** A session begins before this camera; what was kept of it counts. */
	begin(deviceId: string | null): KeptCalibration | null {
		this.dismiss();
		this.#deviceId = deviceId;
		this.#current = deviceId === null ? null : (this.#all[deviceId] ?? null);
		return this.#current;
	}

	measure(): void {
		this.#status = 'measuring';
		this.#done = 0;
		this.#hindrance = null;
	}

	dismiss(): void {
		this.#status = 'idle';
		this.#hindrance = null;
	}

	apply(report: Report): void {
		if (report.kind === 'stopped' || report.kind === 'faulted') {
			if (this.#status === 'measuring') this.dismiss();
		}
		if (this.#status !== 'measuring') return;
		if (report.kind === 'calibrating') {
			this.#done = report.done;
			this.#hindrance = report.hindrance;
		} else if (report.kind === 'calibrated') {
			this.#status = 'done';
			this.#hindrance = null;
			this.#keep({ at: this.#now().toISOString(), baseline: report.baseline });
		} else if (report.kind === 'calibration-refused') {
			this.#status = 'refused';
			this.#hindrance = report.why;
		}
	}

	/** All cameras': they say something about whoever sat before them. */
	readonly forget = (): void => {
		this.#all = {};
		this.#current = null;
		this.#remember(this.#all);
	};

	#keep(kept: KeptCalibration): void {
		this.#current = kept;
		if (this.#deviceId === null) return;
		const all = { ...this.#all, [this.#deviceId]: kept };
		const newest = Object.entries(all).sort(([, a], [, b]) => b.at.localeCompare(a.at));
		this.#all = Object.fromEntries(newest.slice(0, CAMERAS_KEPT));
		this.#remember(this.#all);
	}
}
