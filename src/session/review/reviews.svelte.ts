/** Which session is under review. It stays open while the person looks at other workspaces. */
import type { Closable } from '../../kernel/index.ts';
import type { Preferences } from '../../offline/index.ts';
import type { OpenedSession } from '../../library/index.ts';
import { SessionReview } from './session-review.svelte.ts';

export class Reviews implements Closable {
	#current = $state.raw<SessionReview | null>(null);
	readonly #preferences: Preferences;

	constructor(preferences: Preferences) {
		this.#preferences = preferences;
	}

	get current(): SessionReview | null {
		return this.#current;
	}

	/** The one that was open is closed. */
	open(opened: OpenedSession): SessionReview {
		this.close();
		this.#current = new SessionReview({
			opened,
			coder: this.#preferences.get('coder') ?? '',
			rememberCoder: (coder) => this.#preferences.set('coder', coder),
		});
		return this.#current;
	}

	/** Labels that wait to be saved are saved all the same. */
	close(): void {
		this.#current?.close();
		this.#current = null;
	}
}
