/**
 * Long motion from short tracks: pieces one after the other, crossfaded.
 *
 * A piece has its own tempo, size and side, so that a few minutes of people make hours.
 */
import type { Random } from '../../core/kernel/index.ts';
import { FACE_POINTS } from '../footage/index.ts';
import type { FaceParts } from './face-points.ts';
import { ramp } from './face-points.ts';
import type { Track } from './tracks.ts';
import { HEAD_FLOATS } from './tracks.ts';

/** How pieces are taken. */
export interface RunStyle {
	/** Ranges that are drawn from, uniformly. */
	readonly size: readonly [from: number, to: number];
	readonly tempo: readonly [from: number, to: number];
	/** Longest piece, s. */
	readonly longest: number;
}

interface Piece {
	readonly track: Track;
	/** In the film, and in the track, s. */
	readonly start: number;
	readonly length: number;
	readonly from: number;
	readonly tempo: number;
	readonly size: number;
	readonly mirrored: boolean;
}

/** Pieces overlap by so much, s. */
const FADE_S = 0.35;

export class Run {
	readonly #pieces: Piece[] = [];
	readonly #row = new Float64Array(2 * FACE_POINTS);

	constructor(
		tracks: readonly Track[],
		seconds: number,
		{ size, tempo, longest }: RunStyle,
		random: Random,
	) {
		for (let start = -FADE_S; start < seconds && tracks.length > 0;) {
			const track = tracks[random.index(tracks.length)]!;
			const pace = random.uniform(...tempo);
			const there = (track.frames - 1) / track.fps / pace;
			const length = Math.min(there, random.uniform(2.5 * FADE_S, longest));
			this.#pieces.push({
				track,
				start,
				length,
				from: random.uniform(0, there - length) * pace,
				tempo: pace,
				size: random.uniform(...size),
				mirrored: random.chance(0.5),
			});
			start += Math.max(FADE_S, length - FADE_S);
		}
	}

	get people(): string[] {
		return this.#pieces.map(({ track }) => track.person);
	}

	/** The head at a time, s, added to `out` [6]. */
	addHead(seconds: number, out: Float64Array): void {
		this.#each(seconds, (piece, place, share) => {
			this.#read(piece.track.head, HEAD_FLOATS, place);
			for (let i = 0; i < HEAD_FLOATS; i++) {
				// In the mirror, turns about the vertical and the line of sight and shifts across change sign.
				const sign = piece.mirrored && (i === 1 || i === 2 || i === 3) ? -1 : 1;
				out[i]! += share * sign * this.#row[i]!;
			}
		});
	}

	/** Displacements of a part of the face, weights [468], added to `out` [468, 2], IOD. */
	addSkin(
		seconds: number,
		weights: Float64Array,
		{ twins }: FaceParts,
		gain: number,
		out: Float64Array,
	): void {
		if (gain === 0) return;
		this.#each(seconds, (piece, place, share) => {
			this.#read(piece.track.skin, 2 * FACE_POINTS, place);
			for (let i = 0; i < FACE_POINTS; i++) {
				const weight = weights[i]! * share * gain;
				if (weight === 0) continue;
				const from = piece.mirrored ? twins[i]! : i;
				out[2 * i]! += (piece.mirrored ? -weight : weight) * this.#row[2 * from]!;
				out[2 * i + 1]! += weight * this.#row[2 * from + 1]!;
			}
		});
	}

	/** Where the eyes look, added to `out` [2], IOD. */
	addGaze(seconds: number, out: Float64Array): void {
		this.#each(seconds, (piece, place, share) => {
			this.#read(piece.track.gaze, 2, place);
			out[0]! += (piece.mirrored ? -share : share) * this.#row[0]!;
			out[1]! += share * this.#row[1]!;
		});
	}

	/** Pieces at a time; their shares, size included, sum to about their size. */
	#each(seconds: number, of: (piece: Piece, place: number, share: number) => void): void {
		let total = 0;
		for (const piece of this.#pieces) total += heard(piece, seconds);
		if (total === 0) return;
		for (const piece of this.#pieces) {
			const share = heard(piece, seconds) / total;
			if (share === 0) continue;
			const place = (piece.from + (seconds - piece.start) * piece.tempo) * piece.track.fps;
			of(piece, place, share * piece.size);
		}
	}

	/** A row between two frames: cubic (Catmull-Rom) in time. */
	#read(values: Float32Array, row: number, place: number): void {
		const frames = values.length / row;
		const at = Math.max(0, Math.min(frames - 1.001, place));
		const first = Math.floor(at);
		const t = at - first;
		const weights = [
			((-0.5 * t + 1) * t - 0.5) * t,
			(1.5 * t - 2.5) * t * t + 1,
			((-1.5 * t + 2) * t + 0.5) * t,
			(0.5 * t - 0.5) * t * t,
		];
		const out = this.#row.fill(0, 0, row);
		for (let k = 0; k < 4; k++) {
			const from = Math.max(0, Math.min(frames - 1, first - 1 + k)) * row;
			for (let i = 0; i < row; i++) out[i]! += weights[k]! * values[from + i]!;
		}
	}
}

/** How much a piece counts at a time. */
function heard({ start, length }: Piece, seconds: number): number {
	const into = seconds - start;
	if (into < 0 || into > length) return 0;
	return Math.max(1e-6, ramp(into / FADE_S) * ramp((length - into) / FADE_S));
}
