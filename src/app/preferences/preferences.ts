import type { StudyPlan } from '../experiment/index.ts';
import type { KeptPin } from '../visit/index.ts';

/** Choices kept for the next visit, in `localStorage`; losing them is no failure. */
export interface Choices {
	theme: 'system' | 'light' | 'dark';
	/** Tag of the language people chose. */
	language: string;
	cameraId: string;
	falseAlarmsPerMinute: number;
	readingCoverage: number;
	/** How Live shows the picture. */
	fit: 'fill' | 'whole';
	noticeVersionSeen: number;
	/** Who labels movements in Review. */
	coder: string;
	/** Single letters and digits are shortcuts. */
	letterKeys: boolean;
	/** The study that was open, or channels that were switched on without one. */
	study: { readonly plan: StudyPlan; readonly open: boolean } | null;
	kioskPin: KeptPin | null;
	/** When the kiosk last had somebody to forget (ISO 8601); null once that is done. */
	kioskUnwiped: string | null;
	/** Reloads after errors, to space them out. */
	kioskReloads: { readonly count: number; readonly at: number };
	/** By camera; read by whoever knows what is in it. */
	calibrations: unknown;
	/** How much is kept of each session. */
	keep: 'nothing' | 'numbers' | 'pictures' | 'film';
	/** Days that sessions are kept; 0: until they are deleted. */
	keepDays: number;
	/** Counts of the practice game, as its room reads them; null: reset. */
	practiceTally: unknown;
}

const PREFIX = 'fleeting/';

export class Preferences {
	readonly #storage: Storage | null;

	/** `storage`: null where the browser refuses it. */
	constructor(storage: Storage | null) {
		this.#storage = storage;
	}

	get<Name extends keyof Choices>(name: Name): Choices[Name] | null {
		try {
			const text = this.#storage?.getItem(PREFIX + name) ?? null;
			return text === null ? null : (JSON.parse(text) as Choices[Name]);
		} catch {
			return null; // blocked or damaged: as if never chosen
		}
	}

	set<Name extends keyof Choices>(name: Name, value: Choices[Name]): void {
		try {
			this.#storage?.setItem(PREFIX + name, JSON.stringify(value));
		} catch {
			// Full or blocked: the choice holds for this visit only.
		}
	}
}

/** The page's own storage, or null where even asking throws (blocked cookies). */
export function pageStorage(): Storage | null {
	try {
		return globalThis.localStorage;
	} catch {
		return null;
	}
}
