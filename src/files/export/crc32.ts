/** The checksum of a zip's entries: CRC-32 of ISO 3309, reflected. */
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
	let value = byte;
	for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
	return value;
});

/** @param before of what came before `bytes`; 0: nothing */
export function crc32(bytes: Uint8Array, before = 0): number {
	let value = ~before;
	for (let at = 0; at < bytes.length; at++) {
		value = (value >>> 8) ^ TABLE[(value ^ bytes[at]!) & 255]!;
	}
	return ~value >>> 0;
}
