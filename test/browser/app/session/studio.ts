/** The parts a screen finds in its context, around a desk of the test's own. */
import { Study, TriggerBus } from '../../../src/experiment/index.ts';
import type { KioskParts } from '../../../src/kiosk/index.ts';
import { Kiosk } from '../../../src/kiosk/index.ts';
import { OfflineState, Preferences } from '../../../src/offline/index.ts';
import type { Desk, Studio } from '../../../src/session/index.ts';
import {
	Appearance,
	Audit,
	FileQueue,
	LibraryError,
	Reviews,
	Route,
	SessionLibrary,
	VisitSessions,
	Traffic,
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

export function studioOf(desk: Desk, more: Partial<KioskParts> = {}): Studio {
	const preferences = more.preferences ?? new Preferences(null);
	const study = more.study ?? new Study(preferences);
	const queue = new FileQueue(desk);
	const library = new SessionLibrary({ open: () => closedShelf, preferences, desk });
	const parts = {
		...{ desk, queue, library },
		reviews: new Reviews(preferences),
		visit: new VisitSessions(desk, queue, library),
		audit: new Audit(auditLine(desk)),
		offline: new OfflineState([]),
		preferences,
		appearance: new Appearance(new Preferences(null), document.documentElement),
		study,
		bus: more.bus ?? new TriggerBus(desk, study),
	};
	const kiosk = new Kiosk({
		...parts,
		store: null,
		root: document,
		reload: () => {},
		left: () => {},
		now: () => Date.now(),
		...more,
	});
	return { ...parts, route: new Route(window), traffic: new Traffic(), kiosk };
}
