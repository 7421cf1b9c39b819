/** What a person chose before a game; speed and stepping by hand belong to the game's state. */
import type { Mode, MovementLength } from './rounds.ts';

export interface Wishes {
	readonly mode: Mode;
	readonly level: number;
	readonly length: MovementLength;
}
