/**
 * Tracks on the disk, so that a run that was broken off goes on where it was, and one with other
 * networks measures nothing anew.
 *
 * Key   what the track is of, and the code that measures and draws: when that changes, so does the key
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { SpotterTrack } from './track.ts';

/** What decides a track, besides the footage. */
const MEASURING = [
	'src/core/kernel',
	'src/core/statistics',
	'src/study/actor',
	...['face', 'align', 'buffer', 'motion', 'simd'].map((room) => `src/line/${room}`),
	'src/line/pipeline/face-line.ts',
	'src/lab/footage',
	'src/lab/animate',
	'src/lab/train/spotter/inject.ts',
	'src/lab/train/spotter/track.ts',
];

export class TrackStore {
	readonly #folder: string;
	readonly #code: string;

	/** @param root - of the project; @param folder - made where it is missing */
	constructor(root: string, folder: string) {
		this.#folder = folder;
		mkdirSync(folder, { recursive: true });
		const hash = createHash('sha256');
		for (const path of MEASURING) addTo(hash, join(root, path));
		this.#code = hash.digest('hex');
	}

	/** @param about - everything else that decides the track */
	get(name: string, about: string, measure: () => SpotterTrack): SpotterTrack {
		const key = createHash('sha256').update(this.#code).update(about).digest('hex').slice(0, 16);
		const path = join(this.#folder, `${name}.${key}.track`);
		try {
			return deserialize(readFileSync(path)) as SpotterTrack;
		} catch {
			// not there yet
		}
		const track = measure();
		const part = `${path}.${process.pid}.part`;
		writeFileSync(part, serialize(track));
		renameSync(part, path);
		return track;
	}
}

function addTo(hash: ReturnType<typeof createHash>, path: string): void {
	if (statSync(path).isDirectory()) {
		for (const name of readdirSync(path).sort()) addTo(hash, join(path, name));
	} else hash.update(path.split('/src/').at(-1)!).update(readFileSync(path));
}
