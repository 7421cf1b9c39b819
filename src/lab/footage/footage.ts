/**
 * A video as the line gets it: every frame's time, mesh and luminance; from a cache on the disk.
 *
 * File    one record per frame (frame-record.ts)
 * Memory  times and meshes are held (6 kB a frame); luminance is read from the file when asked for
 * Owns    an open file: close it
 */
import { closeSync, openSync, readSync } from 'node:fs';
import type { Closable } from '../../core/kernel/index.ts';
import type { FrameArrays } from './frame-record.ts';
import { MATRIX_FLOATS, MESH_FLOATS, RECORD_HEAD_BYTES, headOf } from './frame-record.ts';
import type { FilmTruth } from './truth.ts';

export interface FilmSize {
	readonly width: number;
	readonly height: number;
	readonly frames: number;
}

export interface Footage extends FrameArrays {
	readonly name: string;
	readonly truth: FilmTruth;
	readonly width: number;
	readonly height: number;
	readonly frames: number;
	/** ms since the first frame, [frames]. */
	readonly times: Float64Array;
	/** Writes the luminance of a frame into `out`, [height, width]. */
	readLuma(frame: number, out: Uint8Array): void;
}

/** Footage read back from a cache file. */
export class CachedFootage implements Footage, Closable {
	readonly name: string;
	readonly truth: FilmTruth;
	readonly width: number;
	readonly height: number;
	readonly frames: number;
	readonly times: Float64Array;
	readonly faces: Uint8Array;
	readonly meshes: Float32Array;
	readonly matrices: Float32Array;
	readonly #file: number;
	readonly #recordBytes: number;
	#closed = false;

	constructor(name: string, path: string, size: FilmSize, truth: FilmTruth) {
		this.name = name;
		this.truth = truth;
		this.width = size.width;
		this.height = size.height;
		this.frames = size.frames;
		this.times = new Float64Array(size.frames);
		this.faces = new Uint8Array(size.frames);
		this.meshes = new Float32Array(size.frames * MESH_FLOATS);
		this.matrices = new Float32Array(size.frames * MATRIX_FLOATS);
		this.#recordBytes = RECORD_HEAD_BYTES + size.width * size.height;
		this.#file = openSync(path, 'r');
		try {
			const bytes = new Uint8Array(RECORD_HEAD_BYTES);
			const { marks, mesh, matrix } = headOf(bytes);
			for (let frame = 0; frame < size.frames; frame++) {
				this.#read(bytes, frame * this.#recordBytes);
				this.times[frame] = marks[0]!;
				this.faces[frame] = marks[1]!;
				this.meshes.set(mesh, frame * MESH_FLOATS);
				this.matrices.set(matrix, frame * MATRIX_FLOATS);
			}
		} catch (error) {
			this.close();
			throw error;
		}
	}

	readLuma(frame: number, out: Uint8Array): void {
		const luma = out.subarray(0, this.width * this.height);
		this.#read(luma, frame * this.#recordBytes + RECORD_HEAD_BYTES);
	}

	close(): void {
		if (this.#closed) return;
		this.#closed = true;
		closeSync(this.#file);
	}

	#read(into: Uint8Array, position: number): void {
		let done = 0;
		while (done < into.length) {
			const got = readSync(this.#file, into, done, into.length - done, position + done);
			if (got === 0) throw new RangeError(`the cached video ${this.name} ends too early`);
			done += got;
		}
	}
}
