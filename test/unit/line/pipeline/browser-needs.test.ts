import { describe, expect, test } from 'vitest';
import { checkBrowser } from '../../../../src/line/pipeline/browser-needs.ts';

const VideoFrame = class {};

describe('what a browser must have', () => {
	test('is there: nothing is said', () => {
		// This WebAssembly is the engine's own, and runs SIMD.
		expect(() => checkBrowser({ VideoFrame, WebAssembly })).not.toThrow();
	});

	test.each([
		['a secure context', 'browser/insecure', { isSecureContext: false, VideoFrame, WebAssembly }],
		['WebCodecs', 'browser/webcodecs', { WebAssembly }],
		['WebAssembly', 'browser/simd', { VideoFrame }],
		['SIMD', 'browser/simd', { VideoFrame, WebAssembly: { validate: () => false } }],
	])('without %s it is named', (_name, code, scope) => {
		expect(() => checkBrowser(scope)).toThrow(expect.objectContaining({ code }) as Error);
	});
});
