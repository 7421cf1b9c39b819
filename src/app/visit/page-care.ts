/**
 * What keeps a page up and a visitor in it: full screen, an awake screen, a pointer that hides, and
 * keys and menus that would lead out. The system's own keys cannot be held; the browser's kiosk flags
 * (README) do that.
 *
 * Owns   listeners, the wake lock and a timer, until `close()`
 */
import type { Closable } from '../../core/kernel/index.ts';

export interface PageCareOptions {
	/** Somebody touched, moved the pointer or pressed a key. */
	readonly onAct: () => void;
	/** The keys by which staff come: Ctrl + Shift + L. */
	readonly onStaffKeys: () => void;
	/** An error that nobody caught. */
	readonly onError: (what: string) => void;
	/** The pointer has rested, or moves again. */
	readonly onPointer: (resting: boolean) => void;
}

const POINTER_RESTS_MS = 3000;

/** With Ctrl or Cmd: reload, print, save, open, find, source, address, new window and tab, bookmarks. */
const HELD_WITH_CONTROL = new Set('rpsofgudlntwhjk'.split(''));
const HELD_ALONE = new Set(['F1', 'F3', 'F5', 'F6', 'F7', 'F10', 'F11', 'F12', 'BrowserBack']);

export class PageCare implements Closable {
	readonly #options: PageCareOptions;
	readonly #stop = new AbortController();
	#lock: WakeLockSentinel | null = null;
	#rest: ReturnType<typeof setTimeout> | undefined;
	#resting = false;

	constructor(options: PageCareOptions) {
		this.#options = options;
		const listen = <Name extends keyof WindowEventMap>(
			name: Name,
			listener: (event: WindowEventMap[Name]) => void,
		): void =>
			addEventListener(name, listener, {
				signal: this.#stop.signal,
				capture: true,
				passive: false,
			});
		listen('pointerdown', this.#acted);
		listen('pointermove', this.#moved);
		listen('keydown', this.#pressed);
		listen('wheel', (event) => {
			if (event.ctrlKey) event.preventDefault(); // zoom
		});
		for (const name of ['contextmenu', 'dragstart', 'dragover', 'drop'] as const) {
			listen(name, (event) => event.preventDefault());
		}
		listen('error', (event) => options.onError(event.message));
		listen('unhandledrejection', ({ reason }) =>
			options.onError(reason instanceof Error ? reason.message : String(reason)),
		);
		document.addEventListener('visibilitychange', this.#seen, { signal: this.#stop.signal });
		void this.#stayAwake();
		this.#restSoon();
	}

	/** The screen is kept on. */
	get awake(): boolean {
		return this.#lock !== null && !this.#lock.released;
	}
	get fullScreen(): boolean {
		return document.fullscreenElement !== null;
	}

	close(): void {
		this.#stop.abort();
		clearTimeout(this.#rest);
		void this.#lock?.release().catch(() => {});
		if (document.fullscreenElement !== null) void document.exitFullscreen().catch(() => {});
	}

	readonly #acted = (): void => {
		this.#options.onAct();
		this.#fill();
	};

	readonly #moved = (): void => {
		if (this.#resting) this.#options.onPointer(false);
		this.#resting = false;
		this.#options.onAct();
		this.#restSoon();
	};

	readonly #pressed = (event: KeyboardEvent): void => {
		const control = event.ctrlKey || event.metaKey;
		const key = event.key.toLowerCase();
		if (control && event.shiftKey && key === 'l') {
			event.preventDefault();
			event.stopImmediatePropagation();
			this.#options.onStaffKeys();
			return;
		}
		const leads =
			(control && (HELD_WITH_CONTROL.has(key) || /^[-+=0-9]$/.test(key))) ||
			(event.altKey && /^(?:arrow|home|f4|d$)/.test(key)) ||
			HELD_ALONE.has(event.key);
		if (leads) event.preventDefault();
		this.#acted();
	};

	readonly #seen = (): void => {
		// The system gives up the lock with every page that is hidden.
		if (document.visibilityState === 'visible') void this.#stayAwake();
	};

	async #stayAwake(): Promise<void> {
		if (this.awake || document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
		try {
			const lock = await navigator.wakeLock.request('screen');
			if (this.#stop.signal.aborted) await lock.release();
			else this.#lock = lock;
		} catch {
			// Refused (battery, policy): the health page says that the screen may go dark.
		}
	}

	/** Browsers fill the screen only on a person's gesture: every one of them is as good as the first. */
	#fill(): void {
		const root = document.documentElement;
		if (this.fullScreen || typeof root.requestFullscreen !== 'function') return;
		root
			.requestFullscreen({ navigationUI: 'hide' })
			.then(() => (navigator as KeyboardLocking).keyboard?.lock?.(['Escape']))
			.catch(() => {}); // refused, or no gesture after all: the flags do it then
	}

	#restSoon(): void {
		clearTimeout(this.#rest);
		this.#rest = setTimeout(() => {
			this.#resting = true;
			this.#options.onPointer(true);
		}, POINTER_RESTS_MS);
	}
}

/** Chromium only; not in lib.dom. */
interface KeyboardLocking {
	readonly keyboard?: { lock?(keys: readonly string[]): Promise<void> };
}
