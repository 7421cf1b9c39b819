/**
 * A file's pictures: its video track, and which of them are shown when.
 *
 * In    what mediabunny can open and WebCodecs can decode
 * Out   `FilmTrack`; every packet's header was read once
 * Owns  nothing: the caller disposes of the input, also when this fails
 * Fails Fault: `file/not-video`, `file/too-small`, `file/undecodable`, `file/broken`
 */
import { EncodedPacketSink } from 'mediabunny';
import type { Input, InputTrack, InputVideoTrack } from 'mediabunny';
import { Fault } from '../../../core/record/index.ts';
import type { FilmTimes } from './film-times.ts';
import { filmTimes, startOf } from './film-times.ts';
import type { MovieBoxes } from './movie-boxes.ts';
import { readMovieBoxes } from './movie-boxes.ts';
import type { PacketStamp } from './picture-order.ts';
import { orderedPictures } from './picture-order.ts';
import { openTrack } from './video-track.ts';

export interface FilmTrack {
	readonly track: InputVideoTrack;
	readonly times: FilmTimes;
	/** Pictures before the first that can be decoded. */
	readonly leading: number;
	/** Where the file's header says that it ends, where that is well after its last packet; seconds. */
	readonly promised: { readonly seconds: number; readonly there: number } | null;
	/** Frames a second at which it was filmed, by its tags; null: they do not say. */
	readonly captureFps: number | null;
}

export async function openFilmTrack(
	file: Blob,
	input: Input,
	signal?: AbortSignal,
): Promise<FilmTrack> {
	const track = await openTrack(input);
	return {
		track,
		...(await filmTimesOf(file, input, track, signal)),
		captureFps: await captureFpsOf(input),
	};
}

/** What no decoder is needed for. */
export async function filmTimesOf(
	file: Blob,
	input: Input,
	track: InputVideoTrack,
	signal?: AbortSignal,
): Promise<Pick<FilmTrack, 'times' | 'leading' | 'promised'>> {
	const movie = await readMovieBoxes(file);
	const packets = await packetsOf(file, track, signal);
	if (packets.length === 0) throw new Fault('file/broken', 'there is no frame in it');
	const boxes = movie?.tracks.find(({ id }) => id === track.id);
	const edits = boxes?.edits ?? null;
	const pictures = orderedPictures(packets);
	const times = filmTimes(pictures, edits, {
		shiftSeconds: boxes?.shiftSeconds ?? 0,
		otherStarts: await otherStarts(input, track, movie),
		tickSeconds: movie?.tickSeconds ?? 0,
	});
	if (times.ms.length === 0) throw new Fault('file/broken', 'its edit list shows no picture');
	// Pieces, other speeds, and an empty end make the film longer than its pictures.
	const simple =
		edits === null ||
		(edits.filter(({ mediaSeconds }) => mediaSeconds !== null).length < 2 &&
			edits.every(({ mediaSeconds, rate }) => mediaSeconds === null || rate === 1) &&
			edits.at(-1)?.mediaSeconds !== null);
	return {
		times,
		leading: pictures.leading,
		promised: simple ? await promisedEnd(input) : null,
	};
}

/** Pictures may share their bytes, so often in all. */
const MOST_SHARED = 4;
/** A stamp further off is none: 30 years. */
const FARTHEST_S = 1e9;

/** What could be read of them: a file may be cut off. */
async function packetsOf(
	file: Blob,
	track: InputVideoTrack,
	signal?: AbortSignal,
): Promise<PacketStamp[]> {
	const packets: PacketStamp[] = [];
	let bytes = 0;
	const sink = new EncodedPacketSink(track);
	try {
		for await (const packet of sink.packets(undefined, undefined, { metadataOnly: true })) {
			signal?.throwIfAborted();
			const { timestamp, duration, type, byteLength } = packet;
			// An index that speaks of more than can be in the file has no end, either.
			bytes += Math.max(1, byteLength);
			if (bytes > MOST_SHARED * file.size) break;
			if (!(Math.abs(timestamp) < FARTHEST_S)) continue;
			packets.push({ seconds: timestamp, durationSeconds: duration, key: type === 'key' });
		}
	} catch (error) {
		// Decoding meets the same fault in its place, and says so.
		if (signal?.aborted || packets.length === 0) throw error;
	}
	return packets;
}

/** Of all tracks but `own`, seconds of the film. */
async function otherStarts(
	input: Input,
	own: InputTrack,
	movie: MovieBoxes | null,
): Promise<number[]> {
	if (movie !== null && !movie.fragmented) {
		// All tracks, also those that nobody decodes; their media begins at 0.
		return movie.tracks
			.filter(({ id, samples }) => id !== own.id && samples > 0)
			.map(({ edits }) => startOf(0, edits, 0));
	}
	const starts: number[] = [];
	for (const track of await input.getTracks()) {
		if (track.id === own.id) continue;
		try {
			const first = await new EncodedPacketSink(track).getFirstPacket({ metadataOnly: true });
			if (first === null) continue;
			const boxes = movie?.tracks.find(({ id }) => id === track.id);
			starts.push(startOf(first.timestamp, boxes?.edits ?? null, boxes?.shiftSeconds ?? 0));
		} catch {
			// A broken sound track is no reason to refuse the pictures.
		}
	}
	return starts;
}

/** A file that was cut off: all tracks stop well before its header says. */
async function promisedEnd(input: Input): Promise<FilmTrack['promised']> {
	const seconds = await input.getDurationFromMetadata();
	if (seconds === null) return null;
	const there = await input.computeDuration();
	return there < seconds - 1 ? { seconds, there } : null;
}

/** As phones with slow motion write it; Sony's cameras have it elsewhere. */
const CAPTURE_TAGS = ['com.android.capture.fps', 'COM.ANDROID.CAPTURE.FPS'];

async function captureFpsOf(input: Input): Promise<number | null> {
	try {
		const { raw = {} } = await input.getMetadataTags();
		for (const tag of CAPTURE_TAGS) {
			const fps = numberIn(raw[tag]);
			if (fps !== null) return fps;
		}
	} catch {
		// Tags are a help, not needed.
	}
	return null;
}

/** A text, or four bytes of a big-endian float. */
function numberIn(tag: unknown): number | null {
	const value =
		tag instanceof Uint8Array && tag.byteLength === 4
			? new DataView(tag.buffer, tag.byteOffset).getFloat32(0)
			: typeof tag === 'string' || typeof tag === 'number'
				? Number(tag)
				: NaN;
	return value > 0 && value < 100_000 ? value : null;
}
