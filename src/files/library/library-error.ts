/** What can go wrong with storage, by name; screens say it in words. */
export type LibraryCode =
	| 'absent' // no private file system: a private window, an old browser, a refusal
	| 'full' // the browser grants no more room
	| 'busy' // another tab has the session open for writing
	| 'missing' // deleted meanwhile
	| 'broken' // its files cannot be read
	| 'unkept' // nothing was kept of what was asked for
	| 'failed'; // anything else

export class LibraryError extends Error {
	readonly code: LibraryCode;
	readonly detail: string;

	constructor(code: LibraryCode, detail: string, options?: { cause?: unknown }) {
		super(`${code}: ${detail}`, options);
		this.name = 'LibraryError';
		this.code = code;
		this.detail = detail;
	}
}

const BY_NAME: Readonly<Record<string, LibraryCode>> = {
	QuotaExceededError: 'full',
	NoModificationAllowedError: 'busy',
	NotFoundError: 'missing',
	SecurityError: 'absent',
};

/** The error as one of the library's. */
export function asLibraryError(error: unknown): LibraryError {
	if (error instanceof LibraryError) return error;
	const name = error instanceof Error || error instanceof DOMException ? error.name : '';
	const detail = error instanceof Error ? error.message : String(error);
	return new LibraryError(BY_NAME[name] ?? 'failed', detail, { cause: error });
}
