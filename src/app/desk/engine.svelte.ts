/** What the worker has loaded and what it runs on: outlives every session. */
import type { EngineInfo, FaultReport } from '../../core/record/index.ts';
import type { LoadStep, Report } from '../../line/pipeline/index.ts';

export const LOAD_STEPS: readonly LoadStep[] = ['face-model', 'landmarks', 'network', 'warm-up'];

export interface StepProgress {
	readonly step: LoadStep;
	/** Bytes or parts, whichever the step counts. */
	readonly loaded: number;
	readonly total: number;
}

export type EngineStatus = 'loading' | 'ready' | 'faulted';

export class Engine {
	#status = $state<EngineStatus>('loading');
	#steps = $state.raw<readonly StepProgress[]>([]);
	#info = $state.raw<EngineInfo | null>(null);
	#fault = $state.raw<FaultReport | null>(null);
	#recovered = $state(0);

	get status(): EngineStatus {
		return this.#status;
	}
	/** Steps heard of so far, in loading order. */
	get steps(): readonly StepProgress[] {
		return this.#steps;
	}
	get info(): EngineInfo | null {
		return this.#info;
	}
	get fault(): FaultReport | null {
		return this.#fault;
	}
	/** How often a lost GPU device was replaced. */
	get recovered(): number {
		return this.#recovered;
	}
	/** The GPU device was lost and a new one is being prepared. */
	get recovering(): boolean {
		return this.#info?.network.state === 'recovering';
	}

	/** Share of the loading done, 0..1; every step counts the same. */
	readonly done = $derived.by(() => {
		const parts = this.#steps.map(({ loaded, total }) => (total > 0 ? loaded / total : 0));
		return parts.reduce((sum, part) => sum + Math.min(1, part), 0) / LOAD_STEPS.length;
	});

	apply(report: Report): void {
		switch (report.kind) {
			case 'progress': {
				const others = this.#steps.filter(({ step }) => step !== report.step);
				const { step, loaded, total } = report;
				this.#steps = [...others, { step, loaded, total }].sort(
					(a, b) => LOAD_STEPS.indexOf(a.step) - LOAD_STEPS.indexOf(b.step),
				);
				return;
			}
			case 'tracker-ready':
				this.#info = report.engine;
				return;
			case 'ready':
				this.#info = report.engine;
				this.#status = 'ready';
				this.#fault = null;
				return;
			case 'engine-changed':
				if (this.recovering && report.engine.network.state === 'ready') this.#recovered += 1;
				this.#info = report.engine;
				return;
			case 'faulted':
				this.#fault = report.fault;
				this.#status = 'faulted';
				return;
			default:
		}
	}

	/** A new worker is being started. */
	restart(): void {
		this.#status = 'loading';
		this.#steps = [];
		this.#fault = null;
	}
}
