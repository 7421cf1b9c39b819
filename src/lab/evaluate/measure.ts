/** The line's records of the clips, joined with their truths. */
import type { SessionRecord } from '../../core/record/index.ts';
import type { ClipResult } from './gates.ts';
import type { ClipTruth } from './truth.ts';

export interface Joined {
	readonly measured: readonly ClipResult[];
	/** Clips that were not analysed to their end. */
	readonly missing: readonly string[];
	/** One sentence for each clip whose figures are in doubt. */
	readonly doubts: readonly string[];
}

export function joined(truths: readonly ClipTruth[], records: readonly SessionRecord[]): Joined {
	const measured: ClipResult[] = [];
	const missing: string[] = [];
	const doubts: string[] = [];
	for (const clip of truths) {
		const record = records.find(({ source }) => source.name === clip.file);
		if (record === undefined || !isComplete(record)) {
			missing.push(clip.file);
			continue;
		}
		measured.push({ clip, record });
		if (record.quality.frames !== clip.frames) {
			doubts.push(
				`${clip.file}: the video has ${record.quality.frames} frames, its truth ${clip.frames}: check that they belong together.`,
			);
		}
	}
	return { measured, missing, doubts };
}

/** A film in which there never was a face was watched to its end all the same. */
const isComplete = ({ fault }: SessionRecord): boolean =>
	fault === null || fault.code === 'file/no-face';
