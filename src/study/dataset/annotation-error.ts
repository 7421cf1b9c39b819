/** A file of annotations that cannot be read at all; the message is one sentence with the way out. */
export class AnnotationError extends Error {
	constructor(sentence: string, options?: { cause?: unknown }) {
		super(sentence, options);
		this.name = 'AnnotationError';
	}
}

/** The file is a table, but of none of the known layouts: it may have nothing to do with movements. */
export class UnknownTableError extends AnnotationError {
	constructor(sentence: string) {
		super(sentence);
		this.name = 'UnknownTableError';
	}
}
