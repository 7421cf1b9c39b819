/**
 * Small MP4 films written in Node: pictures that no decoder has to know, an edit list, a sound track.
 * The boxes are mediabunny's but for the edit lists, which are put in here.
 */
import {
	BufferTarget,
	EncodedAudioPacketSource,
	EncodedPacket,
	EncodedVideoPacketSource,
	Mp4OutputFormat,
	MkvOutputFormat,
	Output,
} from 'mediabunny';

export interface WrittenEdit {
	/** Units of the movie (1000 a second); 0: to the end. */
	readonly length: number;
	/** Seconds of the media; null: empty. */
	readonly at: number | null;
	readonly rate?: number;
}

export interface MovieOptions {
	readonly container?: 'mp4' | 'mkv' | 'fragmented';
	/** Seconds, in the order of the file. */
	readonly stamps: readonly number[];
	/** Indices of key pictures; the first is one. */
	readonly keys?: readonly number[];
	/** Seconds at which a sound track begins; null: there is none. */
	readonly soundAt?: number | null;
	readonly edits?: readonly WrittenEdit[];
}

export async function movieFile(options: MovieOptions): Promise<File> {
	const { container = 'mp4', stamps, keys = [], soundAt = null, edits } = options;
	const target = new BufferTarget();
	const format =
		container === 'mkv'
			? new MkvOutputFormat()
			: new Mp4OutputFormat({ fastStart: container === 'mp4' ? 'in-memory' : 'fragmented' });
	const output = new Output({ format, target });
	const video = new EncodedVideoPacketSource('vp9');
	output.addVideoTrack(video);
	const audio = soundAt === null ? null : new EncodedAudioPacketSource('opus');
	if (audio !== null) output.addAudioTrack(audio);
	await output.start();
	// Each may wait for the other track's: they are all handed in before the first is awaited.
	const added: Promise<void>[] = [];
	for (let n = 0; audio !== null && n < 100; n++) {
		const packet = new EncodedPacket(new Uint8Array([n]), 'key', soundAt! + n * 0.02, 0.02);
		added.push(
			audio.add(
				packet,
				n === 0
					? { decoderConfig: { codec: 'opus', numberOfChannels: 1, sampleRate: 48000 } }
					: undefined,
			),
		);
	}
	const decoderConfig = { codec: 'vp09.00.10.08', codedWidth: 96, codedHeight: 64 };
	for (const [n, seconds] of stamps.entries()) {
		const type = n === 0 || keys.includes(n) ? 'key' : 'delta';
		const packet = new EncodedPacket(new Uint8Array([n & 255, n >> 8]), type, seconds, 1 / 30);
		added.push(video.add(packet, n === 0 ? { decoderConfig } : undefined));
	}
	await Promise.all(added);
	await output.finalize();
	const bytes = new Uint8Array(target.buffer!);
	return new File([edits === undefined ? bytes : withEdits(bytes, edits)], `film.${container}`);
}

/** An edit list in the place of the first track's, or where it has none. */
export function withEdits(
	bytes: Uint8Array<ArrayBuffer>,
	edits: readonly WrittenEdit[],
): Uint8Array<ArrayBuffer> {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const moov = boxIn(view, 'moov', 0, view.byteLength)!;
	const trak = boxIn(view, 'trak', moov.start, moov.end)!;
	const mdia = boxIn(view, 'mdia', trak.start, trak.end)!;
	const mdhd = boxIn(view, 'mdhd', mdia.start, mdia.end)!;
	const scaleOf = (at: number): number => view.getUint32(at + (view.getUint8(at) === 1 ? 20 : 12));
	const mvhd = boxIn(view, 'mvhd', moov.start, moov.end)!;
	const movieScale = scaleOf(mvhd.start);
	const old = boxIn(view, 'edts', trak.start, trak.end);
	const edts = new DataView(new ArrayBuffer(24 + 12 * edits.length));
	const name = (at: number, text: string): void => {
		for (const [k, letter] of [...text].entries()) edts.setUint8(at + k, letter.charCodeAt(0));
	};
	edts.setUint32(0, edts.byteLength);
	name(4, 'edts');
	edts.setUint32(8, edts.byteLength - 8);
	name(12, 'elst');
	edts.setUint32(20, edits.length);
	for (const [n, { length, at, rate = 1 }] of edits.entries()) {
		edts.setUint32(24 + 12 * n, Math.round((length * movieScale) / 1000));
		edts.setInt32(28 + 12 * n, at === null ? -1 : Math.round(at * scaleOf(mdhd.start)));
		edts.setInt32(32 + 12 * n, rate * 65536);
	}
	const from = old?.at ?? mdia.at;
	const to = old?.end ?? mdia.at;
	const grown = edts.byteLength - (to - from);
	const out = new Uint8Array(bytes.length + grown);
	out.set(bytes.subarray(0, from));
	out.set(new Uint8Array(edts.buffer), from);
	out.set(bytes.subarray(to), from + edts.byteLength);
	const written = new DataView(out.buffer);
	for (const box of [moov, trak]) written.setUint32(box.at, box.end - box.at + grown);
	moveChunks(written, grown, moov.at);
	return out;
}

interface FoundBox {
	readonly at: number;
	readonly start: number;
	readonly end: number;
}

function boxIn(view: DataView, type: string, from: number, to: number): FoundBox | null {
	for (let at = from; at + 8 <= to;) {
		const size = view.getUint32(at) === 1 ? Number(view.getBigUint64(at + 8)) : view.getUint32(at);
		const start = at + (view.getUint32(at) === 1 ? 16 : 8);
		const named = String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + at + 4, 4));
		if (size < 8) return null;
		if (named === type) return { at, start, end: at + size };
		at += size;
	}
	return null;
}

/** Chunks that lie behind the movie box have moved with it. */
function moveChunks(view: DataView, by: number, moovAt: number): void {
	const moov = boxIn(view, 'moov', 0, view.byteLength)!;
	for (let at = moov.start; at < moov.end; at += view.getUint32(at)) {
		const inside = { start: at + 8, end: at + view.getUint32(at) };
		const mdia = boxIn(view, 'mdia', inside.start, inside.end);
		const minf = mdia && boxIn(view, 'minf', mdia.start, mdia.end);
		const stbl = minf && boxIn(view, 'stbl', minf.start, minf.end);
		const stco = stbl && boxIn(view, 'stco', stbl.start, stbl.end);
		if (stco === null) continue;
		const count = view.getUint32(stco.start + 4);
		for (let n = 0; n < count; n++) {
			const place = stco.start + 8 + 4 * n;
			const chunk = view.getUint32(place);
			if (chunk > moovAt) view.setUint32(place, chunk + by);
		}
	}
}
