/** What an importer has to say about a file as a whole; it can be read all the same. */
import type { TableName } from './layout.ts';

export type ReadingNote =
	/** The table has no such column; it is kept as text. */
	| {
			readonly code: 'column-unknown';
			readonly file: string;
			readonly table: TableName;
			readonly column: string;
	  }
	/** Two spellings that may be one person. */
	| {
			readonly code: 'subjects-alike';
			readonly file: string;
			readonly first: string;
			readonly second: string;
	  }
	| { readonly code: 'fps-assumed'; readonly table: TableName; readonly fps: number | null }
	| { readonly code: 'taken-by-columns'; readonly file: string; readonly table: TableName }
	/** A text neither says nor shows how it is encoded; `sample` is a piece as it was read. */
	| {
			readonly code: 'encoding-guessed';
			readonly file: string;
			readonly encoding: string;
			readonly sample: string;
	  }
	/** A column's numbers are not written as programs write them. */
	| {
			readonly code: 'numbers-read';
			readonly file: string;
			readonly column: string;
			readonly text: string;
			readonly value: string;
	  }
	/** Of several sheets; `others` were left out. */
	| {
			readonly code: 'sheets-read';
			readonly file: string;
			readonly sheets: readonly string[];
			readonly others: readonly string[];
	  }
	/** It is read all the same. */
	| { readonly code: 'sheet-hidden'; readonly file: string; readonly sheet: string }
	/** They are read all the same. */
	| {
			readonly code: 'cells-hidden';
			readonly file: string;
			readonly sheet: string;
			readonly rows: number;
			readonly columns: number;
	  }
	/** Cells far from the table were not read. */
	| { readonly code: 'cells-far'; readonly file: string }
	/** Two columns of the table have one role; the first counts. */
	| {
			readonly code: 'column-twice';
			readonly file: string;
			readonly column: string;
	  }
	/** An ELAN file does not say the frame rate of its film. */
	| { readonly code: 'frames-are-ms'; readonly file: string }
	/** Tiers of an ELAN file that were not taken for movements. */
	| { readonly code: 'tiers-left-out'; readonly file: string; readonly tiers: readonly string[] }
	/** Some of the tiers that a person named; `there` are those that may have movements. */
	| {
			readonly code: 'tiers-missing';
			readonly file: string;
			readonly tiers: readonly string[];
			readonly there: readonly string[];
	  }
	/** An ELAN file with several videos that it may be about. */
	| {
			readonly code: 'media-several';
			readonly file: string;
			readonly film: string;
			readonly others: readonly string[];
	  }
	/** Times of an ELAN file that were counted in frames. */
	| { readonly code: 'elan-units'; readonly file: string; readonly units: string };

const counted = (count: number, thing: string): string =>
	`${count} ${thing}${count === 1 ? '' : 's'}`;

/** One English sentence. */
export function readingNoteText(note: ReadingNote): string {
	switch (note.code) {
		case 'column-unknown':
			return `${note.file}: ${note.table.title} has no column ${note.column}; it is kept as text. If it is yours, name it under "columns" in fleeting-dataset.json.`;
		case 'subjects-alike':
			return `${note.file}: the subjects ${note.first} and ${note.second} may be one person, who would be trained and tried on: spell them alike, or tell them apart by a letter.`;
		case 'fps-assumed':
			return `${note.table.title} is taken to have ${note.fps} frames a second: correct it with "fps" if it has not.`;
		case 'taken-by-columns':
			return `${note.file} was taken for ${note.table.title} by its columns.`;
		case 'encoding-guessed':
			return `${note.file} does not say how its letters are encoded; it was read as ${note.encoding}, such as "${note.sample}". If that is wrong, name the encoding with --encoding.`;
		case 'numbers-read':
			return `${note.file}, column ${note.column}: ${note.text} was read as ${note.value}, and the others likewise.`;
		case 'sheets-read':
			return `${note.file}: ${note.sheets.length === 1 ? 'the sheet' : 'the sheets'} ${note.sheets.join(', ')} ${note.sheets.length === 1 ? 'was' : 'were'} read${note.others.length === 0 ? '' : `; left out, for other columns: ${note.others.join(', ')}`}.`;
		case 'sheet-hidden':
			return `${note.file}: the sheet ${note.sheet} is hidden; it was read if it has the columns.`;
		case 'cells-hidden':
			return `${note.file}, sheet ${note.sheet}: ${counted(note.rows, 'hidden row')} and ${counted(note.columns, 'hidden column')} were read like the others.`;
		case 'cells-far':
			return `${note.file} has cells below row 100,000 or beyond 500 columns, which were not read.`;
		case 'column-twice':
			return `${note.file} has two columns ${note.column}: the first counts.`;
		case 'frames-are-ms':
			return `${note.file} does not say how many frames a second its film has: frame numbers are ms.`;
		case 'tiers-left-out':
			return `${note.file}: left out as no movements of a face: ${note.tiers.join(', ')}. Name tiers with --tier to have others read.`;
		case 'tiers-missing':
			return `${note.file} has no tier ${note.tiers.join(', ')}, only ${note.there.join(', ')}.`;
		case 'media-several':
			return `${note.file} is about several videos: its times are taken to be of ${note.film}, not of ${note.others.join(', ')}.`;
		case 'elan-units':
			return `${note.file} counts times in ${note.units}; they were turned into ms.`;
	}
}
