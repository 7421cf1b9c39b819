/** A file of annotations that cannot be read at all; the message is one sentence with the way out. */
export class AnnotationError extends Error {
	constructor(sentence: string, options?: { cause?: unknown }) {
		super(sentence, options);
		this.name = 'AnnotationError';
	}
}
