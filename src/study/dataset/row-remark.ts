/**
 * What an importer has to say about a row: that it became no record, or one with something amended.
 * A code with what was read, and the English sentence of each; screens make their own from the code.
 */
import type { KeyFrameName, RecordPlace } from '../../core/record/index.ts';

/** A row that became no record, or one that did with something amended. */
export interface RowRemark {
	readonly place: RecordPlace;
	/** `skipped`: no record; `amended`: the record stands, something in it was set aside. */
	readonly outcome: 'skipped' | 'amended';
	readonly why: RemarkReason;
	/** As the originals have it, such as a row of sums below the table: no fault. */
	readonly expected?: true;
}

/** A cell whose text cannot be taken for what its column is; `text` as it stands there. */
type UnreadCell =
	| 'subject-unread'
	| 'kind-unread'
	| 'fps-unread'
	| 'onset-unread'
	| 'apex-unread'
	| 'offset-unread'
	| 'apex-unsaid'
	| 'apex-other-unit'
	| 'offset-other-unit'
	| 'units-unread'
	| 'objective-unread'
	| 'emotion-id-unread';

export type RemarkReason =
	/** Neither a clip nor an onset. */
	| { readonly code: 'no-movement' }
	| { readonly code: 'clip-unnamed' }
	| { readonly code: UnreadCell; readonly text: string }
	/** The clip is named after the subject `named`; the row is about another. */
	| {
			readonly code: 'subject-differs';
			readonly clip: string;
			readonly named: string;
			readonly subject: string;
	  }
	| { readonly code: 'fps-missing' }
	/** It began before the film. */
	| { readonly code: 'onset-zero' }
	| { readonly code: 'onset-missing' }
	| { readonly code: 'apex-zero' }
	| { readonly code: 'onset-late'; readonly onset: number; readonly apex: number }
	/** The face did not return. */
	| { readonly code: 'offset-zero' }
	| { readonly code: 'offset-early'; readonly offset: number; readonly last: number }
	/** Frames of one column and a time of another that are more than a frame apart. */
	| {
			readonly code: 'frames-differ';
			readonly name: KeyFrameName;
			readonly frame: number;
			readonly ms: number;
	  }
	/** The emotion has the number of another one. */
	| { readonly code: 'emotion-differs'; readonly emotion: string; readonly numbered: string }
	| {
			readonly code: 'row-repeated' | 'row-recoded';
			readonly clip: string;
			readonly subject: string;
			readonly onset: number;
			/** Null: none was coded. */
			readonly offset: number | null;
			/** The one that stands. */
			readonly row: number;
	  }
	| {
			readonly code: 'two-subjects';
			readonly clip: string;
			readonly first: string;
			readonly firstRow: number;
			readonly second: string;
			readonly secondRow: number;
	  }
	/** Excel made a date of what was typed; what it shows was read. */
	| { readonly code: 'date-cell'; readonly column: string; readonly text: string }
	/** A formula that failed. */
	| { readonly code: 'error-cell'; readonly column: string; readonly text: string }
	/** Of a behavior's START and STOP, only one is there. */
	| { readonly code: 'state-unpaired'; readonly text: string }
	/** An ELAN annotation that is tied to no time. */
	| { readonly code: 'no-time' }
	/** An ELAN annotation whose tier depends on `tier`, and that belongs to nothing there. */
	| { readonly code: 'no-parent'; readonly id: string; readonly tier: string }
	| {
			readonly code: 'offset-before-onset';
			/** The annotation's, as the file has it. */
			readonly id: string;
			readonly onsetMs: number;
			readonly offsetMs: number;
	  }
	/** Below 0 in the film, which begins later than the annotations' clock. */
	| { readonly code: 'before-film'; readonly onsetMs: number; readonly film: string }
	| { readonly code: 'offset-before-apex'; readonly offsetMs: number; readonly apexMs: number }
	| {
			readonly code: 'apex-outside';
			readonly apexMs: number;
			readonly fromMs: number;
			readonly toMs: number;
	  }
	/** An ELAN annotation of a key frame that belongs to no movement. */
	| { readonly code: 'stray-key-frame' }
	| { readonly code: 'folder-unknown' }
	/** The first of `found` counts. */
	| {
			readonly code: 'folder-ambiguous';
			readonly folder: string;
			readonly found: readonly string[];
	  };

/** Of a key frame whose cell is no frame number. */
export const unreadFrame = (name: KeyFrameName, text: string): RemarkReason => ({
	code: `${name}-unread`,
	text,
});

const quoted = (text: string): string => (text === '' ? '(blank)' : `'${text}'`);

/** One English sentence, without its end: what is wrong, and with which value. */
export function remarkText(why: RemarkReason): string {
	switch (why.code) {
		case 'no-movement':
			return 'it has neither a clip nor an onset: a note, no movement';
		case 'clip-unnamed':
			return 'it names no clip';
		case 'subject-unread':
			return `the subject ${quoted(why.text)} is none`;
		case 'subject-differs':
			return `the clip ${why.clip} is of subject ${why.named}, but the row says ${why.subject}`;
		case 'kind-unread':
			return `the type ${quoted(why.text)} is neither micro nor macro`;
		case 'fps-missing':
			return 'it has no frame rate (fps), and none was given';
		case 'fps-unread':
			return `${quoted(why.text)} is no frame rate`;
		case 'onset-zero':
			return 'its onset is 0: it began before the film';
		case 'onset-unread':
			return `the onset ${quoted(why.text)} is no frame number`;
		case 'onset-missing':
			return 'it has no onset';
		case 'apex-unread':
			return `the apex ${quoted(why.text)} is no frame number; taken as missing`;
		case 'apex-unsaid':
			return `the apex ${quoted(why.text)} is missing`;
		case 'apex-other-unit':
			return `the apex ${quoted(why.text)} is in another unit than the onset; taken as missing`;
		case 'offset-other-unit':
			return `the offset ${quoted(why.text)} is in another unit than the onset; taken as missing`;
		case 'frames-differ':
			return `the ${why.name} is frame ${why.frame} and also ${why.ms} ms, more than a frame apart; the frames were taken`;
		case 'apex-zero':
			return 'the apex is 0; taken as missing';
		case 'offset-unread':
			return `the offset ${quoted(why.text)} is no frame number; taken as missing`;
		case 'onset-late':
			return `the onset ${why.onset} lies after the apex ${why.apex}`;
		case 'offset-zero':
			return 'the offset is 0: it did not return; taken as missing';
		case 'offset-early':
			return `the offset ${why.offset} lies before ${why.last}; taken as missing`;
		case 'units-unread':
			return `${quoted(why.text)} is no action unit; left out`;
		case 'objective-unread':
			return `${quoted(why.text)} is no objective class; left out`;
		case 'emotion-id-unread':
			return `the EmotionId ${quoted(why.text)} is none of 0 to 6`;
		case 'emotion-differs':
			return `the emotion '${why.emotion}' has the EmotionId of ${why.numbered}; the emotion counts`;
		case 'row-repeated':
		case 'row-recoded': {
			const how = why.code === 'row-repeated' ? 'repeats' : 'codes the same frames as';
			return `${why.clip} of ${why.subject}, frames ${why.onset} to ${why.offset ?? '?'}: it ${how} row ${why.row}`;
		}
		case 'two-subjects':
			return `${why.clip} is under two subjects, ${why.first} (row ${why.firstRow}) and ${why.second} (row ${why.secondRow}): correct one of them`;
		case 'date-cell':
			return `${why.column} is a date in the workbook; read as displayed, '${why.text}'`;
		case 'error-cell':
			return `${why.column} is an error in the workbook (${why.text}); taken as missing`;
		case 'state-unpaired':
			return `'${why.text}' starts or stops without the other`;
		case 'no-time':
			return 'the annotation is tied to no time';
		case 'no-parent':
			return `${why.id} belongs to no annotation of the tier ${why.tier}`;
		case 'offset-before-onset':
			return `${why.id} ends at ${why.offsetMs} ms, before it begins at ${why.onsetMs} ms`;
		case 'before-film':
			return `it begins at ${why.onsetMs} ms of ${why.film}, before that film does`;
		case 'offset-before-apex':
			return `the offset at ${why.offsetMs} ms lies before the apex at ${why.apexMs} ms`;
		case 'apex-outside':
			return `the apex at ${why.apexMs} ms lies outside of ${why.fromMs} to ${why.toMs} ms`;
		case 'stray-key-frame':
			return 'it belongs to no onset and lies in no interval';
		case 'folder-unknown':
			return 'its folder of pictures cannot be told';
		case 'folder-ambiguous':
			return `several folders are ${why.folder}: ${why.found.join(', ')}; the first counts`;
	}
}
