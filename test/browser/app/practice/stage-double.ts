/** A stage that draws nothing and says at once what a display would: for tests of the game around it. */
import type { GameStage } from '../../../../src/app/practice/game-stage.ts';
import type { Shown } from '../../../../src/app/practice/stage/playback.ts';
import type { StageOptions } from '../../../../src/app/practice/stage/stage.ts';

export const WHOLE: Shown = { visibleMs: 300, expectedMs: 300, longestMs: 17, pictures: 18 };
export const SWALLOWED: Shown = { visibleMs: 300, expectedMs: 300, longestMs: 240, pictures: 2 };

export class StageDouble implements GameStage {
	static readonly opened: StageDouble[] = [];
	static get latest(): StageDouble {
		return StageDouble.opened.findLast(({ plays }) => plays.length > 0) ?? StageDouble.opened[0]!;
	}

	readonly canvas = document.createElement('canvas');
	readonly ready;
	/** Speeds it was played at. */
	readonly plays: number[] = [];
	readonly instants: number[] = [];
	/** What the next plays show; whole when empty. */
	static readonly next: Shown[] = [];
	closed = false;

	constructor({ moment }: StageOptions) {
		const { leadMs, movementMs, tailMs } = moment;
		this.ready = Promise.resolve({
			durationMs: leadMs + movementMs + tailMs,
			onsetMs: leadMs,
			apexMs: leadMs + 0.4 * movementMs,
			offsetMs: leadMs + movementMs,
		});
		StageDouble.opened.push(this);
	}

	play(speed: number): Promise<Shown> {
		this.plays.push(speed);
		return Promise.resolve(StageDouble.next.shift() ?? WHOLE);
	}

	show(atMs: number): void {
		this.instants.push(atMs);
	}

	explain() {
		const picture = () => new OffscreenCanvas(48, 60);
		const bitmap = (): ImageBitmap => {
			const canvas = picture();
			canvas.getContext('2d')!.fillRect(0, 0, 48, 60);
			return canvas.transferToImageBitmap();
		};
		return Promise.resolve({
			onset: bitmap(),
			apex: bitmap(),
			offset: bitmap(),
			motion: bitmap(),
			arrows: [{ x: 0.5, y: 0.4, toX: 0.5, toY: 0.39 }],
		});
	}

	close(): void {
		this.closed = true;
	}
}
