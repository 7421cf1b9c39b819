/** A greyscale PNG of 8 bits. */
import { crc32, deflateSync } from 'node:zlib';

export function pngFile(
	width: number,
	height: number,
	grey: Uint8Array | Uint8ClampedArray,
): Uint8Array<ArrayBuffer> {
	const lines = Buffer.alloc((width + 1) * height);
	for (let row = 0; row < height; row++) {
		lines.set(grey.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
	}
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header[8] = 8;
	const chunk = (name: string, data: Uint8Array): Buffer => {
		const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
		const ends = Buffer.alloc(8);
		ends.writeUInt32BE(data.length, 0);
		ends.writeUInt32BE(crc32(body), 4);
		return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
	};
	return Uint8Array.from(
		Buffer.concat([
			Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
			chunk('IHDR', header),
			chunk('IDAT', deflateSync(lines)),
			chunk('IEND', Buffer.alloc(0)),
		]),
	);
}
