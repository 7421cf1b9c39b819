/**
 * Who is who in a picture with several faces, by place and overlap alone: nobody is recognized.
 *
 * In    faces as the detector finds them, and where the followed one is
 * Out   which of them may be followed, in which order; everybody else, from when to when
 * Time  of frames, never a clock: the same frames give the same people
 * Rule  the followed face is never left for somebody who was known to be there beside it, until it has
 *       been away for two seconds; where a person chose a face, not even then
 */
import type { FaceChoice, FollowedFace, PersonSpan } from '../../core/record/index.ts';
import type { FaceBox } from './face-region.ts';
import { overlapOf } from './face-region.ts';

/** Somebody beside the followed one; boxes in frame pixels. */
export interface Companion {
	readonly person: number;
	readonly fromMs: number;
	toMs: number;
	/** Of the followed face, in the picture. */
	readonly side: 'left' | 'right';
	/** At `fromMs`, and when seen last. */
	readonly first: FaceBox;
	last: FaceBox;
}

export interface TakenUp {
	readonly person: number;
	readonly why: FollowedFace['why'];
}

/** Seen in one look only: not yet believed. */
interface Glimpse {
	readonly at: number;
	readonly box: FaceBox;
	readonly side: 'left' | 'right';
}

/** Faces overlap by more, or lie nearer than so many widths of a face: the same. */
const SAME_OVERLAP = 0.1;
const SAME_REACH = 0.75;
/** Boxes of detector and mesh overlap by more: one face. */
const FACE_OVERLAP = 0.3;
/** A lost face may have gone farther, widths a second, to so many widths at most. */
const REACH_PER_S = 1;
const FARTHEST_REACH = 1.75;
/** Away for longer than this it may be somebody else, also at the same place; as the line has it. */
const AGAIN_AFTER_MS = 500;
/** So long somebody who was there beside the lost one is not taken for it. */
const WAIT_MS = 2000;
/** Others not seen for so long have left. */
const LEFT_AFTER_MS = 1200;

export class FaceCompany {
	#choice: FaceChoice = 'largest';
	/** Where the followed face was last; null: not known, whoever fits the choice is followed. */
	#own: FaceBox | null = null;
	#ownAt = -Infinity;
	#person = 0;
	#people = 0;
	#afterCut = false;
	/** Of `PersonSpan`: was followed, and a cut has ended it. */
	#over = false;
	#glimpses: readonly Glimpse[] = [];
	#here: readonly Companion[] = [];
	#all: readonly Companion[] = [];
	#revision = 0;
	/** Of the picture. */
	#width = 0;
	#height = 0;

	/** Everybody beside the followed one so far, in order of first sight. */
	get companions(): readonly Companion[] {
		return this.#all;
	}
	/** Rises with every change of `companions`. */
	get revision(): number {
		return this.#revision;
	}
	/** Somebody was glimpsed: look again soon. */
	get unsettled(): boolean {
		return this.#glimpses.length > 0;
	}
	/** How many of the faces, from the left, must be confirmed before one is followed; 0: any. */
	get countFromLeft(): number {
		return this.#own === null && typeof this.#choice === 'number' ? this.#choice : 0;
	}

	begin(choice: FaceChoice): void {
		this.#choice = choice;
		this.#own = null;
		this.#ownAt = -Infinity;
		this.#person = 0;
		// In a record of their own people keep the number they have in the film.
		this.#people = typeof choice === 'object' ? choice.person - 1 : 0;
		this.#afterCut = this.#over = false;
		this.#glimpses = this.#here = this.#all = [];
		this.#revision = 0;
	}

	/** Size of the picture, px; places mean nothing in one of another size. */
	resize(width: number, height: number): void {
		if (width === this.#width && height === this.#height) return;
		this.#width = width;
		this.#height = height;
		this.#forget();
	}

	/** Nobody after a cut is anybody before it. */
	cut(): void {
		this.#forget();
		this.#afterCut = this.#person > 0;
		this.#over = typeof this.#choice === 'object' && this.#person > 0;
	}

	/** The followed face is there. */
	follow(box: FaceBox, at: number): void {
		this.#own = box;
		this.#ownAt = at;
	}

	/** The one of `found` that the followed face has become; null: none. */
	goesOn<Face extends FaceBox>(found: readonly Face[]): Face | null {
		const own = this.#own;
		if (own === null) return null;
		const near = found.filter(
			(face) => isSame(own, face, SAME_REACH) && !this.#isCompanion(face, own),
		);
		return near.toSorted((a, b) => distanceOf(own, a) - distanceOf(own, b))[0] ?? null;
	}

	/** Whether what follows the face has gone over to somebody who is known to be beside it. */
	strayed(from: FaceBox, to: FaceBox): boolean {
		const stayed = overlapOf(from, to);
		return this.#here.some(({ last }) => overlapOf(last, to) > Math.max(stayed, SAME_OVERLAP));
	}

	/** Faces that may be followed from this frame on, the best first. */
	candidates<Face extends FaceBox>(found: readonly Face[], at: number): readonly Face[] {
		const choice = this.#choice;
		if (this.#own === null) {
			return typeof choice === 'object' ? this.#spanned(found, at, choice) : this.#wished(found);
		}
		const own = this.#own;
		const away = at - this.#ownAt;
		const reach = Math.min(FARTHEST_REACH, SAME_REACH + (REACH_PER_S * away) / 1000);
		const free = found.filter((face) => !this.#isCompanion(face, own));
		const near = free.filter((face) => isSame(own, face, reach));
		if (near.length > 0) return near.toSorted((a, b) => overlapOf(own, b) - overlapOf(own, a));
		if (typeof choice === 'object') return [];
		if (free.length > 0) return bySize(free);
		return choice === 'largest' && away >= WAIT_MS ? bySize(found) : [];
	}

	/** One of the candidates is followed from now on. Null: it is the same as before. */
	takeUp(box: FaceBox, at: number): TakenUp | null {
		const own = this.#own;
		const away = at - this.#ownAt;
		const reach = Math.min(FARTHEST_REACH, SAME_REACH + (REACH_PER_S * away) / 1000);
		const first = this.#person === 0;
		const companion = this.#here.find(({ last }) => isSame(last, box, SAME_REACH)) ?? null;
		const same = own !== null && companion === null && isSame(own, box, reach);
		this.follow(box, at);
		if (same && away <= AGAIN_AFTER_MS) return null;
		if (same) return { person: this.#person, why: 'again' };
		this.#person = companion?.person ?? ++this.#people;
		if (companion !== null) this.#here = this.#here.filter((each) => each !== companion);
		const why = first ? 'first' : this.#afterCut ? 'cut' : own === null ? 'again' : 'other';
		this.#afterCut = false;
		return { person: this.#person, why };
	}

	/** Everybody in the picture; `followed`: where the followed face is, if it is. */
	look(found: readonly FaceBox[], at: number, followed: FaceBox | null): void {
		this.#here = this.#here.filter(({ toMs }) => at - toMs <= LEFT_AFTER_MS);
		const own = followed ?? this.#own;
		// Before anybody was followed there is nobody beside them.
		if (own === null) return;
		const glimpses: Glimpse[] = [];
		const seen = new Set<Companion>();
		for (const face of found) {
			const known = this.#nearest(face, seen);
			// The followed face itself, or what may be it once it is found again.
			const itself =
				followed === null ? known === null && isSame(own, face, SAME_REACH) : isFace(face, own);
			if (itself) continue;
			if (known !== null) {
				known.last = boxOf(face);
				known.toMs = at;
				seen.add(known);
				this.#revision += 1;
				continue;
			}
			const side = middleOf(face) < middleOf(own) ? 'left' : 'right';
			const before = this.#glimpses.find(({ box }) => isSame(box, face, SAME_REACH));
			if (before === undefined) glimpses.push({ at, box: boxOf(face), side });
			else if (before.at === at) continue;
			else this.#believe(before, face, at);
		}
		this.#glimpses = glimpses;
	}

	#believe({ at: fromMs, box: first, side }: Glimpse, face: FaceBox, toMs: number): void {
		const person = ++this.#people;
		const companion: Companion = { person, fromMs, toMs, side, first, last: boxOf(face) };
		this.#here = [...this.#here, companion];
		this.#all = [...this.#all, companion];
		this.#revision += 1;
	}

	#nearest(face: FaceBox, taken: ReadonlySet<Companion>): Companion | null {
		let best: Companion | null = null;
		let least = Infinity;
		for (const each of this.#here) {
			if (taken.has(each) || !isSame(each.last, face, SAME_REACH)) continue;
			const apart = distanceOf(each.last, face);
			if (apart < least) {
				least = apart;
				best = each;
			}
		}
		return best;
	}

	#isCompanion(face: FaceBox, own: FaceBox): boolean {
		const known = this.#nearest(face, NOBODY);
		return known !== null && distanceOf(known.last, face) < distanceOf(own, face);
	}

	#wished<Face extends FaceBox>(found: readonly Face[]): readonly Face[] {
		if (this.#choice === 'largest') return bySize(found);
		const fromLeft = found.toSorted((a, b) => middleOf(a) - middleOf(b));
		return this.#choice === 'right' ? fromLeft.toReversed() : fromLeft;
	}

	/** The person of the span, from its first frame on. */
	#spanned<Face extends FaceBox>(
		found: readonly Face[],
		at: number,
		span: PersonSpan,
	): readonly Face[] {
		// Times have come through a document.
		if (this.#over || at < span.fromMs - 0.5 || at > span.toMs + 0.5) return [];
		const { x, y, width, height } = span.place;
		const w = this.#width;
		const h = this.#height;
		const place = { x: x * w, y: y * h, width: width * w, height: height * h };
		return found
			.filter((face) => isSame(place, face, SAME_REACH))
			.toSorted((a, b) => distanceOf(place, a) - distanceOf(place, b));
	}

	#forget(): void {
		this.#own = null;
		this.#glimpses = this.#here = [];
	}
}

const NOBODY: ReadonlySet<Companion> = new Set();

const boxOf = ({ x, y, width, height }: FaceBox): FaceBox => ({ x, y, width, height });
const middleOf = ({ x, width }: FaceBox): number => x + width / 2;
const bySize = <Face extends FaceBox>(found: readonly Face[]): readonly Face[] =>
	found.toSorted((a, b) => b.width - a.width);

const distanceOf = (a: FaceBox, b: FaceBox): number =>
	Math.hypot(middleOf(a) - middleOf(b), a.y + a.height / 2 - b.y - b.height / 2);

/** Whether the middle of `a` lies in `b`. */
function isWithin(a: FaceBox, b: FaceBox): boolean {
	const x = middleOf(a);
	const y = a.y + a.height / 2;
	return x > b.x && x < b.x + b.width && y > b.y && y < b.y + b.height;
}

/** Whether what the detector found is the face that the mesh lies on. */
const isFace = (found: FaceBox, followed: FaceBox): boolean =>
	isWithin(found, followed) || overlapOf(found, followed) > FACE_OVERLAP;

/** @param reach widths of a face */
const isSame = (a: FaceBox, b: FaceBox, reach: number): boolean =>
	overlapOf(a, b) > SAME_OVERLAP || distanceOf(a, b) < reach * Math.min(a.width, b.width);
