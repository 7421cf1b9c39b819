/**
 * What the line cannot do without in a browser, asked before anything is loaded: what is missing has a
 * name then, and is no riddle in the middle of a session.
 *
 * In     the worker's global object, or what stands for it
 * Fails  Fault `browser/webcodecs`, `browser/simd`
 */
import { Fault } from '../../core/record/index.ts';

export interface WorkerGlobals {
	readonly VideoFrame?: unknown;
	readonly WebAssembly?: { validate(bytes: Uint8Array<ArrayBuffer>): boolean };
}

/** The smallest module with a SIMD instruction: a function that gives `i8x16.splat(0)`. */
const SIMD_MODULE = Uint8Array.from([
	...[0, 97, 115, 109, 1, 0, 0, 0], // \0asm, version 1
	...[1, 5, 1, 96, 0, 1, 123], // types: () -> v128
	...[3, 2, 1, 0], // functions: one of type 0
	...[10, 8, 1, 6, 0, 65, 0, 253, 15, 11], // code: i32.const 0, i8x16.splat, end
]);

export function checkBrowser({ VideoFrame, WebAssembly }: WorkerGlobals): void {
	if (VideoFrame === undefined) throw new Fault('browser/webcodecs', 'no VideoFrame in a worker');
	if (WebAssembly?.validate(SIMD_MODULE) !== true) {
		throw new Fault('browser/simd', 'WebAssembly runs no 128-bit instructions');
	}
}
