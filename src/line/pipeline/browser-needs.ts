/**
 * What the line cannot do without in a browser, asked before anything is loaded: what is missing has a
 * name then, and is no riddle in the middle of a session.
 *
 * In     the worker's global object, or what stands for it
 * Fails  Fault `browser/insecure`, `browser/webcodecs`, `browser/simd`
 */
import { Fault } from '../../core/record/index.ts';

export interface WorkerGlobals {
	readonly isSecureContext?: boolean;
	readonly VideoFrame?: unknown;
	readonly WebAssembly?: { validate(bytes: Uint8Array<ArrayBuffer>): boolean };
}

/**
 * The smallest module with a SIMD instruction, section by section: magic and
 * version; a type () -> v128; a function of it; its code: i32.const 0, i8x16.splat, end.
 */
const SIMD_MODULE = Uint8Array.from(
	[
		'00 61 73 6d 01 00 00 00',
		'01 05 01 60 00 01 7b',
		'03 02 01 00',
		'0a 08 01 06 00 41 00 fd 0f 0b',
	]
		.join(' ')
		.split(' '),
	(byte) => parseInt(byte, 16),
);

export function checkBrowser({ isSecureContext, VideoFrame, WebAssembly }: WorkerGlobals): void {
	// Without it there are no decoders and no checksums, whatever the browser.
	if (isSecureContext === false) throw new Fault('browser/insecure', 'no secure context');
	if (VideoFrame === undefined) throw new Fault('browser/webcodecs', 'no VideoFrame in a worker');
	if (WebAssembly?.validate(SIMD_MODULE) !== true) {
		throw new Fault('browser/simd', 'WebAssembly runs no 128-bit instructions');
	}
}
