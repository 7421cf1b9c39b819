/** Frame rates that annotations name and their films contradict, an English sentence each. */
import type { ClipMotion } from '../../core/record/index.ts';
import { placeText } from './problems.ts';
import type { AuditRow } from './rows.ts';

/** 29.97 may be called 30, and a rate that varies is a little off. */
const SLACK = 0.05;
const COLUMN = /^fps$/i;

/** Once for each rate that the rows of a film name. Key frames that are numbers do not depend on it. */
export function rateProblems(
	name: string,
	rows: readonly Pick<AuditRow, 'record'>[],
	{ frames, times }: Pick<ClipMotion, 'frames' | 'times'>,
): string[] {
	const last = frames.length - 1;
	const spanMs = last < 1 ? 0 : times[last]! - times[0]!;
	if (!(spanMs > 0)) return [];
	const real = (1000 * (frames[last]! - frames[0]!)) / spanMs;
	const told = new Set<number>();
	return rows.flatMap(({ record: { columns, place } }) => {
		const heading = Object.keys(columns).find((each) => COLUMN.test(each.trim()));
		const said = heading === undefined ? NaN : Number(columns[heading]!.replace(',', '.'));
		if (!(said > 0) || told.has(said) || Math.abs(said / real - 1) <= SLACK) return [];
		told.add(said);
		return [
			`${placeText(place)}: its ${heading} column says ${said}, but ${name} has ${Number(real.toFixed(2))} frames a second; check that the key frames were counted in this video.`,
		];
	});
}
