/**
 * Tables with one fact a row, for programs that count and group: regions and action units of every
 * movement. `file`, `person` and `id` are those of the tables of movements and of rejected candidates.
 */
import type { MicroEvent, RejectedCandidate, SessionRecord } from '../../core/record/index.ts';
import { namedScores, personAt } from '../../core/record/index.ts';
import type { Cell } from './csv.ts';
import { csvText, plainColumn as plain } from './csv.ts';
import type { CsvColumn } from './csv.ts';
import { px, share } from './rounding.ts';
import { SESSION_FIELDS } from './session-fields.ts';

const column = (name: string, field: string): CsvColumn => ({ name, ...SESSION_FIELDS[field]! });

/** Columns of the table of regions, in order. */
export const REGION_COLUMNS: readonly CsvColumn[] = [
	column('file', 'source.name'),
	column('person', 'faces.followed[].person'),
	column('id', 'events[].id'),
	plain('kind', '', 'event or rejected: which of the two tables of movements has the id'),
	plain('rank', '', 'from 1, the strongest region of the movement'),
	column('region', 'events[].regions[].region'),
	column('dx', 'events[].regions[].dx'),
	column('dy', 'events[].regions[].dy'),
	column('amplitude_px200', 'events[].regions[].amplitudePx200'),
	column('z', 'events[].regions[].z'),
];

/** Columns of the table of action units, in order. */
export const UNIT_COLUMNS: readonly CsvColumn[] = [
	column('file', 'source.name'),
	column('person', 'faces.followed[].person'),
	column('id', 'events[].id'),
	column('au', 'events[].verdict.actionUnits[].au'),
	column('p', 'events[].verdict.actionUnits[].p'),
	column('side', 'events[].verdict.actionUnits[].side'),
	plain(
		'may_be_named',
		'0/1',
		'1 where the figure reaches the bar of a unit that the network was shown to tell apart; nobody is to be told of the others, and the figure says little',
	),
	plain(
		'named_from',
		'0..1',
		'that bar, measured on people held out; empty: the network does not tell this unit apart well enough, whatever its figure',
	),
];

export function regionsCsv(records: readonly SessionRecord[]): string {
	const rows = records.flatMap(({ source, faces, events, rejected }) => {
		const rowsOf = (kind: string, found: readonly (MicroEvent | RejectedCandidate)[]) =>
			found.flatMap(({ id, onset, regions }) =>
				regions.map(({ region, dx, dy, amplitudePx200, z }, at): Cell[] => [
					source.name,
					personAt(faces, onset.frame),
					id,
					kind,
					at + 1,
					region,
					...[dx, dy, amplitudePx200, z].map(px),
				]),
			);
		return [...rowsOf('event', events), ...rowsOf('rejected', rejected)];
	});
	return csvText([REGION_COLUMNS.map(({ name }) => name), ...rows]);
}

/** Movements that no network read have no row, nor have those that other weights sorted into classes. */
export function actionUnitsCsv(records: readonly SessionRecord[]): string {
	const rows = records.flatMap(({ source, faces, engine, events }) => {
		const { nameable } = engine.network;
		const bars = new Map(nameable.map(({ au, from }) => [au, from]));
		return events.flatMap(({ id, onset, verdict }): Cell[][] => {
			if (verdict?.kind !== 'units') return [];
			const named = new Set(namedScores(verdict.actionUnits, nameable));
			return verdict.actionUnits.map((unit) => [
				source.name,
				personAt(faces, onset.frame),
				id,
				unit.au,
				share(unit.p),
				unit.side,
				named.has(unit) ? 1 : 0,
				bars.get(unit.au) ?? null,
			]);
		});
	});
	return csvText([UNIT_COLUMNS.map(({ name }) => name), ...rows]);
}
