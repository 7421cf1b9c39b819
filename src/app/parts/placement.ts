/**
 * Where the picture lies on the stage: filling it edge to edge, or shown whole.
 *
 * Filling cuts something off; what is cut off is never the face. The picture moves with it, slowly and
 * only when it leaves the middle, and is made smaller where the face is too large for the stage.
 */

export type Fit = 'fill' | 'whole';

/** The face in the picture as it is shown: middle and height as shares of the picture. */
export interface Focus {
	readonly x: number;
	readonly y: number;
	readonly height: number;
}

export interface Size {
	readonly width: number;
	readonly height: number;
}

export interface Box extends Size {
	readonly left: number;
	readonly top: number;
}

/** Of the stage's height a face may take. */
const LARGEST_FACE = 0.8;
/** Where the middle of the face is to be, as a share of the stage's height: room for the tools below. */
const FACE_AT = 0.46;

export function placePicture(stage: Size, picture: Size, fit: Fit, focus: Focus | null): Box {
	const whole = Math.min(stage.width / picture.width, stage.height / picture.height);
	const cover = Math.max(stage.width / picture.width, stage.height / picture.height);
	const roomy =
		focus === null || focus.height <= 0
			? cover
			: (LARGEST_FACE * stage.height) / (focus.height * picture.height);
	const scale = fit === 'whole' ? whole : Math.max(whole, Math.min(cover, roomy));
	const width = picture.width * scale;
	const height = picture.height * scale;
	return {
		width,
		height,
		left: along(stage.width, width, 0.5, focus?.x ?? 0.5),
		top: along(stage.height, height, FACE_AT, focus?.y ?? FACE_AT),
	};
}

/** Start of a picture of this length so that `focus` comes to lie at `at`, with no gap at either end. */
function along(stage: number, picture: number, at: number, focus: number): number {
	if (picture <= stage) return (stage - picture) / 2;
	return Math.min(0, Math.max(stage - picture, stage * at - focus * picture));
}

/** So far, as a share of the picture, the face may leave the middle before the picture follows. */
const LET_GO = 0.07;
const ARRIVED = 0.01;
/** Of what is left of the way, a drawing goes this share. */
const PULL = 0.08;

/** Follows a face without trembling with it. */
export class FocusFollower {
	#focus: Focus | null = null;
	#moving = false;

	/** @param face null: no face, the picture stays */
	follow(face: Focus | null): Focus | null {
		if (face === null) return this.#focus;
		const now = this.#focus;
		if (now === null) return (this.#focus = face);
		const away = Math.hypot(face.x - now.x, face.y - now.y, (face.height - now.height) / 2);
		this.#moving = away > (this.#moving ? ARRIVED : LET_GO);
		if (!this.#moving) return now;
		return (this.#focus = {
			x: now.x + PULL * (face.x - now.x),
			y: now.y + PULL * (face.y - now.y),
			height: now.height + PULL * (face.height - now.height),
		});
	}
}
