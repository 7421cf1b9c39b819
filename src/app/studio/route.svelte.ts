/**
 * Which workspace is shown: the part after `#/` of the address, so that Back and links work. A
 * workspace may have parts of its own behind a further slash (`#/review/annotations`).
 */
import type { Closable } from '../../core/kernel/index.ts';

export const WORKSPACES = ['live', 'analyze', 'review', 'practice', 'settings', 'about'] as const;
export type Workspace = (typeof WORKSPACES)[number];

const isWorkspace = (name: string): name is Workspace =>
	(WORKSPACES as readonly string[]).includes(name);

export const addressOf = (workspace: Workspace, part = ''): string =>
	part === '' ? `#/${workspace}` : `#/${workspace}/${part}`;

export class Route implements Closable {
	#workspace = $state<Workspace>('live');
	#part = $state('');
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

	/** Of the workspace; empty: its first. */
	get part(): string {
		return this.#part;
	}

	go(workspace: Workspace, part = ''): void {
		this.#window.location.hash = addressOf(workspace, part);
		this.#workspace = workspace;
		this.#part = part;
	}

	close(): void {
		this.#window.removeEventListener('hashchange', this.#read);
	}

	readonly #read = (): void => {
		const [name = '', part = ''] = this.#window.location.hash.replace(/^#\//, '').split('/');
		const known = isWorkspace(name);
		this.#workspace = known ? name : 'live';
		this.#part = known ? part : '';
	};
}
