/** How a round's movement has been looked at, on which its points depend. */
import type { Viewing, GameSpeed } from './game.ts';
import { slower } from './game.ts';

export class Looking {
	#look: Viewing = 'full';
	#shows = 0;
	/** Of those, plays of which a busy machine swallowed a part. */
	#swallowed = 0;

	/** The slowest so far, or by hand. */
	get look(): Viewing {
		return this.#look;
	}
	get yet(): boolean {
		return this.#shows > 0;
	}
	/** Plays that were seen whole; at least one. */
	get shows(): number {
		return Math.max(1, this.#shows - this.#swallowed);
	}

	played(speed: GameSpeed, swallowed: boolean): void {
		this.#look = this.#shows === 0 && this.#look !== 'hand' ? speed : slower(this.#look, speed);
		this.#shows += 1;
		if (swallowed) this.#swallowed += 1;
	}
	/** Nothing plays by itself; the first instant is shown. */
	startByHand(): void {
		this.#look = 'hand';
	}
	stepped(): void {
		this.#look = 'hand';
		this.#shows = Math.max(1, this.#shows);
	}
}
