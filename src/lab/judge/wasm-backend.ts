import { setBackend } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';

/** Makes tfjs run on WebAssembly, as networks do in Node; throws where it cannot be started. */
export async function useWasm(): Promise<void> {
	if (!(await setBackend('wasm'))) throw new Error('the wasm backend could not be started');
}
