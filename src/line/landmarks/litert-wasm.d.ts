/**
 * The bindings of LiteRT's WebAssembly that we call. Its package describes them too, but those types
 * redeclare Float32Array for the whole program.
 */
declare module '@litertjs/core/wasm/litert_wasm_compat_internal.js' {
	interface Deletable {
		delete(): void;
	}
	interface TensorType extends Deletable {
		bytes(): number;
	}
	interface TfliteFile extends Deletable {
		getInputTensorType(signature: number, input: number): TensorType;
	}
	/** Of an Emscripten enum. */
	interface Name {
		readonly value: number;
	}

	export interface TensorBuffer extends Deletable {
		/** Address of its first byte, until `unlock()`. */
		lock(mode: Name): number;
		unlock(): void;
	}
	export interface CompiledFile extends Deletable {
		/** The outputs, in order; who gets them deletes them. */
		run(signature: number, inputs: TensorBuffer[]): TensorBuffer[] | Promise<TensorBuffer[]>;
	}
	export interface Bindings {
		readonly HEAPU8: Uint8Array<ArrayBuffer>;
		readonly LiteRtEnvironment: { create(device: null): Deletable };
		readonly LiteRtTensorBufferType: { readonly HOST_MEMORY: Name };
		readonly LiteRtTensorBufferLockMode: { readonly READ: Name; readonly WRITE: Name };
		readonly LiteRtTensorBuffer: {
			createManaged(
				environment: Deletable,
				kind: Name,
				type: TensorType,
				bytes: number,
			): TensorBuffer;
		};
		_malloc(bytes: number): number;
		_free(at: number): void;
		setupLogging(): void;
		/** The file is read where it lies for as long as the model lives. */
		loadModel(environment: Deletable, at: number, bytes: number): TfliteFile;
		compileModel(
			environment: Deletable,
			model: TfliteFile,
			options: {
				readonly accelerator: 'wasm';
				readonly cpuOptions: { readonly numThreads: number };
				readonly gpuOptions: object;
				readonly webNNOptions: object;
			},
		): CompiledFile | Promise<CompiledFile>;
	}

	export default function createModule(options: {
		readonly locateFile: (name: string) => string;
		readonly print?: (line: string) => void;
		readonly printErr?: (line: string) => void;
	}): Promise<Bindings>;
}
