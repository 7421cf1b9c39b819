/**
 * The live source: the camera or the actor that is open, the cameras there are, and which of them the
 * person wants.
 *
 * Owns   the open source, until `close()`
 * Rule   a phone opens no second camera beside the first: one request waits for the one before
 */
import type { Closable } from '../../core/kernel/index.ts';
import type { Fault } from '../../core/record/index.ts';
import { asFault, isCameraRefusal } from '../../core/record/index.ts';
import type { CameraChoice, OpenSource, Sources } from './sources.ts';

/** Pauses before each attempt to open a camera that broke off, ms; a camera plugged in ends one early. */
const REOPEN_AFTER_MS: readonly number[] = [200, 1000, 2000, 4000, 8000];

export interface LiveSourceOptions {
	readonly sources: Sources;
	readonly cameraId: string | null;
	readonly remember: (choice: { cameraId: string }) => void;
	readonly reopenAfterMs?: readonly number[] | undefined;
}

export class LiveSource implements Closable {
	#open = $state.raw<OpenSource | null>(null);
	#opening = $state<'camera' | 'actor' | 'file' | null>(null);
	#cameras = $state.raw<readonly CameraChoice[]>([]);
	#cameraId = $state<string | null>(null);
	readonly #options: LiveSourceOptions;
	readonly #stopWatching: () => void;
	/** The camera asked for last has been answered. */
	#answered: Promise<unknown> = Promise.resolve();
	/** Ends a pause between two attempts. */
	#wake: () => void = () => {};

	constructor(options: LiveSourceOptions) {
		this.#options = options;
		this.#cameraId = options.cameraId;
		this.#stopWatching = options.sources.watchCameras(() => {
			this.#wake();
			void this.listCameras();
		});
	}

	get open(): OpenSource | null {
		return this.#open;
	}
	/** Being opened: the browser may be asking for permission. */
	get opening(): 'camera' | 'actor' | 'file' | null {
		return this.#opening;
	}
	get cameras(): readonly CameraChoice[] {
		return this.#cameras;
	}
	get cameraId(): string | null {
		return this.#cameraId;
	}

	readonly listCameras = async (): Promise<void> => {
		this.#cameras = await this.#options.sources.listCameras();
	};

	choose(deviceId: string): void {
		this.#cameraId = deviceId;
		this.#options.remember({ cameraId: deviceId });
	}

	/** An order to open, or that there is none anymore. */
	expect(kind: 'camera' | 'actor' | null): void {
		this.#opening = kind;
	}

	/** Asks for the source; null, and nothing stays open, when it is no longer `wanted`. */
	async ask(
		kind: 'camera' | 'actor',
		onFault: (fault: Fault) => void,
		wanted: () => boolean,
		deviceId: string | null = this.#cameraId,
	): Promise<OpenSource | null> {
		const { sources } = this.#options;
		if (kind === 'actor') return unlessLate(await sources.openActor(onFault), wanted);
		await this.#answered;
		if (!wanted()) return null;
		const opening = sources.openCamera(deviceId, onFault).then((it) => unlessLate(it, wanted));
		this.#answered = opening.catch(() => {});
		return opening;
	}

	/** This one is open from now on. */
	take(source: OpenSource): void {
		this.#opening = null;
		this.#open = source;
		if (source.deviceId === null) return;
		this.#cameraId = source.deviceId;
		void this.listCameras();
	}

	/**
	 * Opens the camera that broke off again, several times if need be. Null: no longer wanted.
	 * @throws Fault of the last attempt, or at once where trying again is no use
	 */
	async reopen(
		deviceId: string | null,
		onFault: (fault: Fault) => void,
		wanted: () => boolean,
	): Promise<OpenSource | null> {
		let failure: Fault | null = null;
		for (const pauseMs of this.#options.reopenAfterMs ?? REOPEN_AFTER_MS) {
			await this.#pause(pauseMs);
			if (!wanted()) return null;
			try {
				const opened = await this.ask('camera', onFault, wanted, deviceId);
				if (opened === null) return null;
				// Another camera sees another face: that is for the person to decide.
				if (deviceId === null || opened.deviceId === deviceId) return opened;
				opened.close();
			} catch (error) {
				failure = asFault(error, 'camera/ended');
				if (isCameraRefusal(failure.code)) throw failure;
			}
		}
		if (failure !== null) throw failure;
		return null;
	}

	#pause(ms: number): Promise<void> {
		return new Promise((resolve) => {
			const timer = setTimeout(resolve, ms);
			this.#wake = () => {
				clearTimeout(timer);
				resolve();
			};
		});
	}

	/** Lets go of the open source. */
	letGo(): void {
		this.#open?.close();
		this.#open = null;
	}

	close(): void {
		this.#stopWatching();
		this.#wake();
		this.letGo();
	}
}

function unlessLate(source: OpenSource, wanted: () => boolean): OpenSource | null {
	if (wanted()) return source;
	source.close();
	return null;
}
