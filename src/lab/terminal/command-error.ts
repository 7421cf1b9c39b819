/** A failure of a command whose message is one sentence for the person at the keyboard. */
export class CommandError extends Error {
	constructor(sentence: string, options?: { cause?: unknown }) {
		super(sentence, options);
		this.name = 'CommandError';
	}
}
