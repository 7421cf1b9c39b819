/**
 * Whether a picture file has its end.
 *
 * Browsers decode what there is of a JPEG that was cut off and fill the rest with grey: as a frame it
 * would be motion that nobody made.
 *
 * Fails Error that says what is missing
 */

/** Enough for what some programs write behind the end. */
const TAIL_BYTES = 1024;

export async function checkPicture(file: Blob): Promise<void> {
	if (file.size === 0) throw new Error('the file has no content');
	const head = await bytesOf(file.slice(0, 8));
	const tail = await bytesOf(file.slice(Math.max(0, file.size - TAIL_BYTES)));
	if (head[0] === 0xff && head[1] === 0xd8) {
		// Two bytes FF D9 end a JPEG and stand nowhere in its coded pictures.
		if (!holds(tail, [0xff, 0xd9])) throw new Error('the JPEG was cut off: it has no end marker');
	} else if (head[0] === 0x89 && head[1] === 0x50) {
		if (!holds(tail, [0x49, 0x45, 0x4e, 0x44])) throw new Error('the PNG was cut off: no IEND');
	}
}

const bytesOf = async (part: Blob): Promise<Uint8Array> => new Uint8Array(await part.arrayBuffer());

const holds = (bytes: Uint8Array, wanted: readonly number[]): boolean =>
	bytes.some((_, at) => wanted.every((value, k) => bytes[at + k] === value));
