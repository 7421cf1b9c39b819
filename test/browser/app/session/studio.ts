/** The parts a screen finds in its context, around a desk of the test's own. */
import { Study, TriggerBus } from '../../../../src/app/experiment/index.ts';
import type { KioskParts } from '../../../../src/app/visit/index.ts';
import { Kiosk } from '../../../../src/app/visit/index.ts';
import { OfflineState } from '../../../../src/app/offline/index.ts';
import { Preferences } from '../../../../src/app/preferences/index.ts';
import type { Desk } from '../../../../src/app/desk/index.ts';
import type { Studio } from '../../../../src/app/studio/index.ts';
import { Appearance } from '../../../../src/app/preferences/index.ts';
import { Audit, auditLine } from '../../../../src/app/auditing/index.ts';
import { FileQueue } from '../../../../src/app/desk/index.ts';
import { LibraryError } from '../../../../src/files/library/index.ts';
import { Reviews } from '../../../../src/app/reviewing/index.ts';
import { Route } from '../../../../src/app/studio/index.ts';
import { SessionLibrary, VisitSessions } from '../../../../src/app/sessions/index.ts';
import { Traffic } from '../../../../src/app/offline/index.ts';

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
		desk,
		queue,
		library,
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
