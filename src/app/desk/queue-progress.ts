/**
 * How far a queue of files is, and how long it may still take. Pure.
 *
 * The estimate goes by what was measured here: wall time a byte of video, over the files of this
 * queue that have come far enough. It says nothing before there is something to go by.
 */
export interface FileProgress {
	readonly bytes: number;
	/** 0..1 of the file; a file that is no longer measured counts as done. */
	readonly done: number;
	/** Measured while someone watched the clock: this share of the file took this long, ms. */
	readonly timedShare: number;
	readonly timedMs: number;
	/** Still to be measured, in part or whole. */
	readonly open: boolean;
}

export interface QueueProgress {
	/** 0..1, weighted by bytes. */
	readonly done: number;
	/** Null: nothing to go by yet, or nothing left. */
	readonly leftMs: number | null;
}

/** So long must the clock have run before an estimate is given. */
const ENOUGH_MS = 3000;

export function queueProgress(files: readonly FileProgress[]): QueueProgress {
	const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
	const doneBytes = files.reduce((sum, file) => sum + file.bytes * (file.open ? file.done : 1), 0);
	const timedMs = files.reduce((sum, file) => sum + file.timedMs, 0);
	const timedBytes = files.reduce((sum, file) => sum + file.timedShare * file.bytes, 0);
	const left = bytes - doneBytes;
	return {
		done: bytes === 0 ? 0 : doneBytes / bytes,
		leftMs:
			left <= 0 || timedMs < ENOUGH_MS || timedBytes <= 0 ? null : (left * timedMs) / timedBytes,
	};
}
