/**
 * Every way the product can fail, by name.
 *
 * Adapters throw a `Fault`; the worker turns it into a `faulted` report; a screen turns the code
 * into words with a way out, the command line into one sentence.
 */

import type * as v from 'valibot';
import { field, object, openName, text } from '../kernel/index.ts';

/**
 * Every way the product can fail, by name.
 *
 * Adapters throw a `Fault`; the worker turns it into a `faulted` report; a screen turns the code
 * into words with a way out (`src/app/parts/fault-text.ts`), the command line into one sentence.
 */
export type FaultCode =
	| 'camera/absent' // no camera is plugged in
	| 'camera/denied' // the person or a policy said no
	| 'camera/busy' // another program holds it
	| 'camera/ended' // unplugged or revoked while running
	| 'camera/frozen' // no new frame for a while
	| 'camera/insecure' // page is neither https nor localhost
	| 'camera/unsupported' // browser has no way to hand us frames
	| 'file/empty' // zero bytes
	| 'file/not-video' // no container we know, or no video track in it
	| 'file/undecodable' // this browser cannot decode the codec
	| 'file/broken' // decoding stopped before the end
	| 'file/too-small' // picture too small to hold a face
	| 'file/too-short' // too few frames to hold a movement
	| 'file/no-face' // decoded fine, no face in any frame
	| 'browser/webcodecs' // no WebCodecs: frames are handed around as VideoFrames
	| 'browser/simd' // no WebAssembly SIMD, which every face tracker needs
	| 'landmarks/webgl' // no WebGL2, which MediaPipe's FaceLandmarker needs
	| 'landmarks/model' // face model missing or unreadable
	| 'landmarks/failed' // MediaPipe threw
	| 'gpu/absent' // no WebGPU, WebGL or wasm backend could be started
	| 'gpu/lost' // device lost and not recovered
	| 'model/missing' // no weights: events are found but not classified
	| 'model/mismatch' // weights do not fit the network
	| 'storage/full'
	| 'worker/crashed';

/** An error with a code from the list above; `detail` is for logs, never the only text shown. */
export class Fault extends Error {
	readonly code: FaultCode;
	readonly detail: string;

	constructor(code: FaultCode, detail: string, options?: { cause?: unknown }) {
		super(`${code}: ${detail}`, options);
		this.name = 'Fault';
		this.code = code;
		this.detail = detail;
	}
}

/** The fault in `error`, or `error` wrapped under `code`. */
export function asFault(error: unknown, code: FaultCode): Fault {
	if (error instanceof Fault) return error;
	const detail = error instanceof Error ? error.message : String(error);
	return new Fault(code, detail, { cause: error });
}

export const faultReportSchema = object({
	code: field(openName<FaultCode>(), '', 'fault by name, for example file/broken'),
	detail: field(text, '', 'technical detail of the fault'),
});

export type FaultReport = v.InferOutput<typeof faultReportSchema>;
