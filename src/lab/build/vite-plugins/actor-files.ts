import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { ActorFace } from '../../../study/actor/index.ts';
import { servedFiles } from './served-files.ts';

/** As `main.ts` shows the actor. */
const FACE = { width: 640, height: 480, seed: 0 };

/** The portrait of the actor that everybody sees first, so that no visitor waits while it is painted. */
export function actorFiles(): Plugin {
	let packed: Uint8Array | null = null;
	return servedFiles('actor-files', [
		{
			address: `models/actor/portrait-${FACE.seed}.bin`,
			read: () => {
				packed ??= gzipSync(new Uint8Array(new ActorFace(FACE).portrait.buffer));
				return Promise.resolve(packed);
			},
		},
	]);
}
