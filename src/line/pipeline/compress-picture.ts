/** Pictures as small files, in the worker. */
import type { Compress } from './event-strips.ts';

/** High enough that motion can still be measured on it; about 5 kB a face. */
const QUALITY = 0.92;

/** WebP; PNG in browsers that write none. One picture at a time: the next waits for the promise. */
export function pictureCompressor(): Compress {
	let canvas: OffscreenCanvas | null = null;
	return (rgba, size) => {
		if (canvas?.width !== size) canvas = new OffscreenCanvas(size, size);
		const context = canvas.getContext('2d', { willReadFrequently: true });
		if (context === null) throw new Error('no 2d canvas to compress on');
		context.putImageData(new ImageData(rgba, size, size), 0, 0);
		return canvas.convertToBlob({ type: 'image/webp', quality: QUALITY });
	};
}
