import type { Assets } from './protocol.ts';

/** The worker's files as the build lays them out. `addressOf`: the absolute address of a path in the app. */
export const assetsAt = (addressOf: (path: string) => string): Assets => ({
	mediapipe: addressOf('mediapipe'),
	litert: addressOf('litert'),
	faceModel: addressOf('models/face'),
	network: addressOf('models/live'),
	tfjsWasm: addressOf('tfjs-wasm'),
});
