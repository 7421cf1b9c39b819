/** What Node and the worker in Chromium that reads footage say to each other. Types only. */

import type { TrackerAssets } from '../../../line/landmarks/index.ts';

export type FootageOrder =
	| {
			readonly kind: 'prepare';
			readonly assets: TrackerAssets;
	  }
	| {
			/** A film, or one picture: that is a film of a single frame. */
			readonly kind: 'read-film' | 'read-picture';
			readonly file: File;
			/** Address that takes the frames: records (frame-record.ts), in order. */
			readonly deliverTo: string;
	  }
	| {
			/** A folder of pictures, as a film. */
			readonly kind: 'read-pictures';
			/** In any order; `names` has the order of time. */
			readonly files: readonly File[];
			readonly names: readonly string[];
			/** Frame numbers of `names`, increasing; what is missing is a gap in time. */
			readonly numbers: readonly number[];
			readonly fps: number;
			readonly deliverTo: string;
	  };

export type FootageAnswer =
	| { readonly kind: 'ready' }
	| {
			readonly kind: 'read';
			readonly width: number;
			readonly height: number;
			readonly frames: number;
			/** Pictures that could not be decoded. */
			readonly skipped: readonly { readonly name: string; readonly why: string }[];
	  }
	| { readonly kind: 'failed'; readonly why: string };
