/** A frame's aligned face onto a canvas; without one the canvas is cleared. */
import type { FramePicture } from '../../../line/pipeline/index.ts';

export function paintFrame(canvas: HTMLCanvasElement, picture: FramePicture | undefined): void {
	const context = canvas.getContext('2d');
	if (context === null) return;
	if (picture === undefined) {
		context.clearRect(0, 0, canvas.width, canvas.height);
		return;
	}
	const { size, rgba } = picture;
	canvas.width = size;
	canvas.height = size;
	context.putImageData(new ImageData(rgba, size, size), 0, 0);
}
