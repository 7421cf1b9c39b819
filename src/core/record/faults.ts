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
	| 'camera/denied' // the person said no, now or before
	| 'camera/dismissed' // the browser's question was closed
	| 'camera/embedded' // the page around hands no camera on: no allow="camera"
	| 'camera/forbidden' // a header of the page's own server forbids it
	| 'camera/system' // the system lets this browser use none
	| 'camera/busy' // another program holds it
	| 'camera/ended' // unplugged or revoked while running
	| 'camera/frozen' // no new frame for a while
	| 'camera/insecure' // page is neither https nor localhost
	| 'camera/unsupported' // browser has no way to hand us frames
	| 'file/empty' // zero bytes
	| 'file/not-video' // no container we know, or no video track in it
	| 'file/sound-only' // a sound track and no picture
	| 'file/no-index' // cut off before its index: not one frame can be found
	| 'file/other-container' // a film, in a container that browsers do not read: AVI, WMV, ...; by name in the detail
	| 'file/undecodable' // this browser cannot decode the codec, which is the detail
	| 'file/broken' // decoding stopped before the end
	| 'file/too-small' // picture too small to hold a face
	| 'file/too-short' // too few frames to hold a movement
	| 'file/no-face' // decoded fine, no face in any frame
	| 'browser/insecure' // neither https nor localhost: no decoders, no checksums
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

const CAMERA_REFUSALS: readonly FaultCode[] = [
	'camera/denied',
	'camera/dismissed',
	'camera/embedded',
	'camera/forbidden',
	'camera/insecure',
	'camera/system',
];

/** Somebody or something said no: asking again at once is no use. */
export const isCameraRefusal = (code: string): boolean =>
	CAMERA_REFUSALS.some((refusal) => refusal === code);

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
