/**
 * Folds that were run before, as files `RUN-FOLD.json`: an interrupted run goes on after the last one.
 *
 * Numbers of float32 survive JSON exactly, so a run that went on ends as one that was not interrupted.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventLogits } from '../../../line/classify/index.ts';
import type { FoldOutcome, FoldStore, Judged } from '../subjects/index.ts';

interface Written {
	readonly place: number;
	readonly rise: readonly number[];
	readonly fall: readonly number[];
}

export class FoldFiles implements FoldStore<EventLogits> {
	readonly #folder: string;
	readonly #run: string;
	readonly #saved = new Set<string>();

	/** @param run - names everything that decides the outcomes: data, configuration, code. */
	constructor(folder: string, run: string) {
		this.#folder = folder;
		this.#run = run;
	}

	load(fold: string): FoldOutcome<EventLogits> | null {
		const path = this.#path(fold);
		try {
			const { judged, optimistic, ...rest } = JSON.parse(
				readFileSync(path, 'utf8'),
			) as FoldOutcome<EventLogits> & {
				readonly judged: readonly Written[];
				readonly optimistic: { readonly epoch: number; readonly judged: readonly Written[] } | null;
			};
			this.#saved.add(path);
			return {
				...rest,
				judged: judged.map(readBack),
				optimistic: optimistic && {
					epoch: optimistic.epoch,
					judged: optimistic.judged.map(readBack),
				},
			};
		} catch {
			return null; // never run, or broken off while it was written
		}
	}

	save({ judged, optimistic, ...rest }: FoldOutcome<EventLogits>): void {
		mkdirSync(this.#folder, { recursive: true });
		const path = this.#path(rest.fold);
		const text = JSON.stringify({
			...rest,
			judged: judged.map(written),
			optimistic: optimistic && {
				epoch: optimistic.epoch,
				judged: optimistic.judged.map(written),
			},
		});
		writeFileSync(`${path}.part`, text);
		renameSync(`${path}.part`, path);
		this.#saved.add(path);
	}

	/** Once the results have been written. */
	remove(): void {
		for (const path of this.#saved) rmSync(path, { force: true });
	}

	/** A fold is called as people call subjects; a hash is a name for every disk. */
	#path(fold: string): string {
		const key = createHash('sha256').update(fold).digest('hex').slice(0, 12);
		return join(this.#folder, `${this.#run}-${key}.json`);
	}
}

const written = ({ place, prediction: { rise, fall } }: Judged<EventLogits>): Written => ({
	place,
	rise: Array.from(rise),
	fall: Array.from(fall),
});

const readBack = (judged: unknown): Judged<EventLogits> => {
	const { place, rise, fall } = judged as Written;
	return { place, prediction: { rise: Float32Array.from(rise), fall: Float32Array.from(fall) } };
};
