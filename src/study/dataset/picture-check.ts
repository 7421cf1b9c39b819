/**
 * Whether a picture file is whole, from its own structure: nothing is decoded. Pure.
 *
 * JPEG   markers from SOI over the frame's size to EOI, so a file that was cut off is found anywhere
 * PNG    every chunk's length and checksum, from IHDR over IDAT to IEND
 * BMP    the size that its header gives
 * What lies inside of a JPEG's scan is not looked at: a flipped bit there goes unnoticed.
 */

export type PictureCheck =
	| { readonly width: number; readonly height: number; readonly fault: null }
	/** `fault`: half a sentence about the file, such as `it was cut off ...`. */
	| { readonly fault: string };

export function checkPicture(bytes: Uint8Array): PictureCheck {
	if (bytes.length === 0) return { fault: 'it has no content' };
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (bytes[0] === 0xff && bytes[1] === 0xd8) return checkJpeg(bytes, view);
	if (bytes[0] === 0x89 && bytes[1] === 0x50) return checkPng(bytes, view);
	if (bytes[0] === 0x42 && bytes[1] === 0x4d) return checkBitmap(view);
	return { fault: 'it is no JPEG, PNG or BMP' };
}

/** Start-of-frame markers; C4, C8 and CC between them are something else. */
const isFrameStart = (marker: number): boolean =>
	marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function checkJpeg(bytes: Uint8Array, view: DataView): PictureCheck {
	let size: { width: number; height: number } | null = null;
	let scans = 0;
	let at = 2;
	while (at + 1 < bytes.length) {
		if (bytes[at] !== 0xff) return { fault: `its JPEG markers break off at byte ${at}` };
		const marker = bytes[at + 1]!;
		if (marker === 0xff) {
			at += 1; // fill bytes
		} else if (marker === 0xd9) {
			if (size === null || scans === 0) return { fault: 'it is a JPEG without a picture' };
			return { ...size, fault: null };
		} else if (at + 4 > bytes.length) {
			break;
		} else {
			const length = view.getUint16(at + 2);
			if (isFrameStart(marker) && at + 9 <= bytes.length) {
				size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
			}
			at += 2 + length;
			if (marker === 0xda) {
				scans += 1;
				at = scanEnd(bytes, at);
			}
		}
	}
	return { fault: `it was cut off: the JPEG has no end after ${bytes.length} bytes` };
}

/** The next marker that is neither a stuffed byte nor a restart. */
function scanEnd(bytes: Uint8Array, from: number): number {
	for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
		const next = bytes[at + 1];
		if (next !== undefined && next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at;
	}
	return bytes.length;
}

const IHDR = 0x49484452;
const IDAT = 0x49444154;
const IEND = 0x49454e44;

function checkPng(bytes: Uint8Array, view: DataView): PictureCheck {
	let size: { width: number; height: number } | null = null;
	let data = false;
	let at = 8;
	while (at + 12 <= bytes.length) {
		const length = view.getUint32(at);
		const name = view.getUint32(at + 4);
		const end = at + 8 + length;
		if (end + 4 > bytes.length) break;
		if (crc32(bytes.subarray(at + 4, end)) !== view.getUint32(end)) {
			return { fault: `its PNG data are damaged before byte ${end}` };
		}
		if (name === IHDR && length >= 8) {
			size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
		}
		data ||= name === IDAT;
		if (name === IEND) {
			if (size === null || !data) return { fault: 'it is a PNG without a picture' };
			return { ...size, fault: null };
		}
		at = end + 4;
	}
	return { fault: `it was cut off: the PNG has no end after ${bytes.length} bytes` };
}

function checkBitmap(view: DataView): PictureCheck {
	if (view.byteLength < 26) return { fault: 'it was cut off: the BMP has no header' };
	const wanted = view.getUint32(2, true);
	const width = view.getInt32(18, true);
	const height = Math.abs(view.getInt32(22, true));
	if (view.byteLength < wanted) {
		return { fault: `it was cut off: the BMP has ${view.byteLength} of ${wanted} bytes` };
	}
	return { width, height, fault: null };
}

/** PNG's checksum (ISO 15948, annex D). */
const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
	let c = n;
	for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
	return c;
});

function crc32(bytes: Uint8Array): number {
	let c = 0xffffffff;
	for (const byte of bytes) c = CRC[(c ^ byte) & 0xff]! ^ (c >>> 8);
	return (c ^ 0xffffffff) >>> 0;
}
