/** Shows one story at a time, and dresses it in a theme and a language while it is shown. */
import { mount, unmount } from 'svelte';
import type { LanguageTag } from '../../src/core/words/index.ts';
import { speak } from '../../src/core/words/index.ts';
import { settled } from '../browser/app/session/orders.ts';
import Framed from './Framed.svelte';
import { STORIES } from './stories/index.ts';
import type { Scene } from './story.ts';

type Theme = Parameters<Scene['studio']['appearance']['wear']>[0];

const PATIENCE_MS = 20_000;

export class StoryStand {
	#scene: Scene | null = null;
	#framed: ReturnType<typeof mount> | null = null;
	readonly #target: HTMLElement;

	constructor(target: HTMLElement) {
		this.#target = target;
	}

	readonly show = async (name: string): Promise<void> => {
		await this.close();
		const story = STORIES.find((each) => each.name === name);
		if (story === undefined) throw new Error(`The gallery has no story ${name}.`);
		const scene = await inTime(story.open(), name);
		this.#scene = scene;
		this.#framed = mount(Framed, {
			target: this.#target,
			props: { studio: scene.studio, part: scene.part, more: scene.props ?? {} },
		});
		await settled();
		await inTime(fetched(this.#target), name);
		await settled();
		await inTime(scene.after?.(this.#target), name);
		await settled();
	};

	readonly wear = (theme: Theme): void => this.#scene?.studio.appearance.wear(theme);

	readonly speak = async (tag: LanguageTag): Promise<void> => {
		await speak(tag);
		document.documentElement.lang = tag;
		await settled();
	};

	/** Takes it off the page, with all that its fixtures opened. */
	async close(): Promise<void> {
		if (this.#framed !== null) await unmount(this.#framed);
		this.#scene?.close();
		this.#framed = null;
		this.#scene = null;
	}
}

/** Workspaces but Live come when they are asked for: until this one is there, with more than a notice. */
async function fetched(target: HTMLElement): Promise<void> {
	const isThere = (): boolean => {
		const main = target.querySelector('main');
		if (main === null) return target.childElementCount > 0;
		return main.id !== 'main' || main.querySelector(':scope > :not(.notice)') !== null;
	};
	while (!isThere()) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** A story that waits for what does not come says so. */
function inTime<T>(opened: T | Promise<T>, name: string): Promise<T> {
	const late = new Promise<never>((_, reject) => {
		setTimeout(() => reject(new Error(`${name} did not get to its state.`)), PATIENCE_MS);
	});
	return Promise.race([opened, late]);
}
