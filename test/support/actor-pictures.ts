/** A folder of pictures of the actor, as a data set has them: uncompressed, so that they are exact. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ActorFace, ActorScript } from '../../src/study/actor/index.ts';
import type { ScriptOptions } from '../../src/study/actor/index.ts';

/** A BMP of 24 bits, rows from the bottom up; a width of a multiple of four needs no padding. */
export function bitmapFile(
	rgba: Uint8ClampedArray,
	width: number,
	height: number,
): Uint8Array<ArrayBuffer> {
	if (width % 4 !== 0) throw new RangeError(`${width} pixels need padding`);
	const bytes = new Uint8Array(54 + 3 * width * height);
	const view = new DataView(bytes.buffer);
	view.setUint16(0, 0x424d); // BM
	view.setUint32(2, bytes.length, true);
	view.setUint32(10, 54, true);
	view.setUint32(14, 40, true);
	view.setInt32(18, width, true);
	view.setInt32(22, height, true);
	view.setUint16(26, 1, true);
	view.setUint16(28, 24, true);
	let to = 54;
	for (let row = height - 1; row >= 0; row--) {
		for (let x = 0; x < width; x++) {
			const from = 4 * (row * width + x);
			bytes[to++] = rgba[from + 2]!;
			bytes[to++] = rgba[from + 1]!;
			bytes[to++] = rgba[from]!;
		}
	}
	return bytes;
}

export interface ActorPictures {
	readonly folder: string;
	readonly script: ScriptOptions;
	readonly fps: number;
	readonly width?: number;
	readonly height?: number;
	/** Frame numbers to write, such as 5562 to 5570; the script's first frame is the first of them. */
	readonly numbers: readonly number[];
	readonly nameOf: (number: number) => string;
}

/** Returns the pictures' RGBA by number. */
export async function writeActorPictures(
	wanted: ActorPictures,
): Promise<ReadonlyMap<number, Uint8ClampedArray>> {
	const { folder, fps, width = 320, height = 240, numbers, nameOf } = wanted;
	await mkdir(folder, { recursive: true });
	const script = new ActorScript(wanted.script);
	const face = new ActorFace({ width, height, seed: 0 });
	const pictures = new Map<number, Uint8ClampedArray>();
	for (const number of numbers) {
		const rgba = new Uint8ClampedArray(width * height * 4);
		const frame = number - numbers[0]!;
		face.render(script.poseAt((1000 * frame) / fps), frame, rgba);
		pictures.set(number, rgba);
		await writeFile(join(folder, nameOf(number)), bitmapFile(rgba, width, height));
	}
	return pictures;
}
