/** Hands the parts that `main.ts` built down to the components. */
import { createContext } from 'svelte';
import type { Preferences, OfflineState } from '../offline/index.ts';
import type { Appearance } from './appearance.svelte.ts';
import type { Audit } from './audit.svelte.ts';
import type { Desk } from './desk.svelte.ts';
import type { FileQueue } from './file-queue.svelte.ts';
import type { Route } from './route.svelte.ts';
import type { Traffic } from './traffic.svelte.ts';

export interface Studio {
	readonly desk: Desk;
	readonly queue: FileQueue;
	readonly audit: Audit;
	readonly route: Route;
	readonly traffic: Traffic;
	readonly offline: OfflineState;
	readonly preferences: Preferences;
	readonly appearance: Appearance;
}

export const [getStudio, setStudio] = createContext<Studio>();
