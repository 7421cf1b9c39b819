/**
 * What the desk wants of a source of frames. `main.ts` fits the camera room to it; the desk and
 * the screens know nothing of devices.
 */
import type { Fault } from '../../core/record/index.ts';
import type { SourceSpec } from '../../line/camera/worker/index.ts';

/** What the person sees of the source while it runs. */
export type SourceView =
	| {
			readonly kind: 'stream';
			readonly stream: MediaStream;
			/** The same at fewer pictures a second, where drawing takes time from measuring. */
			readonly preview?: MediaStream;
	  }
	| { readonly kind: 'canvas'; readonly canvas: HTMLCanvasElement };

export interface OpenSource {
	readonly label: string;
	readonly view: SourceView;
	/** Handed to the worker once; frames flow from then on. */
	readonly spec: SourceSpec;
	/** Camera in use, to remember it; null for the actor. */
	readonly deviceId: string | null;
	/** Speed the actor is played at on this machine, 1 = as written; null for a camera. */
	pace(): number | null;
	close(): void;
}

export interface CameraChoice {
	readonly deviceId: string;
	readonly label: string;
}

export interface Sources {
	/** Rejects with a `Fault`. `onFault`: unplugged, frozen, revoked while running. */
	openCamera(deviceId: string | null, onFault: (fault: Fault) => void): Promise<OpenSource>;
	openActor(onFault: (fault: Fault) => void): Promise<OpenSource>;
	/** Names are empty until a camera has been allowed once. */
	listCameras(): Promise<readonly CameraChoice[]>;
	/** Calls back when a camera is plugged in or out; returns how to stop that. */
	watchCameras(onChange: () => void): () => void;
}
