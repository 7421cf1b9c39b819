/**
 * Motion that was measured before: `KEY.motion` in a folder of the person's own disk.
 *
 * What is kept of licensed pictures is this and nothing else: a hash as the name, flow fields as the
 * content. No picture, no landmark, no name of a person or a clip.
 *
 * File  float32, little-endian: format, frame number of the apex, 1 with a fall or 0, then the fields
 *       u and v of the rise and of the fall, [28, 28] each
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GRID } from '../../../line/classify/index.ts';
import type { ClipFlow } from './clip-motion.ts';

/** To be counted up with every change of what is measured or how it is kept. */
export const MOTION_VERSION = 2;
const HEAD = 3;
const CELLS = GRID * GRID;

export interface StoredMotion {
	readonly motion: ClipFlow;
	/** Frame number: the coded one, or the one that was found. */
	readonly apex: number;
}

export class MotionStore {
	readonly #folder: string;

	constructor(folder: string) {
		this.#folder = folder;
		mkdirSync(folder, { recursive: true });
	}

	/** Null where there is none, or a file that is not whole. */
	load(key: string): StoredMotion | null {
		let bytes: Buffer;
		try {
			bytes = readFileSync(this.#path(key));
		} catch {
			return null;
		}
		const values = new Float32Array(
			bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length - (bytes.length % 4)),
		);
		const [version, apex, falls] = values;
		const fields = falls === 1 ? 4 : 2;
		if (version !== MOTION_VERSION || values.length !== HEAD + fields * CELLS) return null;
		const field = (i: number): Float32Array =>
			values.slice(HEAD + i * CELLS, HEAD + (i + 1) * CELLS);
		return {
			apex: apex!,
			motion: {
				rise: { u: field(0), v: field(1) },
				fall: falls === 1 ? { u: field(2), v: field(3) } : null,
			},
		};
	}

	save(key: string, { motion: { rise, fall }, apex }: StoredMotion): void {
		const fields = [rise.u, rise.v, ...(fall === null ? [] : [fall.u, fall.v])];
		const values = new Float32Array(HEAD + fields.length * CELLS);
		values.set([MOTION_VERSION, apex, Number(fall !== null)]);
		for (const [i, field] of fields.entries()) values.set(field, HEAD + i * CELLS);
		const path = this.#path(key);
		writeFileSync(`${path}.part`, new Uint8Array(values.buffer));
		renameSync(`${path}.part`, path);
	}

	#path(key: string): string {
		return join(this.#folder, `${key}.motion`);
	}
}
