/** Saves the session under review, with everything that people said about it. */
import type { SaveFormat, SessionLibrary } from '../sessions/index.ts';
import { saveWhole, wholeSession } from '../sessions/index.ts';
import type { SessionReview } from './session-review.svelte.ts';

export async function saveReviewed(
	{ opened, book }: SessionReview,
	format: SaveFormat['id'],
	library: SessionLibrary,
): Promise<void> {
	await book.settled();
	const { stored, record, signals } = opened;
	if (book.status === 'saved' && library.sessions.some(({ id }) => id === stored.id)) {
		await library.export([stored.id], format);
		return;
	}
	const labeled = { ...record, labels: book.labels };
	await saveWhole([wholeSession(labeled, signals.count > 0 ? signals : null, opened)], format);
}
