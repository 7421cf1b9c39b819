/** When a drawn face does what is no movement to be found: blinks, mouth, head, glances. */
import type { FilmTruth } from '../footage/index.ts';
import type { FaceMoment } from './face-moment.ts';

type Nuisance = FilmTruth['nuisances'][number];

/** From these on something happens: share closed; IOD within the window; degrees and IOD per second. */
const CLOSED = 0.1;
const MOUTH_IOD = 0.009;
const GLANCE_IOD = 0.035;
const HEAD_DEG_PER_S = 12;
const SHIFT_IOD_PER_S = 0.5;
const WINDOW_S = 0.2;
/** Stretches nearer to each other than this are one, s. */
const JOIN_S = 0.15;
const MOUTH_POINTS = [61, 291, 13, 14, 0, 17, 199, 205, 425];

/** Takes moments in, frame by frame; gives stretches back. */
export class Activity {
	readonly #fps: number;
	readonly #closed: number[] = [];
	readonly #mouth: number[][] = [];
	readonly #gaze: number[][] = [];
	readonly #head: number[][] = [];

	constructor(fps: number) {
		this.#fps = fps;
	}

	add({ closed, skin, gaze, head }: FaceMoment): void {
		this.#closed.push(closed);
		this.#mouth.push(MOUTH_POINTS.flatMap((point) => [skin[2 * point]!, skin[2 * point + 1]!]));
		this.#gaze.push([...gaze]);
		this.#head.push([...head]);
	}

	nuisances(): Nuisance[] {
		const { length } = this.#closed;
		const back = Math.max(1, Math.round(WINDOW_S * this.#fps));
		const moved = (
			of: readonly (readonly number[])[],
			frame: number,
			from = 0,
			to = 99,
		): number => {
			const now = of[Math.min(length - 1, frame + (back >> 1))]!;
			const then = of[Math.max(0, frame - (back >> 1))]!;
			return Math.hypot(...now.slice(from, to).map((value, i) => value - then[from + i]!));
		};
		const found = (kind: string, isSo: (frame: number) => boolean): Nuisance[] =>
			this.#stretches(kind, isSo);
		const perSecond = this.#fps / Math.max(1, 2 * (back >> 1));
		return [
			...found('blink', (frame) => this.#closed[frame]! > CLOSED),
			...found('mouth', (frame) => moved(this.#mouth, frame) > MOUTH_IOD),
			...found('glance', (frame) => moved(this.#gaze, frame) > GLANCE_IOD),
			...found(
				'headMotion',
				(frame) =>
					moved(this.#head, frame, 0, 3) * perSecond * (180 / Math.PI) > HEAD_DEG_PER_S ||
					moved(this.#head, frame, 3, 6) * perSecond > SHIFT_IOD_PER_S,
			),
		].sort((a, b) => a.start - b.start);
	}

	#stretches(kind: string, isSo: (frame: number) => boolean): Nuisance[] {
		const list: { kind: string; start: number; end: number }[] = [];
		for (let frame = 0; frame < this.#closed.length; frame++) {
			if (!isSo(frame)) continue;
			const last = list.at(-1);
			if (last !== undefined && frame - last.end <= JOIN_S * this.#fps) last.end = frame;
			else list.push({ kind, start: frame, end: frame });
		}
		return list;
	}
}
