/**
 * Why a coded movement was left out of an audit: codes with what they are about, and the English
 * sentence of each. Files and terminals get the sentence; screens make their own from the code. Pure.
 */

export type LeftOut =
	/** No clip of that name was chosen. */
	| { readonly code: 'clip-missing'; readonly clip: string }
	/** `ids` are the paths of up to three of them. */
	| {
			readonly code: 'clip-ambiguous';
			readonly clip: string;
			readonly count: number;
			readonly ids: readonly string[];
	  }
	/** None of its frames, `onset` to `end`, is among the pictures of the clip. */
	| {
			readonly code: 'pictures-elsewhere';
			readonly onset: number;
			readonly end: number;
			readonly first: number;
			readonly last: number;
	  }
	| { readonly code: 'clip-unmeasured' }
	/** Fewer than two frames. */
	| { readonly code: 'clip-too-short' }
	| {
			readonly code: 'frame-outside';
			readonly frame: number;
			readonly first: number;
			readonly last: number;
	  }
	/** Frames of onset, apex and offset, as far as they were coded. */
	| { readonly code: 'out-of-order'; readonly frames: readonly number[] }
	/** So few frames around `onset` to `end` have a face. */
	| {
			readonly code: 'face-missing';
			readonly onset: number;
			readonly end: number;
			readonly count: number;
	  }
	| { readonly code: 'no-course' };

/** One English sentence. */
export function leftOutText(why: LeftOut): string {
	switch (why.code) {
		case 'clip-missing':
			return `No clip called ${why.clip} was chosen.`;
		case 'clip-ambiguous':
			return `${why.count} clips are called ${why.clip} (${why.ids.join(', ')}): it could be any of them.`;
		case 'pictures-elsewhere':
			return `Its frames ${why.onset} to ${why.end} are not among the clip's pictures, ${why.first} to ${why.last}.`;
		case 'clip-unmeasured':
			return 'nothing in its clip could be measured.';
		case 'clip-too-short':
			return 'The clip has fewer than two frames.';
		case 'frame-outside':
			return `Frame ${why.frame} is not in the clip, which has frames ${why.first} to ${why.last}.`;
		case 'out-of-order':
			return `Onset, apex and offset are out of order (${why.frames.join(', ')}).`;
		case 'face-missing':
			return `Too few frames around frames ${why.onset} to ${why.end} show a face (${why.count}).`;
		case 'no-course':
			return 'No rise and fall fits between the coded frames within reach.';
	}
}
