/** `check DIR`: reads a data set, looks for its pictures, and says what it found. */
import type { DatasetArguments } from './arguments.ts';
import { openDataset } from './open.ts';
import type { PictureFindings } from './pictures.ts';
import { findPictures } from './pictures.ts';
import type { DatasetReport } from './report.ts';
import { reportOf } from './report.ts';

/** Clips between two lines of progress. */
const PROGRESS_EVERY = 500;

/**
 * @param progress - takes lines about what is going on
 * @throws CommandError if there is nothing that can be read
 */
export async function check(
	wanted: Pick<
		DatasetArguments,
		'dir' | 'dataset' | 'annotations' | 'frames' | 'tiers' | 'fps' | 'encoding' | 'all'
	>,
	progress: (line: string) => void,
): Promise<DatasetReport> {
	const opened = await openDataset(wanted.dir, wanted);
	const pictures: PictureFindings[] = [];
	for (const reading of opened.readings) {
		const { path, clips, milliseconds } = reading;
		progress(`${path}: ${clips.length} clips, read in ${milliseconds.toFixed(0)} ms`);
		pictures.push(
			await findPictures(opened, reading, wanted.all, (done, of) => {
				if (done > 0 && done % PROGRESS_EVERY === 0) progress(`${done} of ${of} clips checked`);
			}),
		);
	}
	return reportOf(opened, pictures);
}
