/**
 * Google's published bundle (Apache-2.0): where it may lie, and how we know it is the one.
 * Never committed; anything with another hash is not used.
 */
import { readFile } from 'node:fs/promises';
import { sha256Hex } from './sha256.ts';

const OFFICIAL_URL =
	'https://storage.googleapis.com/mediapipe-models/face_landmarker/face_landmarker/float16/1/face_landmarker.task';
export const OFFICIAL_SHA256 = '64184e229b263107bc2b804c6625db1341ff2bb731874b0bcc2fe6544e0bc9ff';

/** How long the address may take to answer at all; offline machines wait this long, once a build. */
const ANSWER_MS = 4_000;
/** How long the 3.8 MB may take after that. */
const DOWNLOAD_MS = 30_000;

const isOfficial = (bytes: Uint8Array): boolean => sha256Hex(bytes) === OFFICIAL_SHA256;

/** The bundle at `path`, or the reason it is not there. */
export async function readOfficial(path: string): Promise<Uint8Array | string> {
	let bytes: Uint8Array;
	try {
		bytes = await readFile(path);
	} catch {
		return `${path} cannot be read`;
	}
	return isOfficial(bytes) ? bytes : `${path} is not the official bundle (its sha256 differs)`;
}

/** The bundle from its address, or the reason it did not come. Never throws. */
export async function downloadOfficial(
	fetchBundle: typeof fetch,
	url = OFFICIAL_URL,
): Promise<Uint8Array | string> {
	const control = new AbortController();
	let timer = setTimeout(() => control.abort(), ANSWER_MS);
	try {
		const response = await fetchBundle(url, { signal: control.signal });
		clearTimeout(timer);
		if (!response.ok) return `the official address answered ${response.status}`;
		timer = setTimeout(() => control.abort(), DOWNLOAD_MS);
		const bytes = new Uint8Array(await response.arrayBuffer());
		return isOfficial(bytes) ? bytes : 'what the official address sent has another sha256';
	} catch {
		return 'the official address could not be reached';
	} finally {
		clearTimeout(timer);
	}
}
