/**
 * A file of annotations that cannot be read at all: what is wrong, as a code with values, and the English
 * sentence with the way out. Terminals and files get the sentence; screens make their own from the code.
 */
import type { TableName } from './layout.ts';

export type AnnotationFault =
	| { readonly code: 'file-empty'; readonly file: string }
	/** Neither text nor a workbook. */
	| { readonly code: 'no-text'; readonly file: string }
	/** `encodings` are the names it may be. */
	| {
			readonly code: 'encoding-unsure';
			readonly file: string;
			readonly encodings: readonly string[];
	  }
	/** It is not in the encoding that was named. */
	| { readonly code: 'encoding-wrong'; readonly file: string; readonly encoding: string }
	/** What its numbers mean cannot be told: 1166, or 1.166. `text` is one of them. */
	| {
			readonly code: 'numbers-unsure';
			readonly file: string;
			readonly column: string;
			readonly text: string;
	  }
	/** Its points and commas contradict each other. `text` is one of them. */
	| {
			readonly code: 'numbers-torn';
			readonly file: string;
			readonly column: string;
			readonly text: string;
	  }
	/** A workbook that unpacks to more than can be read here. */
	| { readonly code: 'spreadsheet-large'; readonly file: string }
	/** A binary or encrypted workbook, or a zip of something else. */
	| { readonly code: 'spreadsheet-kind'; readonly file: string }
	| { readonly code: 'spreadsheet-broken'; readonly file: string; readonly detail: string }
	| {
			readonly code: 'quotes-broken';
			readonly file: string;
			readonly row: number;
			readonly detail: string;
	  }
	| { readonly code: 'xml-broken'; readonly file: string; readonly line: number }
	/** It declares entities or fetches some. */
	| { readonly code: 'xml-entities'; readonly file: string }
	| { readonly code: 'xml-deep'; readonly file: string; readonly most: number }
	| {
			readonly code: 'xml-too-large';
			readonly file: string;
			readonly megabytes: number;
			readonly most: number;
	  }
	| { readonly code: 'not-elan'; readonly file: string }
	/** Two time slots or two annotations have one id. */
	| { readonly code: 'elan-twice'; readonly file: string; readonly id: string }
	| { readonly code: 'elan-time'; readonly file: string; readonly text: string }
	/** `there` are the tiers that may have movements. */
	| {
			readonly code: 'tiers-missing';
			readonly file: string;
			readonly tiers: readonly string[];
			readonly there: readonly string[];
	  }
	| { readonly code: 'no-sheet'; readonly file: string }
	/** `there` are the sheets that it has. */
	| {
			readonly code: 'sheet-missing';
			readonly file: string;
			readonly sheet: string;
			readonly there: readonly string[];
	  }
	/** `there` are the headings that it has. */
	| {
			readonly code: 'columns-missing';
			readonly file: string;
			readonly sheet: string | null;
			readonly columns: readonly string[];
			readonly table: TableName;
			readonly there: readonly string[];
	  }
	/** `there` are the sheets that it has. */
	| {
			readonly code: 'naming-rule-missing';
			readonly file: string;
			readonly sheet: string;
			readonly there: readonly string[];
	  }
	/** Two indices of subjects are one person. */
	| {
			readonly code: 'naming-rule-clash';
			readonly file: string;
			readonly sheet: string;
			readonly row: number;
			readonly first: number;
			readonly second: number;
			readonly subject: string;
	  }
	| {
			readonly code: 'table-ambiguous';
			readonly file: string;
			readonly tables: readonly (TableName & { readonly dataset: string })[];
	  }
	/** `there` are the headings that it has. */
	| { readonly code: 'table-unknown'; readonly file: string; readonly there: readonly string[] }
	/** Of `fleeting-dataset.json`; `detail` is the sentence without its end. */
	| { readonly code: 'layout-wrong'; readonly file: string; readonly detail: string };

export class AnnotationError extends Error {
	readonly fault: AnnotationFault;

	constructor(fault: AnnotationFault, options?: { cause?: unknown }) {
		super(annotationFaultText(fault), options);
		this.name = 'AnnotationError';
		this.fault = fault;
	}
}

/** The file is a table, but of none of the known layouts: it may have nothing to do with movements. */
export class UnknownTableError extends AnnotationError {
	constructor(fault: AnnotationFault & { readonly code: 'table-unknown' }) {
		super(fault);
		this.name = 'UnknownTableError';
	}
}

/** One English sentence. */
function annotationFaultText(fault: AnnotationFault): string {
	const { file } = fault;
	switch (fault.code) {
		case 'file-empty':
			return `${file} is empty: export it again.`;
		case 'no-text':
			return `${file} is neither text nor a spreadsheet: export it again as .csv or .xlsx.`;
		case 'encoding-unsure':
			return `${file} does not say how its letters are encoded, and they may be ${fault.encodings.join(' or ')}: save it as UTF-8 (Excel: "CSV UTF-8"), or name the encoding with --encoding.`;
		case 'encoding-wrong':
			return `${file} is not ${fault.encoding}: name another encoding, or save it as UTF-8 (Excel: "CSV UTF-8").`;
		case 'numbers-unsure':
			return `${file}, column ${fault.column}: ${fault.text} may be ${fault.text.replace(/[.,]/g, '')} or ${fault.text.replace(',', '.')}, and nothing in the table tells which: write thousands without a sign, as ${fault.text.replace(/[.,]/g, '')}, or as many decimals as there are, but not three.`;
		case 'numbers-torn':
			return `${file}, column ${fault.column}: points and commas mean different things in different rows, as in ${fault.text}: write all numbers of the column alike.`;
		case 'spreadsheet-large':
			return `${file} unpacks to more than a table of annotations has: save the sheet that matters as .csv.`;
		case 'spreadsheet-kind':
			return `${file} is locked, or a kind of workbook that cannot be read here: save it as .xlsx without a password, or as .csv.`;
		case 'spreadsheet-broken':
			return `${file} cannot be opened as a spreadsheet (${fault.detail}): save it again as .xlsx or .csv.`;
		case 'quotes-broken':
			return `${file}, row ${fault.row}: ${fault.detail}; double the quotes inside a field.`;
		case 'xml-broken':
			return `${file} is damaged in line ${fault.line}: save it in ELAN again.`;
		case 'xml-entities':
			return `${file} brings entities of its own (a DOCTYPE), which no ELAN file has and which may be an attack: get the file from its coder again.`;
		case 'xml-deep':
			return `${file} has elements within each other more than ${fault.most} deep, which no ELAN file has: save it in ELAN again.`;
		case 'xml-too-large':
			return `${file} has ${fault.megabytes} million characters, of which ${fault.most} million are read at most: split it in ELAN, or export the tiers with movements alone.`;
		case 'not-elan':
			return `${file} is no ELAN file: it has no ANNOTATION_DOCUMENT.`;
		case 'elan-twice':
			return `${file} has ${fault.id} twice, so it cannot be told which one is meant: save it in ELAN again.`;
		case 'elan-time':
			return `${file} has the time '${fault.text}', which is none that ELAN writes: save it in ELAN again.`;
		case 'tiers-missing':
			return `${file} has no tier ${fault.tiers.join(', ')} that can have movements, only ${fault.there.join(', ') || 'none at all'}: check the name.`;
		case 'no-sheet':
			return `${file} has no sheet.`;
		case 'sheet-missing':
			return `${file} has no sheet ${fault.sheet}, only ${fault.there.join(', ')}.`;
		case 'columns-missing': {
			const where = fault.sheet === null ? file : `${file}, sheet ${fault.sheet}`;
			const there = fault.there.join(', ') || 'none';
			return `${where} has no column ${fault.columns.join(', ')}, which ${fault.table.title} has; found were: ${there}.`;
		}
		case 'naming-rule-missing':
			return `${file} has no sheet ${fault.sheet}, only ${fault.there.join(', ')}: without it nobody knows which person a row is about.`;
		case 'naming-rule-clash':
			return `${file}, sheet ${fault.sheet}, row ${fault.row}: the subjects ${fault.first} and ${fault.second} are both s${fault.subject}: correct one of them.`;
		case 'table-ambiguous': {
			const titles = fault.tables.map(({ title, dataset }) => `${title} (${dataset})`);
			return `${file} may be ${titles.join(' or ')}: say which one it is.`;
		}
		case 'table-unknown':
			return `${file} is no annotation file of a known data set: its columns are ${fault.there.join(', ') || 'none'}. Name the data set, or give a table of your own the columns clip, subject, onset, apex, offset, fps.`;
		case 'layout-wrong':
			return `${file}: ${fault.detail}.`;
	}
}
