/** A file that cannot be read back: one sentence that names the place, for people. */
export class ImportError extends Error {
	constructor(message: string, options?: { cause?: unknown }) {
		super(message, options);
		this.name = 'ImportError';
	}
}
