/**
 * LiteRT's WebAssembly, as little of it as two small models need.
 *
 * In    the folder with LiteRT's wasm; a TensorFlow Lite file whose sizes are fixed
 * Out   `TfliteModel`: one input and some outputs, read and written where they lie
 * Owns  the wasm's memory, for the life of the thread; a model until `close()`
 * Fails Fault `landmarks/model` where the wasm or a model cannot be loaded, `landmarks/failed` in a run
 *
 * Decision: the build for plain SIMD. Its results are the same to the bit in every browser and on every
 * processor; the one with relaxed SIMD is a tenth to a fifth faster, rounds as the processor likes, and not every
 * browser runs it. Threads gained nothing in a trial.
 *
 * The bindings are called directly: the package's own loader wants `importScripts`, which a module
 * worker lacks, and asks for a graphics device that nobody uses.
 */
import type {
	Bindings,
	CompiledFile,
	TensorBuffer,
} from '@litertjs/core/wasm/litert_wasm_compat_internal.js';
import createModule from '@litertjs/core/wasm/litert_wasm_compat_internal.js';
import type { Closable } from '../../core/kernel/index.ts';
import { Fault, asFault } from '../../core/record/index.ts';

const OPTIONS = {
	accelerator: 'wasm',
	cpuOptions: { numThreads: 1 },
	gpuOptions: {},
	webNNOptions: {},
} as const;
/** As exports name it. */
export const RUNTIME = 'LiteRT 2.5.3, wasm';

type Environment = ReturnType<Bindings['LiteRtEnvironment']['create']>;

/** A model and what it was compiled to; `at`: where its file lies. */
interface ModelParts {
	readonly model: ReturnType<Bindings['loadModel']>;
	readonly compiled: CompiledFile;
	readonly at: number;
}

export class TfliteRuntime {
	readonly #wasm: Bindings;
	readonly #environment: Environment;

	private constructor(wasm: Bindings) {
		this.#wasm = wasm;
		this.#environment = wasm.LiteRtEnvironment.create(null);
	}

	/** @param folder absolute address */
	static async load(folder: string): Promise<TfliteRuntime> {
		/** What the library says; of interest only where it fails. */
		const said: string[] = [];
		const hear = (line: string): void => {
			if (said.push(line) > 20) said.shift();
		};
		try {
			const wasm = await createModule({
				locateFile: (name) => new URL(name, `${folder}/`).href,
				print: hear,
				printErr: hear,
			});
			wasm.setupLogging();
			return new TfliteRuntime(wasm);
		} catch (error) {
			const { detail } = asFault(error, 'landmarks/model');
			throw new Fault('landmarks/model', [detail, ...said].join('; '), { cause: error });
		}
	}

	/** @param file TensorFlow Lite, with a batch of one */
	async compile(file: Uint8Array): Promise<TfliteModel> {
		const wasm = this.#wasm;
		// The model is read where it lies for as long as it lives.
		const at = wasm._malloc(file.byteLength);
		wasm.HEAPU8.set(file, at);
		try {
			const model = wasm.loadModel(this.#environment, at, file.byteLength);
			const compiled = await wasm.compileModel(this.#environment, model, OPTIONS);
			return new TfliteModel(wasm, this.#environment, { model, compiled, at });
		} catch (error) {
			wasm._free(at);
			throw asFault(error, 'landmarks/model');
		}
	}
}

export class TfliteModel implements Closable {
	readonly #wasm: Bindings;
	readonly #parts: ModelParts;
	readonly #inputs: TensorBuffer[];
	/** Where the input lies, and how many floats it has. */
	readonly #inputAt: number;
	readonly #inputLength: number;
	#input = new Float32Array(0);

	constructor(wasm: Bindings, environment: Environment, parts: ModelParts) {
		this.#wasm = wasm;
		this.#parts = parts;
		const type = parts.model.getInputTensorType(0, 0);
		const bytes = type.bytes();
		const input = wasm.LiteRtTensorBuffer.createManaged(
			environment,
			wasm.LiteRtTensorBufferType.HOST_MEMORY,
			type,
			bytes,
		);
		type.delete();
		this.#inputs = [input];
		// Host memory stays where it is.
		this.#inputAt = input.lock(wasm.LiteRtTensorBufferLockMode.WRITE);
		input.unlock();
		this.#inputLength = bytes / 4;
	}

	/** The input, to be written before `run`; asked for anew each time, as memory may have grown. */
	get input(): Float32Array {
		const { buffer } = this.#wasm.HEAPU8;
		if (this.#input.buffer !== buffer) {
			this.#input = new Float32Array(buffer, this.#inputAt, this.#inputLength);
		}
		return this.#input;
	}

	/** Side of the square RGB picture that is its input, pixels. */
	get side(): number {
		return Math.sqrt(this.#inputLength / 3);
	}

	/** Runs the model and copies its outputs, in order, into `outputs`; those left over are not read. */
	async run(outputs: readonly Float32Array[]): Promise<void> {
		let given: TensorBuffer[];
		try {
			given = await this.#parts.compiled.run(0, this.#inputs);
		} catch (error) {
			throw asFault(error, 'landmarks/failed');
		}
		for (let i = 0; i < given.length; i++) {
			const from = given[i]!;
			const to = outputs[i];
			if (to !== undefined) {
				const at = from.lock(this.#wasm.LiteRtTensorBufferLockMode.READ);
				to.set(new Float32Array(this.#wasm.HEAPU8.buffer, at, to.length));
				from.unlock();
			}
			from.delete();
		}
	}

	close(): void {
		for (const input of this.#inputs) input.delete();
		this.#parts.compiled.delete();
		this.#parts.model.delete();
		this.#wasm._free(this.#parts.at);
	}
}
