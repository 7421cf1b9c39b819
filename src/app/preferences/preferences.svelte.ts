/**
 * Choices kept for the next visit, as text in the browser's storage; losing them is no failure.
 *
 * In    preferences as rooms declare them; another tab's changes (`reread`)
 * Out   their values, reactively: who reads one is run again when it changes
 * Rule  a value that its schema does not take is as if never chosen; it is removed, and `fallenBack` says so
 */
import * as v from 'valibot';
import type { Preference } from './preference.ts';

const PREFIX = 'fleeting/';

interface Held {
	/** What the storage had when `value` was read from it or written to it. */
	readonly text: string | null;
	readonly value: unknown;
}

export class Preferences {
	readonly #storage: Storage | null;
	/** By key. A value that could not be written holds for this visit, until another tab writes one. */
	readonly #held = new Map<string, Held>();
	#changes = $state(0);
	#fallenBack = $state.raw<readonly string[]>([]);

	/** `storage`: null where the browser refuses it. */
	constructor(storage: Storage | null) {
		this.#storage = storage;
	}

	/** Keys of what could not be read in this visit and was reset. */
	get fallenBack(): readonly string[] {
		return this.#fallenBack;
	}

	get<Value>(wanted: Preference<Value>): Value {
		void this.#changes;
		const text = this.#read(wanted.key);
		const held = this.#held.get(wanted.key);
		if (held !== undefined && held.text === text) return held.value as Value;
		const value = text === null ? wanted.fallback : this.#understood(wanted, text);
		this.#held.set(wanted.key, { text, value });
		return value;
	}

	set<Value>(chosen: Preference<Value>, value: NoInfer<Value>): void {
		try {
			this.#storage?.setItem(PREFIX + chosen.key, JSON.stringify(value));
		} catch {
			// Full or blocked: the choice holds for this visit only.
		}
		this.#held.set(chosen.key, { text: this.#read(chosen.key), value });
		this.#changes += 1;
	}

	/** As if it had never been chosen. */
	reset<Value>({ key, fallback }: Preference<Value>): void {
		this.#remove(key);
		this.#held.set(key, { text: this.#read(key), value: fallback });
		this.#changes += 1;
	}

	/** For the page's `storage` event: another tab has chosen something. */
	readonly reread = (): void => {
		this.#changes += 1;
	};

	#understood<Value>({ key, schema, fallback }: Preference<Value>, text: string): Value {
		const read = v.safeParse(schema, parsed(text));
		if (read.success) return read.output;
		// Older versions wrote `null` for what was taken back.
		if (text !== 'null') this.#fallBack(key, text);
		return fallback;
	}

	#read(key: string): string | null {
		try {
			return this.#storage?.getItem(PREFIX + key) ?? null;
		} catch {
			return null; // blocked: as if never chosen
		}
	}

	#remove(key: string): void {
		try {
			this.#storage?.removeItem(PREFIX + key);
		} catch {
			// Blocked: nothing more can be done about it.
		}
	}

	/** A moment later: what reads may be a component that is being drawn, and must change nothing. */
	#fallBack(key: string, text: string): void {
		queueMicrotask(() => {
			if (this.#read(key) === text) this.#remove(key);
			if (!this.#fallenBack.includes(key)) this.#fallenBack = [...this.#fallenBack, key];
		});
	}
}

/** Undefined: no JSON. */
function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
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
