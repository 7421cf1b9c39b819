/**
 * A decoded sample as the frame a person would see.
 *
 * Usually the decoder's own frame. Phones write turned pictures, old cameras oblong pixels; those are
 * drawn once, so that landmarks and pixel planes see the same picture. The canvas stays on the CPU: its
 * bytes are read back for every frame.
 */
import type { VideoSample } from 'mediabunny';

export function upright(sample: VideoSample): VideoFrame {
	const { num, den } = sample.pixelAspectRatio;
	if (sample.rotation === 0 && !sample.flip && num === den) return sample.toVideoFrame();
	const canvas = new OffscreenCanvas(sample.displayWidth, sample.displayHeight);
	const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
	if (!context) throw new RangeError('no 2d canvas to draw the frame on');
	sample.draw(context, 0, 0);
	return new VideoFrame(canvas, { timestamp: sample.microsecondTimestamp, alpha: 'discard' });
}
