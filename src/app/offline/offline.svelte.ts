/**
 * The service worker's life as the screens see it. It never reloads the page by itself: an update
 * waits until the person asks for it, and `busy` work is never interrupted. It begins when it is told
 * to: storing everything for offline use is not to slow down a start that somebody waits for.
 */
import { registerSW } from 'virtual:pwa-register';
import type { Closable } from '../../core/kernel/index.ts';

/** Chromium only; not in lib.dom. */
interface InstallPromptEvent extends Event {
	prompt(): Promise<{ outcome: 'accepted' | 'dismissed' }>;
}

export type OfflineStatus = 'unsupported' | 'checking' | 'storing' | 'ready' | 'incomplete';

export class OfflineState implements Closable {
	#status = $state<OfflineStatus>('checking');
	#storedBytes = $state(0);
	#updateWaiting = $state(false);
	#install = $state.raw<InstallPromptEvent | null>(null);
	#update: ((reload?: boolean) => Promise<void>) | null = null;
	readonly #needed: readonly string[];
	#begun = false;

	/** `needed`: addresses without which the product does not run, re-read from the cache. */
	constructor(needed: readonly string[]) {
		this.#needed = needed;
		addEventListener('beforeinstallprompt', this.#offered);
		addEventListener('appinstalled', this.#installed);
		if (!('serviceWorker' in navigator) || !isSecureContext) this.#status = 'unsupported';
	}

	/** Registers the service worker, the first time it is called; what is not stored yet will be. */
	begin(): void {
		if (this.#begun || this.#status === 'unsupported') return;
		this.#begun = true;
		this.#update = registerSW({
			onNeedRefresh: () => (this.#updateWaiting = true),
			onOfflineReady: () => void this.verify(),
			onRegisteredSW: (_address, registration) => {
				if (registration === undefined) this.#status = 'unsupported';
				else if (registration.active !== null) void this.verify();
				else this.#status = 'storing';
			},
			onRegisterError: () => (this.#status = 'unsupported'),
		});
	}

	get status(): OfflineStatus {
		return this.#status;
	}
	/** Bytes found in the cache at the last check. */
	get storedBytes(): number {
		return this.#storedBytes;
	}
	get updateWaiting(): boolean {
		return this.#updateWaiting;
	}
	get installable(): boolean {
		return this.#install !== null;
	}

	/** Re-reads every needed file from the cache: ready is what was read, not what was promised. */
	readonly verify = async (): Promise<void> => {
		let bytes = 0;
		for (const address of this.#needed) {
			const stored = await caches.match(address, { ignoreSearch: true });
			const size = stored?.ok === true ? (await stored.blob()).size : 0;
			if (size === 0) {
				this.#status = 'incomplete';
				return;
			}
			bytes += size;
		}
		this.#storedBytes = bytes;
		this.#status = 'ready';
	};

	/** Takes the waiting version: reloads the page, so only on the person's own order. */
	readonly takeUpdate = async (): Promise<void> => {
		await this.#update?.(true);
	};

	readonly postponeUpdate = (): void => {
		this.#updateWaiting = false;
	};

	readonly install = async (): Promise<void> => {
		const offer = this.#install;
		this.#install = null;
		await offer?.prompt();
	};

	close(): void {
		removeEventListener('beforeinstallprompt', this.#offered);
		removeEventListener('appinstalled', this.#installed);
	}

	readonly #offered = (event: Event): void => {
		event.preventDefault();
		this.#install = event as InstallPromptEvent;
	};

	readonly #installed = (): void => {
		this.#install = null;
	};
}
