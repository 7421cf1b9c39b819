/** Hands the parts that `main.ts` built down to the components. */
import { createContext } from 'svelte';
import type { Study, TriggerBus } from '../experiment/index.ts';
import type { Kiosk } from '../kiosk/index.ts';
import type { Preferences, OfflineState } from '../offline/index.ts';
import type { Appearance } from './appearance.svelte.ts';
import type { Audit } from './audit.svelte.ts';
import type { Desk } from './desk.svelte.ts';
import type { FileQueue } from './file-queue.svelte.ts';
import type { Reviews } from './review/reviews.svelte.ts';
import type { VisitSessions } from './review/visit-sessions.ts';
import type { SessionLibrary } from './library.svelte.ts';
import type { Route } from './route.svelte.ts';
import type { Traffic } from './traffic.svelte.ts';

export interface Studio {
	readonly desk: Desk;
	readonly queue: FileQueue;
	readonly audit: Audit;
	readonly reviews: Reviews;
	readonly visit: VisitSessions;
	readonly library: SessionLibrary;
	readonly route: Route;
	readonly traffic: Traffic;
	readonly offline: OfflineState;
	readonly preferences: Preferences;
	readonly appearance: Appearance;
	readonly study: Study;
	readonly bus: TriggerBus;
	readonly kiosk: Kiosk;
}

export const [getStudio, setStudio] = createContext<Studio>();
