/** What a tracker tells of who is in the picture, beside the mesh of the followed face. */
import type { FacePlace, FollowedFace } from '../../core/record/index.ts';
import type { Companion } from './face-company.ts';
import type { FaceBox } from './face-region.ts';

/** Somebody beside the followed face; places in shares of the picture. */
export interface OtherPerson {
	readonly person: number;
	/** Times of frames, both of which `lookedRound` said so of. */
	readonly fromMs: number;
	readonly toMs: number;
	readonly side: 'left' | 'right';
	readonly place: FacePlace;
}

export interface FaceNews {
	/** This frame is the first after a cut. */
	cut: boolean;
	/** A face is followed from this frame on that may be somebody else's than before. */
	taken: Omit<FollowedFace, 'frame' | 'ms'> | null;
	/** Others were looked for in this frame. */
	lookedRound: boolean;
	/** Rises with every change of `others`. */
	revision: number;
	/** Everybody else of the session so far, in order of first sight; made anew at every call. */
	others(): readonly OtherPerson[];
}

export function placeOf(box: FaceBox, width: number, height: number): FacePlace {
	return {
		x: box.x / width,
		y: box.y / height,
		width: box.width / width,
		height: box.height / height,
	};
}

export const othersOf = (
	companions: readonly Companion[],
	width: number,
	height: number,
): readonly OtherPerson[] =>
	companions.map(({ person, fromMs, toMs, side, first }) => ({
		person,
		fromMs,
		toMs,
		side,
		place: placeOf(first, width, height),
	}));
