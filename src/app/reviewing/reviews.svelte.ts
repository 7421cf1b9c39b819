/**
 * Which session is under review. It stays open while the person looks at other workspaces.
 *
 * Owns   the open review; of those that were closed, the labels until they are saved
 */
import { tick } from 'svelte';
import type { Closable } from '../../core/kernel/index.ts';
import * as v from 'valibot';
import type { OpenedSession } from '../../files/library/index.ts';
import type { Preferences } from '../preferences/index.ts';
import { preference } from '../preferences/index.ts';
import { SessionReview } from './session-review.svelte.ts';

/** Who labels movements. */
const CODER = preference({ key: 'coder', schema: v.string(), fallback: '' });

export class Reviews implements Closable {
	#current = $state.raw<SessionReview | null>(null);
	/** Closed, with labels that are not saved yet. */
	#left = $state.raw<readonly SessionReview[]>([]);
	readonly #leaving = new Set<Promise<void>>();
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
			coder: this.#preferences.get(CODER),
			rememberCoder: (coder) => this.#preferences.set(CODER, coder),
		});
		return this.#current;
	}

	/** Labels that wait to be saved are saved all the same. */
	close(): void {
		const review = this.#current;
		if (review === null) return;
		review.close();
		this.#current = null;
		this.#left = [...this.#left, review];
		this.#leave(review);
	}

	/** Closed, and their labels could not be saved. */
	get unsaved(): readonly SessionReview[] {
		return this.#left.filter(({ book }) => book.status === 'failed');
	}

	readonly saveAgain = (review: SessionReview): void => {
		review.book.saveAgain();
		this.#leave(review);
	};

	/**
	 * Before a kept session is opened again, so that its newest labels are read; those that could not be
	 * saved are tried once more. False: they still cannot be, and what is kept is older.
	 */
	readonly savedAll = async (id: string): Promise<boolean> => {
		const ofIt = ({ opened }: SessionReview): boolean => opened.stored.id === id;
		await Promise.all(this.#leaving);
		for (const review of this.unsaved.filter(ofIt)) this.saveAgain(review);
		await Promise.all(this.#leaving);
		return !this.unsaved.some(ofIt);
	};

	#leave(review: SessionReview): void {
		const leaving = (async () => {
			await tick(); // fields that go away hand over what was typed last
			await review.book.settled();
			if (review.book.status !== 'failed') {
				this.#left = this.#left.filter((each) => each !== review);
			}
		})();
		this.#leaving.add(leaving);
		void leaving.finally(() => this.#leaving.delete(leaving));
	}
}
