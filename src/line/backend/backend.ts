/**
 * Starts one tfjs backend and owns what is below it: the GPU device, the WebGL
 * context, the wasm module. tfjs 4.22 neither checks for a missing adapter nor survives a lost
 * device, so both are done here.
 *
 * tfjs keeps one engine a thread; one `RunningBackend` may live at a time.
 */
import { env, registerBackend, removeBackend, setBackend } from '@tensorflow/tfjs-core';
import type { KernelBackend } from '@tensorflow/tfjs-core';
import type { Closable } from '../../core/kernel/index.ts';
import type { Backend, BackendChoice } from '../../core/record/index.ts';

export interface RunningBackend extends Closable {
	readonly name: Backend;
	/**
	 * Calls `listener` with the reason when the device is lost, at once if it is lost already; not
	 * when it is closed. Returns how to stop listening.
	 */
	onLost(listener: (reason: string) => void): () => void;
	/** Loses the device on purpose, as a driver reset would. */
	lose(): void;
}

/** What to try, in order. Asking for one backend by name asks for nothing else. */
export const backendOrder = (choice: BackendChoice): readonly Backend[] =>
	choice === 'auto' ? ['webgpu', 'webgl', 'wasm'] : [choice];

/**
 * Starts `name` and makes it the one tfjs runs on. Throws when it cannot be had here.
 *
 * @param hardware WebGPU and WebGL only where a graphics processor is behind them: drawn in software
 *                 they are several times slower than wasm, which a large network cannot afford
 */
export async function startBackend(
	name: Backend,
	wasmUrl: string,
	hardware = false,
): Promise<RunningBackend> {
	switch (name) {
		case 'webgpu':
			return startWebGpu(hardware);
		case 'webgl':
			return startWebGl(hardware);
		case 'wasm':
			return startWasm(wasmUrl);
	}
}

/** Remembers a loss and tells those who listen. Not a promise: those keep every listener for ever. */
class Loss {
	readonly #listeners = new Set<(reason: string) => void>();
	#reason: string | null = null;
	#closed = false;

	report(reason: string): void {
		if (this.#closed || this.#reason !== null) return;
		this.#reason = reason;
		for (const listener of [...this.#listeners]) listener(reason);
	}

	/** What follows is wanted: no more reports. */
	close(): void {
		this.#closed = true;
	}

	listen(listener: (reason: string) => void): () => void {
		if (this.#reason !== null) listener(this.#reason);
		else this.#listeners.add(listener);
		return () => void this.#listeners.delete(listener);
	}
}

async function use(name: Backend, backend: KernelBackend): Promise<void> {
	drop(name); // the one the package registered on import, or a lost one
	registerBackend(name, () => backend);
	if (!(await setBackend(name))) throw new Error(`tfjs refused the ${name} backend`);
}

function drop(name: Backend): void {
	try {
		removeBackend(name);
	} catch {
		// Not registered; or freeing buffers of a lost device threw, and they went with it.
	}
}

async function startWebGpu(hardware: boolean): Promise<RunningBackend> {
	const gpu = (globalThis.navigator as Navigator | undefined)?.gpu;
	if (gpu === undefined) throw new Error('this browser has no WebGPU');
	const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
	if (adapter === null) throw new Error('WebGPU has no adapter');
	if (hardware && adapter.info.isFallbackAdapter) throw new Error('WebGPU runs in software here');
	const device = await adapter.requestDevice();
	const loss = new Loss();
	void device.lost.then(({ message, reason }) => loss.report(message || reason));
	// After an uncaptured error (out of memory, a failed validation) buffers may hold anything, so
	// the device is given up like a lost one.
	device.addEventListener('uncapturederror', ({ error }) => {
		loss.report(error.message);
		device.destroy();
	});
	try {
		const { WebGPUBackend } = await import('@tensorflow/tfjs-backend-webgpu');
		await use('webgpu', new WebGPUBackend(device, adapter.info));
	} catch (cause) {
		loss.close();
		device.destroy();
		throw cause;
	}
	return {
		name: 'webgpu',
		onLost: (listener) => loss.listen(listener),
		lose: () => device.destroy(),
		close: () => {
			loss.close();
			drop('webgpu');
			device.destroy();
		},
	};
}

async function startWebGl(hardware: boolean): Promise<RunningBackend> {
	if (typeof OffscreenCanvas === 'undefined') throw new Error('no canvas for WebGL');
	const canvas = new OffscreenCanvas(1, 1);
	const context = canvas.getContext('webgl2', {
		alpha: false,
		antialias: false,
		depth: false,
		stencil: false,
	});
	if (context === null) throw new Error('this browser has no WebGL2');
	if (hardware && drawsInSoftware(context)) throw new Error('WebGL runs in software here');
	const loss = new Loss();
	canvas.addEventListener('webglcontextlost', (event) => {
		event.preventDefault();
		loss.report('the WebGL context was lost');
	});
	const loser = context.getExtension('WEBGL_lose_context');
	const webgl = await import('@tensorflow/tfjs-backend-webgl');
	webgl.setWebGLContext(2, context);
	await use('webgl', new webgl.MathBackendWebGL(canvas));
	return {
		name: 'webgl',
		onLost: (listener) => loss.listen(listener),
		lose: () => loser?.loseContext(),
		close: () => {
			loss.close();
			drop('webgl');
			loser?.loseContext();
		},
	};
}

/** By the name of the renderer; where a browser hides it, it is taken for a graphics processor. */
function drawsInSoftware(context: WebGL2RenderingContext): boolean {
	const names = context.getExtension('WEBGL_debug_renderer_info');
	const name = String(context.getParameter(names?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER));
	return /swiftshader|llvmpipe|software|basic render/i.test(name);
}

async function startWasm(wasmUrl: string): Promise<RunningBackend> {
	const wasm = await import('@tensorflow/tfjs-backend-wasm');
	// The threaded build starts its workers from a blob, which the content security policy refuses;
	// a network of this size gains nothing from threads.
	env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
	// Not removed and registered anew like the others: the package's own registration starts it.
	wasm.setWasmPaths(wasmUrl.endsWith('/') ? wasmUrl : `${wasmUrl}/`);
	if (!(await setBackend('wasm'))) throw new Error('the wasm file could not be loaded');
	return {
		name: 'wasm',
		onLost: () => () => {}, // memory of its own: nothing can take it away
		lose: () => {},
		close: () => {},
	};
}
