/**
 * Room: export. Pure writers: what a session found, as text for other programs and for people.
 *
 * In    a `SessionRecord`: source, engine, quality, events, rejections, markers
 * Out   session JSON (`fleeting-session/1`), CSV, ELAN .eaf, the scorer's JSON, and the data
 *       dictionary that explains every field of them; the formats of the figures of spotting and reading
 * Time  ms on the session clock with frame indices beside them; dot decimals; dates in ISO 8601
 * Note  the same record gives the same bytes: no writer looks at a clock
 */
export type {
	HumanLabel,
	LabelledFrame,
	Marker,
	SessionRecord,
	Signals,
	SourceRecord,
	StudyRecord,
} from './session-record.ts';
export type { SessionDocument } from './session-json.ts';
export { SESSION_FORMAT, sessionDocument, sessionJson } from './session-json.ts';
export { eventsCsv, rejectedCsv } from './events-csv.ts';
export { scoreJson } from './score-json.ts';
export { elanEaf } from './elan-eaf.ts';
export type { AuditDecision, AuditedRecord } from './audit-csv.ts';
export { auditCsv, auditedColumns, auditedTable } from './audit-csv.ts';
export type { AuditedMark, AuditedMarks } from './audit-eaf.ts';
export { auditedEaf } from './audit-eaf.ts';
export type { DictionaryEntry } from './data-dictionary.ts';
export { CSV_COLUMNS, SESSION_FIELDS, dictionaryCsv } from './data-dictionary.ts';
export { fileFaultText } from './file-fault-text.ts';
export type {
	FalseAlarmRate,
	Figure,
	Found,
	Recall,
	SensitivityPoint,
	SpottingFigures,
	TimingError,
} from './spotting-figures.ts';
export { SPOTTING_FORMAT } from './spotting-figures.ts';
export type {
	ClassRow,
	DrawnFigures,
	FilmFigures,
	MovementSize,
	ReadingFigures,
	SideRow,
	SideShare,
	SpottedRow,
	StillRow,
	UnitRow,
} from './reading-figures.ts';
export { CLASSIFIER_FORMAT } from './reading-figures.ts';
export { saveFile } from './save-file.ts';
export { escaped } from './xml.ts';
