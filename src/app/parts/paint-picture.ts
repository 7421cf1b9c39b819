/** Pictures of an event onto canvases: key frames as they are, the motion map in the rise's hue. */
import type { EventPictures } from '../../core/record/index.ts';

export type PictureName = 'onset' | 'apex' | 'offset' | 'motion';

export function paintPicture(
	canvas: HTMLCanvasElement,
	pictures: EventPictures,
	name: PictureName,
): void {
	const { size } = pictures;
	canvas.width = size;
	canvas.height = size;
	const context = canvas.getContext('2d');
	if (context === null) return;
	const pixels = name === 'motion' ? motionMap(pictures) : pictures[name];
	context.putImageData(new ImageData(pixels, size, size), 0, 0);
}

/** The hue of the rise, as `--rise` in the dark theme: pictures look the same in both. */
const HOT: readonly [number, number, number] = [255, 176, 103];

/** The apex in dim grey, lit where it differs from the onset. */
function motionMap({ apex, difference }: EventPictures): Uint8ClampedArray<ArrayBuffer> {
	const out = new Uint8ClampedArray(apex.length);
	for (let pixel = 0; pixel < difference.length; pixel++) {
		const at = pixel * 4;
		// BT.601 luma, at under half strength: the face stays recognisable beneath the map.
		const grey = 0.4 * (0.299 * apex[at]! + 0.587 * apex[at + 1]! + 0.114 * apex[at + 2]!);
		const heat = difference[pixel]! / 255;
		for (let channel = 0; channel < 3; channel++) {
			out[at + channel] = grey + (HOT[channel]! - grey) * heat;
		}
		out[at + 3] = 255;
	}
	return out;
}
