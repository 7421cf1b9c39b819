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
	/** An ELAN file does not say the frame rate of its film. */
	| { readonly code: 'frames-are-ms'; readonly file: string };

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
		case 'frames-are-ms':
			return `${note.file} does not say how many frames a second its film has: frame numbers are ms.`;
	}
}
