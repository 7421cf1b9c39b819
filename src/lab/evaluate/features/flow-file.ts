/**
 * A motion field as others hand it over: little-endian float32, [2, 28, 28], row-major: u to the
 * right, then v downwards. Pure.
 */
import { GRID } from '../../../line/classify/index.ts';
import { CommandError } from '../../terminal/index.ts';

export interface FlowFile {
	/** Each 28 x 28, row-major. */
	readonly u: Float32Array;
	readonly v: Float32Array;
}

const CELLS = GRID * GRID;
const BYTES = 2 * CELLS * Float32Array.BYTES_PER_ELEMENT;

/** @param called - the file, for the sentence about what is wrong with it. */
export function flowOf(bytes: Uint8Array, called: string): FlowFile {
	if (bytes.byteLength !== BYTES) {
		throw new CommandError(
			`${called} has ${bytes.byteLength} bytes, expected ${BYTES}: write it as float32 of shape [2, ${GRID}, ${GRID}], without a header.`,
		);
	}
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const values = Float32Array.from({ length: 2 * CELLS }, (_, i) => view.getFloat32(4 * i, true));
	const wrong = values.findIndex((value) => !Number.isFinite(value));
	if (wrong >= 0) {
		const cell = wrong % CELLS;
		throw new CommandError(
			`${called} has ${values[wrong]!} in ${wrong < CELLS ? 'u' : 'v'}, row ${Math.floor(cell / GRID)}, column ${cell % GRID}: repair the motion, or leave the row out.`,
		);
	}
	return { u: values.subarray(0, CELLS), v: values.subarray(CELLS) };
}

/** Nothing moves anywhere. */
export const isStill = ({ u, v }: FlowFile): boolean =>
	[u, v].every((part) => part.every((x) => x === 0));
