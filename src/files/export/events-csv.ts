/** Tables of events, rejected candidates, labels and markers, columns as in the data dictionary. */
import type {
	ActionUnitScore,
	MicroEvent,
	NameableUnit,
	RejectedCandidate,
} from '../../core/record/index.ts';
import { namedScores, personAt } from '../../core/record/index.ts';
import type { Cell, CsvColumn } from './csv.ts';
import { csvText } from './csv.ts';
import { CSV_COLUMNS, LABEL_COLUMNS, MARKER_COLUMNS, REJECTED_COLUMNS } from './data-dictionary.ts';
import { humanCells, newestLabels } from './human-columns.ts';
import { class3Of, predictedNames } from './most-probable.ts';
import { ms, px, pxOrNull, rate, share } from './rounding.ts';
import type { SessionRecord } from '../../core/record/index.ts';

type Row = Readonly<Record<string, Cell>>;

export function eventsCsv(records: readonly SessionRecord[]): string {
	return table(
		CSV_COLUMNS,
		records.flatMap((record) => {
			const { engine, events, labels } = record;
			const said = newestLabels(labels);
			return events.map((event) => ({
				...movement(record, event),
				...verdict(event, engine.network.nameable),
				...humanCells(said.get(event.id)),
			}));
		}),
	);
}

/** The same columns without the verdict, plus why each was rejected. */
export function rejectedCsv(records: readonly SessionRecord[]): string {
	return table(
		REJECTED_COLUMNS,
		records.flatMap((record) => {
			const { rejected, labels } = record;
			const said = newestLabels(labels);
			return rejected.map((each) => ({
				...movement(record, each),
				reason: each.reason,
				measured: pxOrNull(each.measured),
				limit: pxOrNull(each.limit),
				...humanCells(said.get(each.id)),
			}));
		}),
	);
}

/** Every label of every person, a row each. */
export function labelsCsv(records: readonly SessionRecord[]): string {
	return table(
		LABEL_COLUMNS,
		records.flatMap(({ source, labels }) =>
			labels.map((label) => ({
				file: source.name,
				label: label.id,
				about: label.about,
				...humanCells(label),
			})),
		),
	);
}

/** Notes and triggers, a row each. */
export function markersCsv(records: readonly SessionRecord[]): string {
	return table(
		MARKER_COLUMNS,
		records.flatMap(({ source, markers }) =>
			markers.map((marker) => ({
				file: source.name,
				id: marker.id,
				frame: marker.frame,
				ms: ms(marker.ms),
				wall_ms: marker.wallMs,
				origin: marker.origin,
				text: marker.text,
			})),
		),
	);
}

function table(columns: readonly CsvColumn[], rows: readonly Row[]): string {
	const names = columns.map(({ name }) => name);
	return csvText([names, ...rows.map((row) => names.map((name) => cellOf(row, name)))]);
}

function cellOf(row: Row, name: string): Cell {
	const cell = row[name];
	if (cell === undefined) throw new Error(`no value for the column ${name}`);
	return cell;
}

function movement({ source, faces }: SessionRecord, found: MicroEvent | RejectedCandidate): Row {
	return {
		file: source.name,
		id: found.id,
		onset_frame: found.onset.frame,
		apex_frame: found.apex.frame,
		offset_frame: found.offset.frame,
		onset_ms: ms(found.onset.ms),
		apex_ms: ms(found.apex.ms),
		offset_ms: ms(found.offset.ms),
		onset_uncertainty_ms: ms(found.onset.uncertaintyMs),
		apex_uncertainty_ms: ms(found.apex.uncertaintyMs),
		offset_uncertainty_ms: ms(found.offset.uncertaintyMs),
		rise_ms: ms(found.riseMs),
		fall_ms: ms(found.fallMs),
		duration_ms: ms(found.durationMs),
		peak_px200: px(found.peakPx200),
		score: share(found.score),
		fps: rate(found.fps),
		decided_ms: ms(found.decidedAtMs),
		latency_ms: ms(found.latencyMs),
		person: personAt(faces, found.onset.frame),
		mirrored: String(source.mirrored ?? false),
		regions: found.regions
			.map(({ region, amplitudePx200 }) => `${region}:${px(amplitudePx200)}`)
			.join(' '),
	};
}

function verdict({ verdict: said }: MicroEvent, nameable: readonly NameableUnit[]): Row {
	const units = said?.kind === 'units' ? said : null;
	const classes = said?.kind === 'classes' ? said : null;
	const packed = (scores: readonly ActionUnitScore[] | undefined): string | null =>
		scores?.map(({ au, p, side }) => `AU${au}:${share(p)}:${side}`).join(' ') ?? null;
	const all = classes?.classes.map(({ name, p, pFall }) => `${name}:${share(p)}:${share(pFall)}`);
	return {
		reading: units?.reading ?? null,
		class3: said && class3Of(said),
		p_positive: units && share(units.probabilities.positive),
		p_negative: units && share(units.probabilities.negative),
		p_surprise: units && share(units.probabilities.surprise),
		action_units: packed(units?.actionUnits),
		named_units: packed(units ? namedScores(units.actionUnits, nameable) : undefined),
		objective_class: units?.objectiveClass ?? null,
		branch_correlation: said && share(said.branchCorrelation),
		branches: units?.branches ?? null,
		network: said?.network ?? null,
		class: classes && predictedNames(classes).rise,
		class_p: classes && share(classes.classes[classes.top]!.p),
		fall_class: classes && predictedNames(classes).fall,
		classes: all?.join('; ') ?? null,
	};
}
