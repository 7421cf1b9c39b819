/** What a kiosk is made of. */
import type { Audit } from '../auditing/index.ts';
import type { Desk, FileQueue } from '../desk/index.ts';
import type { Study, TriggerBus } from '../experiment/index.ts';
import type { OfflineState } from '../offline/index.ts';
import type { Appearance, Preferences } from '../preferences/index.ts';
import type { VisitStore } from './wipe.ts';

export interface KioskParts {
	readonly desk: Desk;
	readonly queue: FileQueue;
	readonly audit: Audit;
	readonly study: Study;
	readonly bus: TriggerBus;
	readonly offline: OfflineState;
	readonly preferences: Preferences;
	readonly appearance: Appearance;
	readonly store: VisitStore | null;
	readonly root: ParentNode;
	/** Loads the page anew. */
	readonly reload: () => void;
	/** Staff left: a reload is no kiosk any more. */
	readonly left: () => void;
	/** Ms since 1970. */
	readonly now: () => number;
}
