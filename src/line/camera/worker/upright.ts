/**
 * A decoded sample as the frame a person would see.
 *
 * Usually the decoder's own frame. Phones write turned pictures, old cameras oblong pixels; those are
 * made upright once, so that landmarks and pixel planes see the same picture. So are colours that
 * a decoder labels otherwise than the file does: WebKit's calls all video of its size BT.601.
 */
import type { VideoSample } from 'mediabunny';
import type { PlaneReader } from './plane-reader.ts';
import { turnedFrame } from './turn-planes.ts';

/** @param label the file's; what it leaves open is the decoder's to say */
export async function upright(
	sample: VideoSample,
	reader: PlaneReader,
	label: VideoColorSpaceInit,
): Promise<VideoFrame> {
	const { num, den } = sample.pixelAspectRatio;
	const square = num === den;
	const planar = sample.format === 'I420' || sample.format === 'NV12';
	const asIs = sample.rotation === 0 && !sample.flip && square;
	if (asIs && !(planar && isMislabelled(sample, label))) return sample.toVideoFrame();
	if (square && planar) {
		const frame = sample.toVideoFrame();
		try {
			return turnedFrame(await reader.read(frame), sample.rotation, sample.flip, {
				timestamp: frame.timestamp,
				colorSpace: labelled(frame.colorSpace, label),
			});
		} finally {
			frame.close();
		}
	}
	return drawn(sample);
}

/** Whether its brightness or its colours would be read otherwise than the file says. */
const isMislabelled = ({ colorSpace }: VideoSample, label: VideoColorSpaceInit): boolean =>
	(label.fullRange ?? colorSpace.fullRange ?? false) !== (colorSpace.fullRange ?? false) ||
	coefficientsOf(label.matrix ?? colorSpace.matrix) !== coefficientsOf(colorSpace.matrix);

/** Two names of BT.601. */
const coefficientsOf = (matrix: string | null): string | null =>
	matrix === 'bt470bg' ? 'smpte170m' : matrix;

const labelled = (decoded: VideoColorSpace, label: VideoColorSpaceInit): VideoColorSpaceInit => ({
	primaries: label.primaries ?? decoded.primaries,
	transfer: label.transfer ?? decoded.transfer,
	matrix: label.matrix ?? decoded.matrix,
	fullRange: label.fullRange ?? decoded.fullRange,
});

/** The canvas stays on the CPU: its bytes are read back for every frame. */
function drawn(sample: VideoSample): VideoFrame {
	const canvas = new OffscreenCanvas(sample.displayWidth, sample.displayHeight);
	const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
	if (!context) throw new RangeError('no 2d canvas to draw the frame on');
	sample.draw(context, 0, 0);
	return new VideoFrame(canvas, { timestamp: sample.microsecondTimestamp, alpha: 'discard' });
}
