/**
 * Who was in the picture: which face was followed, who else was there and from when to when, where the
 * film was cut.
 *
 * Places are shares of the picture as it is shown, from its upper left corner.
 */
import type * as v from 'valibot';
import { count, field, finite, list, object, openName, text } from '../kernel/index.ts';
import { DIGITS, frameMoment, rounded } from './quantities.ts';

/** Faces by size or place in the picture as it is shown; a number counts from the left, from 1. */
export type FaceWish = 'largest' | 'left' | 'right' | number;

/** One person of a film that was looked through before: from when to when and where. */
export interface PersonSpan {
	/** From 1, in order of their first frame, then from the left. */
	readonly person: number;
	readonly fromMs: number;
	readonly toMs: number;
	/** At the first frame; 0..1 of the picture. */
	readonly place: FacePlace;
}

/** Which face is followed. */
export type FaceChoice = FaceWish | PersonSpan;

const place = rounded(finite, DIGITS.share);

const facePlace = object({
	x: field(place, '0..1', 'left edge of the face, share of the picture’s width'),
	y: field(place, '0..1', 'upper edge, share of its height'),
	width: field(place, '0..1', 'width, share of the picture’s width'),
	height: field(place, '0..1', 'height, share of its height'),
});

export type FacePlace = v.InferOutput<typeof facePlace>;

const followedFace = object({
	person: field(
		count,
		'count',
		'number of the person, by place and overlap, unique in the record; a cut ends it',
	),
	frame: field(count, 'frame', 'frame from which on this face was followed'),
	ms: field(frameMoment, 'ms', '... its time'),
	why: field(
		openName<'first' | 'cut' | 'other' | 'again'>(),
		'',
		'first: the first face; cut: chosen anew after a cut; other: somebody else, or the same person at another place; again: at the same place after more than half a second without a face, where it may be somebody else too. From each of them on, nothing learnt of the face before counts',
	),
	place: facePlace,
});

export type FollowedFace = v.InferOutput<typeof followedFace>;

const otherFace = object({
	person: field(count, 'count', 'number of a person who was there beside the followed one'),
	fromFrame: field(count, 'frame', 'first frame in which that face was seen'),
	fromMs: field(frameMoment, 'ms', '... its time; others are looked for twice a second'),
	toFrame: field(count, 'frame', 'last frame in which it was seen'),
	toMs: field(frameMoment, 'ms', '... its time'),
	side: field(
		openName<'left' | 'right'>(),
		'',
		'left or right of the followed face in the picture as it is shown',
	),
	place: facePlace,
});

const sceneCut = object({
	frame: field(count, 'frame', 'first frame after a cut'),
	ms: field(frameMoment, 'ms', '... its time'),
});

export type SceneCut = v.InferOutput<typeof sceneCut>;

/** Of a session; grows while it runs. */
export const facesRecordSchema = object({
	choice: field(
		text,
		'',
		'which face was to be followed: largest, left, right (of the picture as it is shown), a number counted from the left, or "person N" where every person has a record of their own',
	),
	followed: list(followedFace),
	others: list(otherFace),
	cuts: list(sceneCut),
});

export type FacesRecord = v.InferOutput<typeof facesRecordSchema>;

const PERSON = /^person (\d+)$/;

/** Whom a record is about that is one of several of its film; null: it is the film's only one. */
export const onlyPerson = (faces: FacesRecord | null | undefined): number | null => {
	const found = PERSON.exec(faces?.choice ?? '');
	return found === null ? null : Number(found[1]);
};

/** Who was followed in a frame, by number; null where nobody noted faces. */
export const personAt = (faces: FacesRecord | null | undefined, frame: number): number | null =>
	onlyPerson(faces) ?? faces?.followed.findLast((each) => each.frame <= frame)?.person ?? null;

/** As the record has it. */
export const choiceText = (choice: FaceChoice): string =>
	typeof choice === 'object' ? `person ${choice.person}` : String(choice);
