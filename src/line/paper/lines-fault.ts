import { Fault } from '../../core/record/index.ts';

/** Lines of a fault; of a file that is wrong all over the first ones tell enough. */
const MOST_LINES = 500;
const LONGEST_LINE = 20_000;

/** The fault of a file in which these things are wrong, one per line. */
export function linesFault(wrong: readonly string[]): Fault {
	const more = wrong.length - MOST_LINES;
	const told = wrong.slice(0, MOST_LINES).map((line) => line.slice(0, LONGEST_LINE));
	return new Fault(
		'model/mismatch',
		[...told, ...(more > 0 ? [`and ${more} more`] : [])].join('\n'),
	);
}
