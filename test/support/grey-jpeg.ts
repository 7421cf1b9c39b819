/**
 * A greyscale JPEG of flat blocks, 8 x 8 pixels each: one component, as SAMM's pictures have.
 *
 * Baseline (ITU T.81). Only the mean of a block is coded, so every grey comes out as it went in.
 */

/** @param grey - of block (column, row), 0..255; @param blocks - [columns, rows] */
export function greyJpeg(
	[columns, rows]: readonly [number, number],
	grey: (column: number, row: number) => number,
): Uint8Array<ArrayBuffer> {
	const [width, height] = [8 * columns, 8 * rows];
	const bits: number[] = [];
	const put = (value: number, length: number): void => {
		for (let k = length - 1; k >= 0; k--) bits.push((value >> k) & 1);
	};
	let before = 0;
	for (let row = 0; row < rows; row++) {
		for (let column = 0; column < columns; column++) {
			const mean = Math.round(grey(column, row)) - 128;
			const step = mean - before;
			before = mean;
			const size = step === 0 ? 0 : 32 - Math.clz32(Math.abs(step));
			put(size, 4);
			if (size > 0) put(step > 0 ? step : step + (1 << size) - 1, size);
			put(0, 1); // end of block
		}
	}
	while (bits.length % 8 !== 0) bits.push(1);
	const scan: number[] = [];
	for (let at = 0; at < bits.length; at += 8) {
		const byte = bits.slice(at, at + 8).reduce((sum, bit) => 2 * sum + bit, 0);
		scan.push(byte);
		if (byte === 0xff) scan.push(0);
	}
	const segment = (marker: number, ...body: number[]): number[] => [
		0xff,
		marker,
		(body.length + 2) >> 8,
		(body.length + 2) & 0xff,
		...body,
	];
	return Uint8Array.from([
		0xff,
		0xd8,
		// The mean of a block is coded as 8 times itself over 8.
		...segment(0xdb, 0, ...Array.from({ length: 64 }, () => 8)),
		...segment(0xc0, 8, height >> 8, height & 0xff, width >> 8, width & 0xff, 1, 1, 0x11, 0),
		// Twelve sizes, four bits each; one bit ends a block.
		...segment(0xc4, 0x00, 0, 0, 0, 12, ...new Array<number>(12).fill(0), ...Array(12).keys()),
		...segment(0xc4, 0x10, 1, ...new Array<number>(15).fill(0), 0),
		...segment(0xda, 1, 1, 0x00, 0, 63, 0),
		...scan,
		0xff,
		0xd9,
	]);
}
