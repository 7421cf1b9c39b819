/**
 * Room: dataset. Coded movements of the field's data sets, as one stream of records.
 *
 * In    annotation files (bytes), names of picture files
 * Out   `AnnotatedClip` records; a remark on every row that was skipped or amended
 * Fails CommandError-like sentences that name file and row
 */
export type {
	AnnotatedClip,
	AnnotatedUnit,
	DatasetName,
	RecordPlace,
	RowRemark,
} from './records.ts';
