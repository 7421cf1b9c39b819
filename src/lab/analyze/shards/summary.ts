/** What a run did and what it cost. Sums, so that those of shards add up. */
import { counted } from '../../terminal/index.ts';
import type { IndexedFilm } from './shard-folder.ts';

const MINUTE_MS = 60_000;

export interface AnalysisSummary {
	readonly format: 'fleeting-summary/1';
	/** Films that were asked for; `measured` have results, `failed` a fault, some of them both. */
	readonly films: number;
	readonly measured: number;
	readonly failed: number;
	/** Films that nobody has done yet. */
	readonly missing: number;
	readonly frames: number;
	readonly events: number;
	/** Of film that was measured. */
	readonly minutes: number;
	/** Time that films took, each by itself, added up. */
	readonly wallSeconds: number;
	/** Of all processes of the browser, starting it included. */
	readonly processorSeconds: number;
	/** Seconds for a minute of film; null: no film was measured. */
	readonly wallSecondsPerMinute: number | null;
	readonly processorSecondsPerMinute: number | null;
}

type Countable = Pick<
	IndexedFilm,
	'names' | 'fault' | 'frames' | 'events' | 'filmMs' | 'wallMs' | 'processorMs'
>;

/** @param films - how many were asked for */
export function summaryOf(films: number, done: Iterable<Countable>): AnalysisSummary {
	const sum = {
		measured: 0,
		failed: 0,
		frames: 0,
		events: 0,
		filmMs: 0,
		wallMs: 0,
		processorMs: 0,
	};
	let count = 0;
	for (const each of done) {
		count += 1;
		if (each.frames > 0) sum.measured += 1;
		if (each.fault !== null) sum.failed += 1;
		for (const key of ['frames', 'events', 'filmMs', 'wallMs', 'processorMs'] as const) {
			sum[key] += each[key];
		}
	}
	const { measured, failed, frames, events, filmMs, wallMs, processorMs } = sum;
	const perMinute = (ms: number): number | null =>
		filmMs > 0 ? rounded((ms / 1000) * (MINUTE_MS / filmMs), 2) : null;
	return {
		format: 'fleeting-summary/1',
		films,
		measured,
		failed,
		missing: films - count,
		frames,
		events,
		minutes: rounded(filmMs / MINUTE_MS, 4),
		wallSeconds: rounded(wallMs / 1000, 3),
		processorSeconds: rounded(processorMs / 1000, 3),
		wallSecondsPerMinute: perMinute(wallMs),
		processorSecondsPerMinute: perMinute(processorMs),
	};
}

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

/** The last line in the terminal. */
export function summarySentence(summary: AnalysisSummary): string {
	const { films, failed, missing, minutes } = summary;
	const parts = [
		counted(films, 'film'),
		`${minutes.toFixed(2)} minutes measured`,
		`${failed} failed`,
	];
	if (missing > 0) parts.push(`${missing} not done`);
	const { processorSecondsPerMinute: processor, wallSecondsPerMinute: wall } = summary;
	const cost =
		processor === null || wall === null
			? ''
			: `; a minute of film took ${processor.toFixed(1)} s of processor time and ${wall.toFixed(1)} s`;
	return `${parts.join(', ')}${cost}.`;
}
