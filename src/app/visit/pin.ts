/**
 * The PIN that staff leave the kiosk by. It keeps visitors in and is no protection against anybody
 * who can use developer tools or read the address the kiosk was started with.
 *
 * Kept  salted and stretched (PBKDF2), never as it is
 */
import type { KeptPin } from './kept.ts';

const ROUNDS = 210_000;

export async function keepPin(pin: string): Promise<KeptPin> {
	const salt = crypto.getRandomValues(new Uint8Array(16));
	return { salt: hex(salt), hash: await stretch(pin, salt) };
}

export const isPin = async (tried: string, kept: KeptPin): Promise<boolean> =>
	(await stretch(tried, bytes(kept.salt))) === kept.hash;

async function stretch(pin: string, salt: Uint8Array<ArrayBuffer>): Promise<string> {
	const text = new TextEncoder().encode(pin);
	const key = await crypto.subtle.importKey('raw', text, 'PBKDF2', false, ['deriveBits']);
	const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS };
	return hex(new Uint8Array(await crypto.subtle.deriveBits(how, key, 256)));
}

const hex = (some: Uint8Array): string =>
	Array.from(some, (byte) => byte.toString(16).padStart(2, '0')).join('');
const bytes = (text: string): Uint8Array<ArrayBuffer> =>
	Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));

/** Wrong tries in a row before it must be waited for. */
const FREE_TRIES = 5;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 15 * 60_000;

/** How often a PIN may be tried: five times, then half a minute, doubling with each further miss. */
export class TryLimit {
	#missed = 0;
	#lockedUntil = -Infinity;
	readonly #now: () => number;

	/** `now`: ms of a clock that never goes back. */
	constructor(now: () => number) {
		this.#now = now;
	}

	/** Until the next try is allowed, ms; 0: now. */
	get waitMs(): number {
		return Math.max(0, this.#lockedUntil - this.#now());
	}

	missed(): void {
		this.#missed += 1;
		const over = this.#missed - FREE_TRIES;
		if (over < 0) return;
		this.#lockedUntil = this.#now() + Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** over);
	}

	hit(): void {
		this.#missed = 0;
		this.#lockedUntil = -Infinity;
	}
}
