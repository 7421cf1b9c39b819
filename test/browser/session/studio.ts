/** The parts a screen finds in its context, around a desk of the test's own. */
import { OfflineState, Preferences } from '../../../src/offline/index.ts';
import type { Desk, Studio } from '../../../src/session/index.ts';
import {
	Appearance,
	Audit,
	FileQueue,
	Route,
	Traffic,
	auditLine,
} from '../../../src/session/index.ts';

export const studioOf = (desk: Desk): Studio => ({
	desk,
	queue: new FileQueue(desk),
	audit: new Audit(auditLine(desk)),
	route: new Route(window),
	traffic: new Traffic(),
	offline: new OfflineState([]),
	preferences: new Preferences(null),
	appearance: new Appearance(new Preferences(null), document.documentElement),
});
