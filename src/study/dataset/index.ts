/**
 * Room: dataset. Coded movements of the field's data sets, as one stream of records.
 *
 * In    annotation files (bytes), names of picture files; runs in the browser as in Node
 * Out   `AnnotatedClip` records; a remark on every row that was skipped or amended; which pictures are
 *       whose; folds by person
 * Fails AnnotationError, FoldError: one sentence that names file and row, and the way out
 */
export type { AnnotationFault } from './annotation-error.ts';
export { AnnotationError, UnknownTableError } from './annotation-error.ts';
export { readEaf } from './eaf.ts';
export type { EncodingName } from './encodings.ts';
export { ENCODINGS } from './encodings.ts';
export { readElanClips } from './elan.ts';
export type { ElanTierGroup } from './elan-tiers.ts';
export type { FolderLayout } from './folder-layout.ts';
export { LAYOUT_FILE, readFolderLayout } from './folder-layout.ts';
export { FolderListing } from './folder-template.ts';
export type { Fold, FoldOptions } from './folds.ts';
export { FoldError, leaveOneSubjectOut, poolingWarnings } from './folds.ts';
export type { ClipFrames } from './frames.ts';
export { framesOfClip, numberedPictures } from './frames.ts';
export type { PictureCheck } from './picture-check.ts';
export { checkPicture } from './picture-check.ts';
export type { Protocol } from './protocols.ts';
export { PROTOCOLS, class3Of, protocolsFor } from './protocols.ts';
export type { TableName } from './layout.ts';
export type { ReadOptions, AnnotationReading } from './read.ts';
export { readAnnotations } from './read.ts';
export type { ReadingNote } from './reading-note.ts';
export { readingNoteText } from './reading-note.ts';
export type { RemarkReason, RowRemark } from './row-remark.ts';
export { remarkText } from './row-remark.ts';
export type { AnnotationFile } from './sheets.ts';
export { annotationText } from './sheets.ts';
