/** Pictures of an event as they are kept and exported: PNG, without loss, and back. Page and worker. */
import type { EventPictures } from '../../core/record/index.ts';

export const PICTURE_PARTS = ['onset', 'apex', 'offset', 'difference'] as const;

/** An event's pictures as they are kept, PNG. */
export type KeptPictures = Readonly<Record<(typeof PICTURE_PARTS)[number], Blob>>;

export async function packPictures(pictures: EventPictures): Promise<KeptPictures> {
	const { size, onset, apex, offset, difference } = pictures;
	return {
		onset: await packed(onset, size),
		apex: await packed(apex, size),
		offset: await packed(offset, size),
		difference: await packed(grey(difference), size),
	};
}

export async function unpackPictures(kept: KeptPictures): Promise<EventPictures> {
	const onset = await unpacked(kept.onset);
	const [apex, offset] = [await unpacked(kept.apex), await unpacked(kept.offset)];
	const difference = await unpacked(kept.difference);
	return {
		size: onset.width,
		onset: onset.data,
		apex: apex.data,
		offset: offset.data,
		difference: Uint8ClampedArray.from(
			{ length: difference.width * difference.height },
			(_, at) => difference.data[4 * at]!,
		),
	};
}

function grey(values: Uint8ClampedArray): Uint8ClampedArray<ArrayBuffer> {
	const rgba = new Uint8ClampedArray(4 * values.length);
	for (const [at, value] of values.entries()) {
		rgba.fill(value, 4 * at, 4 * at + 3);
		rgba[4 * at + 3] = 255;
	}
	return rgba;
}

function packed(rgba: Uint8ClampedArray<ArrayBuffer>, size: number): Promise<Blob> {
	const canvas = new OffscreenCanvas(size, size);
	contextOf(canvas).putImageData(new ImageData(rgba, size, size), 0, 0);
	return canvas.convertToBlob({ type: 'image/png' });
}

async function unpacked(blob: Blob): Promise<ImageData & { data: Uint8ClampedArray<ArrayBuffer> }> {
	const bitmap = await createImageBitmap(blob);
	try {
		const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
		const context = contextOf(canvas);
		context.drawImage(bitmap, 0, 0);
		return context.getImageData(0, 0, bitmap.width, bitmap.height);
	} finally {
		bitmap.close();
	}
}

/** On the processor: it is read back at once. */
function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
	const context = canvas.getContext('2d', { willReadFrequently: true });
	if (context === null) throw new Error('this browser gives no canvas to pack pictures on');
	return context;
}
