/**
 * Room: export. What a session found, as files for other programs and for people, and back.
 *
 * In    a `SessionRecord`: source, engine, quality, events, rejections, markers, labels; `Signals`
 * Out   session JSON (`fleeting-session/1`), CSV, ELAN .eaf, BIDS, MEGC's table, one zip of everything,
 *       the scorer's JSON, and the data dictionary that explains every field of them; the formats of the
 *       figures of spotting and reading. Session JSON and zip are read back without loss
 * Fails ImportError for files that are none of ours, or damaged
 * Time  ms on the session clock with frame indices beside them; dot decimals; dates in ISO 8601
 * Note  the same record gives the same bytes: no writer looks at a clock
 */
export { auditedAnnotations, auditedName, isElanText } from './audit-annotations.ts';
export { auditCsv, auditedColumns, auditedTable } from './audit-csv.ts';
export { auditedEaf } from './audit-eaf.ts';
export { bidsDataset } from './bids-dataset.ts';
export { bidsEventsSidecar, bidsEventsTsv } from './bids-events.ts';
export { bidsStem } from './bids-names.ts';
export { csvFile, csvText } from './csv.ts';
export { CSV_COLUMNS, dictionaryCsv } from './data-dictionary.ts';
export { elanEaf } from './elan-eaf.ts';
export { endingOf } from './endings.ts';
export { eventsCsv, rejectedCsv } from './events-csv.ts';
export { fileFaultSentence, fileFaultText } from './file-fault-text.ts';
export { emptySignals, framesCsv, readFramesCsv } from './frames-csv.ts';
export { ImportError } from './import-error.ts';
export type { KeptPictures } from './kept-pictures.ts';
export { PICTURE_PARTS, packPictures, unpackPictures } from './kept-pictures.ts';
export { megcCsv } from './megc-csv.ts';
export type {
	ClassRow,
	FilmFigures,
	MovementSize,
	ReadingFigures,
	SideRow,
	SideShare,
	SpottedRow,
	StillRow,
	UnitRow,
} from './reading-figures.ts';
export { CLASSIFIER_FORMAT, readingFiguresSchema } from './reading-figures.ts';
export { remarkText } from './remark-text.ts';
export { saveFile } from './save-file.ts';
export { scoreJson } from './score-json.ts';
export { SESSION_FIELDS } from './session-fields.ts';
export type { TextFormat } from './session-files.ts';
export { TEXT_FORMATS, writtenFiles } from './session-files.ts';
export { readSessionJson, sessionDocument, sessionJson } from './session-json.ts';
export { safeName, stemOfAll } from './session-name.ts';
export type { SessionDocument } from './session-schema.ts';
export { SESSION_FORMAT } from './session-schema.ts';
export type { WholeSession } from './session-zip.ts';
export { readSessionZip, zipEntries } from './session-zip.ts';
export { actionUnitsCsv, regionsCsv } from './tidy-csv.ts';
export type {
	FalseAlarmRate,
	Figure,
	Found,
	Recall,
	SensitivityPoint,
	SpottingFigures,
	TimingError,
} from './spotting-figures.ts';
export { SPOTTING_FORMAT, spottingFiguresSchema } from './spotting-figures.ts';
export type { WrittenFile } from './written-file.ts';
export { escaped } from './xml.ts';
export { writeZip } from './zip-writer.ts';
