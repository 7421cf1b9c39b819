/**
 * Whether somebody is in front of the kiosk: when they last acted, and when a face was last seen.
 *
 * Time  ms on the kiosk's own clock
 */
import type { KioskProfile } from './profile.ts';

/**
 * Without a face and without an act for this long while a face is measured, somebody has left: whoever
 * steps in next has not agreed, and must not see who was there before.
 */
const GONE_MS = 8_000;
/** A face alone (a poster, a sleeper) keeps a visit open this many times longer than no act does elsewhere. */
const FACE_ALONE = 8;

type Patience = Pick<KioskProfile, 'idleS'>;

const idleMs = ({ idleS }: Patience): number => idleS * 1000;

/** So soon a visitor is asked for whose face has gone. */
export const goneAfterMs = (patience: Patience): number => Math.min(GONE_MS, idleMs(patience));

export class Presence {
	#actAt = 0;
	#faceAt = 0;

	/** Somebody touched, moved or typed. */
	acted(now: number): void {
		this.#actAt = now;
	}

	/** A face was in the picture. */
	showed(now: number): void {
		this.#faceAt = now;
	}

	/** Somebody is there for certain: counting begins anew. */
	came(now: number): void {
		this.#actAt = this.#faceAt = now;
	}

	actedSince(then: number): boolean {
		return this.#actAt > then;
	}

	/** Nobody acted for as long as the profile waits: where no face is measured. */
	isIdle(now: number, patience: Patience): boolean {
		return now - this.#actAt >= idleMs(patience);
	}

	/** Where a face is measured: it has gone, or it is one that never does anything. */
	isGone(now: number, patience: Patience): boolean {
		const acts = now - this.#actAt;
		const away = Math.min(acts, now - this.#faceAt);
		return away >= goneAfterMs(patience) || acts >= FACE_ALONE * idleMs(patience);
	}
}
