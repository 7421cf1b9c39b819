/** Page <-> actor worker. Types only. */
import type { ScriptOptions } from '../script.ts';

/** What is played: the looping default, the fixed proof, or a script of one's own. */
export type ActorShow = 'demo' | 'proof' | ScriptOptions;

/** First message; `control` carries everything after it, `frames` the frames to the line. */
export interface ActorOpen {
	readonly control: MessagePort;
	readonly frames: MessagePort;
	/** Shows what is drawn; null: nobody looks. */
	readonly canvas: OffscreenCanvas | null;
	/** The most pictures a second that are shown there; null: all. The line gets all of them. */
	readonly shownFps: number | null;
	readonly width: number;
	readonly height: number;
	readonly fps: number;
	readonly seed: number;
	/** Address of the seed's portrait, painted before and packed with gzip; null: it is painted. */
	readonly portrait: string | null;
	readonly show: ActorShow;
	readonly loop: boolean;
	/** Wait for the wall clock, or only for the line. */
	readonly realTime: boolean;
}

export type ActorCommand = { readonly kind: 'pause' | 'resume' | 'close' };

export type ActorReport =
	/** The face is drawn, frames begin. */
	| { readonly kind: 'began' }
	/** Actor seconds per wall second, over the last second. */
	| { readonly kind: 'pace'; readonly pace: number }
	/** The script is over. */
	| { readonly kind: 'ended' }
	| { readonly kind: 'failed'; readonly detail: string };
