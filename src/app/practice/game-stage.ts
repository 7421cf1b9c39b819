/** What a stage does for the game; `stage/stage.ts` is it, tests may bring another. */
import type { Closable } from '../../core/kernel/index.ts';
import type { ExplainedMovement, ReadyStage } from './stage/messages.ts';
import type { Shown } from './stage/playback.ts';
import { isFaithful } from './stage/playback.ts';

export interface GameStage extends Closable {
	readonly canvas: HTMLCanvasElement;
	readonly ready: Promise<ReadyStage>;
	play(speed: number, exaggeration?: number): Promise<Shown | null>;
	show(atMs: number, exaggeration?: number): void;
	explain(): Promise<ExplainedMovement>;
}

/** Plays that may be swallowed before the game says that this machine is too busy. */
const TRIES = 3;

/**
 * Plays until the display showed all of it, a few times at the most.
 *
 * @param wanted whether whoever asked still waits for it
 * @returns what the last play really showed
 */
export async function playFaithfully(
	stage: GameStage,
	speed: number,
	wanted: () => boolean,
): Promise<Shown | null> {
	let shown: Shown | null = null;
	for (let tried = 0; tried < TRIES; tried++) {
		shown = await stage.play(speed);
		if (!wanted() || shown === null || isFaithful(shown)) break;
	}
	return shown;
}

export function release(explained: ExplainedMovement): void {
	for (const name of ['onset', 'apex', 'offset', 'motion'] as const) explained[name].close();
}
