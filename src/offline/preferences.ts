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
	/** By camera; read by whoever knows what is in it. */
	calibrations: unknown;
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
