/** The parts a screen finds in its context, around a desk of the test's own. */
import { OfflineState, Preferences } from '../../../src/offline/index.ts';
import type { Desk, Studio } from '../../../src/session/index.ts';
import {
	Appearance,
	Audit,
	FileQueue,
	Route,
	LibraryError,
	SessionLibrary,
	auditLine,
} from '../../../src/session/index.ts';

/** A window that keeps nothing: tests that record open a library of their own. */
const closedShelf = {
	record: () => {},
	buffer: (bytes: number) => new ArrayBuffer(bytes),
	configure: () => {},
	ask: () => Promise.reject(new LibraryError('absent', 'a test')),
	close: () => {},
};

export const studioOf = (desk: Desk): Studio => ({
	desk,
	queue: new FileQueue(desk),
	audit: new Audit(auditLine(desk)),
	library: new SessionLibrary({
		open: () => closedShelf,
		...{ preferences: new Preferences(null), desk },
	}),
	route: new Route(window),
	offline: new OfflineState([]),
	preferences: new Preferences(null),
	appearance: new Appearance(new Preferences(null), document.documentElement),
});
