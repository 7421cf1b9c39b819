/** Hands the parts that `main.ts` built down to the components. */
import { createContext } from 'svelte';
import type { Study, TriggerBus } from '../experiment/index.ts';
import type { Kiosk } from '../visit/index.ts';
import type { Preferences } from '../preferences/index.ts';
import type { OfflineState } from '../offline/index.ts';
import type { Appearance } from '../preferences/index.ts';
import type { Audit } from '../auditing/index.ts';
import type { Desk } from '../desk/index.ts';
import type { FileQueue } from '../desk/index.ts';
import type { Reviews } from '../reviewing/index.ts';
import type { VisitSessions } from '../sessions/index.ts';
import type { SessionLibrary } from '../sessions/index.ts';
import type { Route } from './route.svelte.ts';
import type { Traffic } from '../offline/index.ts';

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
