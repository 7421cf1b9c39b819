/**
 * Signals as fixed-size rows of bytes: what a recorder appends, frame after frame.
 *
 * Row   120 bytes, little-endian: ms f64, frame i32, yaw pitch roll scale light f32, motion 16 x f32,
 *       masked 16 x u8, face blinking speaking u8, one of padding
 * Cost  a batch is one buffer for all its rows; pushing a frame allocates nothing
 * Note  a row that was cut off by a crash is left out: whole rows count
 */
import type { Signals } from '../../core/record/index.ts';
import { emptySignals } from '../export/index.ts';
import { REGIONS } from '../../core/record/index.ts';
import type { FrameReport } from '../../line/pipeline/index.ts';

const R = REGIONS.length;
const FRAME_AT = 8;
const POSE_AT = 12;
const MOTION_AT = POSE_AT + 5 * 4;
const MASKED_AT = MOTION_AT + 4 * R;
const FACE_AT = MASKED_AT + R;

export const ROW_BYTES = Math.ceil((FACE_AT + 3) / 8) * 8;

const FACES: Readonly<Record<FrameReport['face']['state'], number>> = {
	none: 0,
	tracked: 1,
	turned: 2,
	small: 3,
};

/** Rows that are not written yet, in a buffer that travels to the worker and comes back. */
export class SignalBatch {
	readonly #view: DataView<ArrayBuffer>;
	readonly #bytes: Uint8Array<ArrayBuffer>;
	#rows = 0;

	/** `buffer`: of any size from one row on. */
	constructor(buffer: ArrayBuffer) {
		this.#view = new DataView(buffer);
		this.#bytes = new Uint8Array(buffer);
	}

	get rows(): number {
		return this.#rows;
	}

	get isFull(): boolean {
		return (this.#rows + 1) * ROW_BYTES > this.#bytes.length;
	}

	/** To be transferred; the batch is of no use afterwards. */
	get buffer(): ArrayBuffer {
		return this.#bytes.buffer;
	}

	/** RangeError when it is full. */
	push({ at, frame, face, motion, masked }: FrameReport): void {
		if (this.isFull) throw new RangeError('the batch is full');
		const row = this.#rows * ROW_BYTES;
		const view = this.#view;
		view.setFloat64(row, at, true);
		view.setInt32(row + FRAME_AT, frame, true);
		view.setFloat32(row + POSE_AT, face.yaw, true);
		view.setFloat32(row + POSE_AT + 4, face.pitch, true);
		view.setFloat32(row + POSE_AT + 8, face.roll, true);
		view.setFloat32(row + POSE_AT + 12, face.scale, true);
		view.setFloat32(row + POSE_AT + 16, face.light, true);
		const none = face.state === 'none';
		for (let region = 0; region < R; region++) {
			const moved = none ? NaN : (motion[region] ?? NaN);
			view.setFloat32(row + MOTION_AT + 4 * region, moved, true);
			this.#bytes[row + MASKED_AT + region] = masked[region] ?? 0;
		}
		this.#bytes[row + FACE_AT] = FACES[face.state];
		this.#bytes[row + FACE_AT + 1] = face.blinking ? 1 : 0;
		this.#bytes[row + FACE_AT + 2] = face.speaking ? 1 : 0;
		this.#rows += 1;
	}
}

/** Rows -> columns. */
export function readRows(buffer: ArrayBuffer): Signals {
	const count = Math.floor(buffer.byteLength / ROW_BYTES);
	const signals = emptySignals(count);
	const view = new DataView(buffer);
	const bytes = new Uint8Array(buffer);
	for (let at = 0; at < count; at++) {
		const row = at * ROW_BYTES;
		signals.ms[at] = view.getFloat64(row, true);
		signals.frame[at] = view.getInt32(row + FRAME_AT, true);
		signals.yaw[at] = view.getFloat32(row + POSE_AT, true);
		signals.pitch[at] = view.getFloat32(row + POSE_AT + 4, true);
		signals.roll[at] = view.getFloat32(row + POSE_AT + 8, true);
		signals.scale[at] = view.getFloat32(row + POSE_AT + 12, true);
		signals.light[at] = view.getFloat32(row + POSE_AT + 16, true);
		for (let region = 0; region < R; region++) {
			signals.motion[at * R + region] = view.getFloat32(row + MOTION_AT + 4 * region, true);
			signals.masked[at * R + region] = bytes[row + MASKED_AT + region]!;
		}
		signals.face[at] = bytes[row + FACE_AT]!;
		signals.blinking[at] = bytes[row + FACE_AT + 1]!;
		signals.speaking[at] = bytes[row + FACE_AT + 2]!;
	}
	return signals;
}

/** Columns -> rows, for sessions that are imported. */
export function writeRows(signals: Signals): Uint8Array<ArrayBuffer> {
	const bytes = new Uint8Array(signals.count * ROW_BYTES);
	const view = new DataView(bytes.buffer);
	for (let at = 0; at < signals.count; at++) {
		const row = at * ROW_BYTES;
		view.setFloat64(row, signals.ms[at]!, true);
		view.setInt32(row + FRAME_AT, signals.frame[at]!, true);
		view.setFloat32(row + POSE_AT, signals.yaw[at]!, true);
		view.setFloat32(row + POSE_AT + 4, signals.pitch[at]!, true);
		view.setFloat32(row + POSE_AT + 8, signals.roll[at]!, true);
		view.setFloat32(row + POSE_AT + 12, signals.scale[at]!, true);
		view.setFloat32(row + POSE_AT + 16, signals.light[at]!, true);
		for (let region = 0; region < R; region++) {
			view.setFloat32(row + MOTION_AT + 4 * region, signals.motion[at * R + region]!, true);
			bytes[row + MASKED_AT + region] = signals.masked[at * R + region]!;
		}
		bytes[row + FACE_AT] = signals.face[at]!;
		bytes[row + FACE_AT + 1] = signals.blinking[at]!;
		bytes[row + FACE_AT + 2] = signals.speaking[at]!;
	}
	return bytes;
}
