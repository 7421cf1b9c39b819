/**
 * Worker: one actor, one moment, on one canvas.
 *
 * In    `OpenStage`, then other `StageCommand`s
 * Out   `StageReport`s; pictures go straight to the canvas
 * Time  a play is drawn at the display's own time: each picture shows the moment that is due when it
 *       comes. At full and half speed the movement's pictures are drawn beforehand, so that drawing
 *       takes nothing away from it; slower ones are drawn as they are due.
 * Owns  the canvas, until the page terminates it
 */
import { ActorFace, ActorMoment } from '../../../study/actor/index.ts';
import { explain } from './explain.ts';
import type { OpenStage, StageCommand, StageReport } from './messages.ts';
import { Playback } from './playback.ts';

/** Pictures drawn beforehand, a second. */
const FILM_FPS = 60;
/** Before onset and after offset, ms. */
const FILM_MARGIN_MS = 50;
/** From here on the film is used; slower, its pictures would stand too long. */
const FILM_SPEED = 0.5;

const report = (message: StageReport, transfer: Transferable[] = []): void =>
	self.postMessage(message, { transfer });

class Stage {
	readonly #face: ActorFace;
	readonly #moment: ActorMoment;
	readonly #picture: ImageData;
	readonly #context: OffscreenCanvasRenderingContext2D;
	readonly #film: { readonly atMs: number; readonly picture: ImageData }[] = [];
	#play = 0;
	#noise = 0;

	constructor({ canvas, width, height, actor, moment }: OpenStage) {
		const context = canvas.getContext('2d', { alpha: false });
		if (context === null) throw new Error('no 2D canvas in the worker');
		canvas.width = width;
		canvas.height = height;
		this.#context = context;
		this.#face = new ActorFace({ width, height, seed: actor });
		this.#moment = new ActorMoment(moment);
		this.#picture = new ImageData(width, height);
		const { onsetMs, apexMs, offsetMs, durationMs } = this.#moment;
		for (
			let atMs = onsetMs - FILM_MARGIN_MS;
			atMs <= offsetMs + FILM_MARGIN_MS;
			atMs += 1000 / FILM_FPS
		) {
			const picture = new ImageData(width, height);
			this.#face.render(this.#moment.poseAt(atMs), this.#noise++, picture.data);
			this.#film.push({ atMs, picture });
		}
		this.show(0, 1);
		report({ kind: 'ready', times: { onsetMs, apexMs, offsetMs, durationMs } });
	}

	show(atMs: number, exaggeration: number): void {
		this.#play += 1;
		this.#draw(atMs, exaggeration);
	}

	play(id: number, speed: number, exaggeration: number): void {
		const own = ++this.#play;
		const playback = new Playback(this.#moment, speed);
		const useFilm = speed >= FILM_SPEED && exaggeration === 1;
		let began: number | null = null;
		const step = (now: number): void => {
			if (own !== this.#play) {
				report({ kind: 'played', id, shown: null });
				return;
			}
			began ??= now;
			const wallMs = now - began;
			const due = playback.momentAt(wallMs);
			const drawn = (useFilm && this.#drawFilm(due)) || due;
			if (drawn === due) this.#draw(due, exaggeration);
			playback.saw(wallMs, drawn);
			if (wallMs < playback.lengthMs) {
				self.requestAnimationFrame(step);
				return;
			}
			report({ kind: 'played', id, shown: playback.shown() });
		};
		self.requestAnimationFrame(step);
	}

	explain(): void {
		const explained = explain(this.#face, this.#moment);
		const { onset, apex, offset, motion } = explained;
		report({ kind: 'explained', explained }, [onset, apex, offset, motion]);
	}

	#draw(atMs: number, exaggeration: number): void {
		this.#face.render(this.#moment.poseAt(atMs, exaggeration), this.#noise++, this.#picture.data);
		this.#context.putImageData(this.#picture, 0, 0);
	}

	/** The picture drawn beforehand that is nearest; false where the film does not reach. */
	#drawFilm(atMs: number): number | false {
		const first = this.#film[0];
		if (first === undefined) return false;
		const frame = this.#film[Math.round(((atMs - first.atMs) * FILM_FPS) / 1000)];
		if (frame === undefined) return false;
		this.#context.putImageData(frame.picture, 0, 0);
		return frame.atMs;
	}
}

let stage: Stage | null = null;

function obey(command: StageCommand): void {
	switch (command.kind) {
		case 'open':
			stage = new Stage(command);
			return;
		case 'play':
			stage?.play(command.id, command.speed, command.exaggeration);
			return;
		case 'show':
			stage?.show(command.atMs, command.exaggeration);
			return;
		case 'explain':
			stage?.explain();
			return;
	}
}

self.addEventListener('message', (message: MessageEvent<StageCommand>) => {
	try {
		obey(message.data);
	} catch (error) {
		report({ kind: 'failed', detail: String(error) });
	}
});
