import { PracticeScreen } from '../../../src/app/practice/index.ts';
import type { StageOptions } from '../../../src/app/practice/stage/stage.ts';
import { SWALLOWED, StageDouble } from '../../browser/app/practice/stage-double.ts';
import { drawFace, stand } from '../stand.ts';
import type { Scene, Story } from '../story.ts';
import { press, section, until } from '../story.ts';

/** A stage with a face on it. */
class FaceStage extends StageDouble {
	constructor(options: StageOptions) {
		super(options);
		drawFace(this.canvas, 320, 400, 0);
	}
	override explain() {
		const picture = (smile: number): ImageBitmap => {
			const canvas = new OffscreenCanvas(96, 120);
			drawFace(canvas, 96, 120, smile);
			return canvas.transferToImageBitmap();
		};
		return Promise.resolve({
			onset: picture(0),
			apex: picture(3),
			offset: picture(0),
			motion: picture(3),
			arrows: [{ x: 0.4, y: 0.66, toX: 0.38, toY: 0.6 }],
		});
	}
}

class BrokenStage extends FaceStage {
	override readonly ready = Promise.reject<never>(new Error('the worker could not be started'));

	constructor(options: StageOptions) {
		super(options);
		// The game hears of it a moment later.
		this.ready.catch(() => {});
	}
}

const game =
	(after?: Scene['after'], props: Readonly<Record<string, unknown>> = {}): Story['open'] =>
	async () => {
		const { studio, close } = await stand();
		return {
			studio,
			part: PracticeScreen,
			props: { seed: 11, openStage: (options: StageOptions) => new FaceStage(options), ...props },
			close: () => {
				StageDouble.opened.length = 0;
				close();
			},
			...(after === undefined ? {} : { after }),
		};
	};

async function start(root: HTMLElement): Promise<void> {
	await press(root, '.begin .primary');
	await until(() => root.querySelector('ol button:not(:disabled)') !== null);
}

async function answer(root: HTMLElement): Promise<void> {
	await press(root, 'ol button');
	await until(() => root.querySelector('.explanation, [class*="explain"], canvas + *') !== null);
}

export const practice = section('Practice', {
	begin: game(),
	'begin-embedded': game(undefined, { keepScore: false, onleave: () => {} }),
	playing: game(start),
	'by-class': game(async (root) => {
		await press(root, 'input[value="class"]');
		await start(root);
	}),
	'too-busy': game(async (root) => {
		StageDouble.next.push(SWALLOWED, SWALLOWED, SWALLOWED);
		await start(root);
	}),
	explanation: game(async (root) => {
		await start(root);
		await answer(root);
	}),
	summary: game(async (root) => {
		await start(root);
		const place = root.querySelector<HTMLElement>('.practice')!;
		const type = (key: string): boolean =>
			place.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
		for (let round = 0; round < 10; round++) {
			await until(() => root.querySelector('ol button:not(:disabled)') !== null);
			type('1');
			await until(() => root.querySelector('ol button') === null);
			type('Enter');
		}
		await until(() => root.querySelector('table') !== null);
	}),
	failed: game(
		async (root) => {
			await press(root, '.begin .primary');
			await until(() => root.querySelector('[role="alert"]') !== null);
		},
		{ openStage: (options: StageOptions) => new BrokenStage(options) },
	),
});
