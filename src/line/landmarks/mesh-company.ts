/**
 * Who is followed, where a tracker gives the meshes of all faces in every frame.
 *
 * In    boxes of the meshes, and planes of the whole frame
 * Out   which of them is the followed face; the tracker's news
 */
import type { FaceChoice } from '../../core/record/index.ts';
import type { Planes } from '../camera/worker/index.ts';
import { FaceCompany } from './face-company.ts';
import type { FaceNews } from './face-news.ts';
import { othersOf, placeOf } from './face-news.ts';
import type { FaceBox, FaceRegion } from './face-region.ts';
import { regionOfBox } from './face-region.ts';
import { SceneWatch } from './scene-watch.ts';

/** As our own tracker looks round. */
const LOOK_ROUND_MS = 500;
const LOOK_AGAIN_MS = 100;

export class MeshCompany {
	readonly #company = new FaceCompany();
	readonly #scene = new SceneWatch();
	#region: FaceRegion | null = null;
	#followed = false;
	#lookedRoundAt = -Infinity;
	#width = 0;
	#height = 0;
	readonly news: FaceNews = {
		cut: false,
		taken: null,
		lookedRound: false,
		revision: 0,
		others: () => othersOf(this.#company.companions, this.#width, this.#height),
	};

	begin(choice: FaceChoice): void {
		this.#company.begin(choice);
		this.#scene.reset();
		this.#region = null;
		this.#followed = false;
		this.#lookedRoundAt = -Infinity;
		this.#width = this.#height = 0;
	}

	/** Index of the followed face; -1: it is not among them. */
	choose(boxes: readonly FaceBox[], planes: Planes, at: number): number {
		const { news } = this;
		news.cut = news.lookedRound = false;
		news.taken = null;
		this.#resize(planes);
		const before = this.#followed;
		let face = before ? this.#company.goesOn(boxes) : null;
		if (this.#region !== null) {
			const there = this.#scene.likenessThere(planes, this.#region);
			const along = face === null ? there : this.#scene.likenessAlong(planes, regionOfBox(face));
			const alike = Math.max(there, along);
			news.cut = this.#scene.suspects(alike) && this.#scene.isCut(planes, alike, face !== null);
		}
		if (news.cut) {
			this.#company.cut();
			face = null;
		}
		// A frame without a face lies between two of them, but after a cut, of which the line is told.
		if (face === null && (!before || news.cut)) face = this.#takeUp(boxes, at);
		this.#followed = face !== null;
		if (face !== null) {
			this.#company.follow(face, at);
			this.#region = regionOfBox(face);
		}
		this.#lookRound(boxes, planes, at, face);
		if (this.#region !== null) this.#scene.keep(planes, this.#region);
		return face === null ? -1 : boxes.indexOf(face);
	}

	#takeUp(boxes: readonly FaceBox[], at: number): FaceBox | null {
		const nth = Math.max(1, this.#company.countFromLeft);
		const face = this.#company.candidates(boxes, at)[nth - 1] ?? null;
		if (face === null) return null;
		const taken = this.#company.takeUp(face, at);
		this.news.taken = taken && { ...taken, place: placeOf(face, this.#width, this.#height) };
		return face;
	}

	#lookRound(
		boxes: readonly FaceBox[],
		planes: Planes,
		at: number,
		followed: FaceBox | null,
	): void {
		const every = this.#company.unsettled ? LOOK_AGAIN_MS : LOOK_ROUND_MS;
		if (followed !== null && !this.news.cut && at - this.#lookedRoundAt < every) return;
		this.#lookedRoundAt = at;
		this.#company.look(boxes, at, followed);
		this.#scene.keepWhole(planes);
		this.news.lookedRound = true;
		this.news.revision = this.#company.revision;
	}

	#resize({ width, height }: Planes): void {
		if (width === this.#width && height === this.#height) return;
		this.#width = width;
		this.#height = height;
		this.#company.resize(width, height);
		this.#scene.reset();
		this.#region = null;
		this.#followed = false;
	}
}
