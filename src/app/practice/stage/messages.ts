/** Page <-> stage worker. Types only. */
import type { MomentOptions } from '../../../study/actor/index.ts';
import type { Shown, Times } from './playback.ts';

export interface OpenStage {
	readonly kind: 'open';
	readonly canvas: OffscreenCanvas;
	readonly width: number;
	readonly height: number;
	/** Who it is: 0..4. */
	readonly actor: number;
	readonly moment: MomentOptions;
}

export type StageCommand =
	| OpenStage
	/** `speed` of real time; `exaggeration` times the movement's strength. A play under way ends. */
	| {
			readonly kind: 'play';
			readonly id: number;
			readonly speed: number;
			readonly exaggeration: number;
	  }
	/** One instant, ms from the moment's start. Ends a play. */
	| { readonly kind: 'show'; readonly atMs: number; readonly exaggeration: number }
	| { readonly kind: 'explain' };

/** Where a point of the skin is at rest and at the apex; 0..1 of the picture. */
export interface Arrow {
	readonly x: number;
	readonly y: number;
	readonly toX: number;
	readonly toY: number;
}

export interface ExplainedMovement {
	readonly onset: ImageBitmap;
	readonly apex: ImageBitmap;
	readonly offset: ImageBitmap;
	/** The apex in dim grey, lit where the skin has moved. */
	readonly motion: ImageBitmap;
	readonly arrows: readonly Arrow[];
}

export interface ReadyStage extends Times {
	readonly apexMs: number;
}

export type StageReport =
	| { readonly kind: 'ready'; readonly times: ReadyStage }
	/** `shown` null: it was cut short. */
	| { readonly kind: 'played'; readonly id: number; readonly shown: Shown | null }
	| { readonly kind: 'explained'; readonly explained: ExplainedMovement }
	| { readonly kind: 'failed'; readonly detail: string };
