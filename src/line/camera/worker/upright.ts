/**
 * A decoded sample as the frame a person would see.
 *
 * Usually the decoder's own frame. Phones write turned pictures, old cameras oblong pixels; those are
 * made upright once, so that landmarks and pixel planes see the same picture.
 */
import type { VideoSample } from 'mediabunny';
import type { PlaneReader } from './plane-reader.ts';
import { turnedFrame } from './turn-planes.ts';

export async function upright(sample: VideoSample, reader: PlaneReader): Promise<VideoFrame> {
	const { num, den } = sample.pixelAspectRatio;
	const square = num === den;
	if (sample.rotation === 0 && !sample.flip && square) return sample.toVideoFrame();
	if (square && (sample.format === 'I420' || sample.format === 'NV12')) {
		const frame = sample.toVideoFrame();
		try {
			return turnedFrame(await reader.read(frame), sample.rotation, sample.flip, {
				timestamp: frame.timestamp,
				colorSpace: frame.colorSpace,
			});
		} finally {
			frame.close();
		}
	}
	return drawn(sample);
}

/** The canvas stays on the CPU: its bytes are read back for every frame. */
function drawn(sample: VideoSample): VideoFrame {
	const canvas = new OffscreenCanvas(sample.displayWidth, sample.displayHeight);
	const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
	if (!context) throw new RangeError('no 2d canvas to draw the frame on');
	sample.draw(context, 0, 0);
	return new VideoFrame(canvas, { timestamp: sample.microsecondTimestamp, alpha: 'discard' });
}
