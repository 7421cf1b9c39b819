/** A story: one component in one state, made of fixtures. */
import type { Component } from 'svelte';
import { settled } from '../browser/app/session/orders.ts';
import type { Studio } from '../../src/app/studio/index.ts';

export interface Scene {
	/** What the component finds in its context. */
	readonly studio: Studio;
	// Stories show components of every kind of properties.
	// eslint-disable-next-line @typescript-eslint/no-explicit-any
	readonly part: Component<any>;
	readonly props?: Readonly<Record<string, unknown>>;
	/** What happens once it is on the page: a button that is pressed, a report that comes. */
	readonly after?: (root: HTMLElement) => void | Promise<void>;
	readonly close: () => void;
}

export interface Story {
	/** `section/state`, the address of it. */
	readonly name: string;
	readonly open: () => Scene | Promise<Scene>;
}

export interface Section {
	readonly title: string;
	readonly stories: readonly Story[];
}

/** A section whose stories are named by their state. */
export const section = (
	title: string,
	states: Readonly<Record<string, Story['open']>>,
): Section => ({
	title,
	stories: Object.entries(states).map(([state, open]) => ({
		name: `${title.toLowerCase()}/${state}`,
		open,
	})),
});

/** Presses what `selector` finds, once it is there, and lets follow what follows. */
export async function press(root: ParentNode, selector: string): Promise<void> {
	(await found<HTMLElement>(root, selector)).click();
	await settled();
}

/** What `selector` finds: screens come when they are asked for, and what they list comes after them. */
export async function found<Kind extends Element>(
	root: ParentNode,
	selector: string,
): Promise<Kind> {
	await until(() => root.querySelector(selector) !== null);
	return root.querySelector<Kind>(selector)!;
}

export async function until(holds: () => boolean): Promise<void> {
	const deadline = performance.now() + 10_000;
	while (!holds()) {
		if (performance.now() > deadline) throw new Error('A story did not get to its state.');
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
}
