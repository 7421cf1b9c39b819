/** Which workspace is shown: the part after `#/` of the address, so that Back and links work. */
import type { Closable } from '../kernel/index.ts';

export const WORKSPACES = ['live', 'analyze', 'review', 'practice', 'settings', 'about'] as const;
export type Workspace = (typeof WORKSPACES)[number];

const isWorkspace = (name: string): name is Workspace =>
	(WORKSPACES as readonly string[]).includes(name);

export const addressOf = (workspace: Workspace): string => `#/${workspace}`;

export class Route implements Closable {
	#workspace = $state<Workspace>('live');
	readonly #window: Window;

	constructor(window: Window) {
		this.#window = window;
		this.#read();
		// `?screen=` is how the installed app's shortcuts name a workspace.
		const screen = new URLSearchParams(window.location.search).get('screen');
		if (window.location.hash === '' && screen !== null && isWorkspace(screen)) {
			this.#workspace = screen;
		}
		window.addEventListener('hashchange', this.#read);
	}

	get workspace(): Workspace {
		return this.#workspace;
	}

	go(workspace: Workspace): void {
		this.#window.location.hash = addressOf(workspace);
		this.#workspace = workspace;
	}

	close(): void {
		this.#window.removeEventListener('hashchange', this.#read);
	}

	readonly #read = (): void => {
		const name = this.#window.location.hash.replace(/^#\//, '');
		this.#workspace = isWorkspace(name) ? name : 'live';
	};
}
