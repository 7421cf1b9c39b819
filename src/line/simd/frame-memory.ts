/**
 * The thread's memory for the frame in hand: planes that are read into it are warped where they lie,
 * without another copy.
 *
 * Owns   one WebAssembly memory a thread: scratch in front, the frame behind; it grows to the largest
 *        frame so far and is kept
 */
const PAGE_BYTES = 65536;
/** What warps of a frame need at most: their pictures, luminance to RGB. */
export const SCRATCH_BYTES = 4 * 1024 * 1024;

let memory: WebAssembly.Memory | null = null;
let frame = new Uint8Array(0);

/** The memory, once a frame has been read into it. */
export const frameMemory = (): WebAssembly.Memory | null => memory;

/**
 * At least `size` bytes for a frame. What lay there before goes, and where the memory had to grow,
 * earlier arrays with it.
 */
export function frameBytes(size: number): Uint8Array<ArrayBuffer> {
	const needed = SCRATCH_BYTES + size;
	memory ??= new WebAssembly.Memory({ initial: Math.ceil(needed / PAGE_BYTES) });
	const missing = needed - memory.buffer.byteLength;
	if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
	if (frame.buffer !== memory.buffer) frame = new Uint8Array(memory.buffer, SCRATCH_BYTES);
	return frame;
}
