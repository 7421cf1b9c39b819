/** Checkpoints of a fit as two files in a folder: `<name>.json` and `<name>.bin`. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Architecture } from '../../line/classify/index.ts';
import type { Checkpoints, FitState } from './fit.ts';
import { initialState } from './fit.ts';

interface Head {
	readonly epoch: number;
	readonly steps: number;
	readonly losses: number[];
}

export class CheckpointFile implements Checkpoints {
	readonly #folder: string;
	readonly #json: string;
	readonly #bin: string;

	readonly #architecture: Architecture;

	constructor(folder: string, name: string, architecture: Architecture) {
		this.#folder = folder;
		this.#architecture = architecture;
		this.#json = join(folder, `${name}.json`);
		this.#bin = join(folder, `${name}.bin`);
	}

	load(): FitState | null {
		if (!existsSync(this.#json) || !existsSync(this.#bin)) return null;
		const head = JSON.parse(readFileSync(this.#json, 'utf8')) as Head;
		const bytes = readFileSync(this.#bin);
		const values = new Float32Array(
			bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
		);
		const state = initialState(this.#architecture, 0);
		const arrays = [...state.parameters, ...state.adam.first, ...state.adam.second];
		const expected = arrays.reduce((sum, { length }) => sum + length, 1);
		// The first value ties the two files together: an interruption between writing them shows.
		if (values.length !== expected || values[0] !== head.epoch) return null;
		let at = 1;
		for (const array of arrays) {
			array.set(values.subarray(at, at + array.length));
			at += array.length;
		}
		state.adam.steps = head.steps;
		state.losses.push(...head.losses);
		state.epoch = head.epoch;
		return state;
	}

	save({ epoch, parameters, adam, losses }: FitState): void {
		mkdirSync(this.#folder, { recursive: true });
		const arrays = [Float32Array.of(epoch), ...parameters, ...adam.first, ...adam.second];
		const head: Head = { epoch, steps: adam.steps, losses };
		write(this.#bin, Buffer.concat(arrays.map((array) => Buffer.from(array.buffer))));
		write(this.#json, JSON.stringify(head));
	}

	/** After the network has been written. */
	remove(): void {
		rmSync(this.#json, { force: true });
		rmSync(this.#bin, { force: true });
	}
}

function write(path: string, content: Uint8Array | string): void {
	writeFileSync(`${path}.part`, content);
	renameSync(`${path}.part`, path);
}
