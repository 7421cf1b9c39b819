/** Small films made on the spot: every frame carries its number as a grey level. */
import {
	BufferTarget,
	EncodedAudioPacketSource,
	EncodedPacket,
	MkvOutputFormat,
	Mp4OutputFormat,
	Output,
	VideoSample,
	VideoSampleSource,
	WebMOutputFormat,
} from 'mediabunny';
import type { Rotation } from 'mediabunny';

export interface FilmOptions {
	readonly width?: number;
	readonly height?: number;
	readonly frames?: number;
	readonly fps?: number;
	readonly container?: 'mp4' | 'webm' | 'mkv';
	readonly rotation?: Rotation;
	readonly keyFrameEveryS?: number;
	/** mp4: the index after the pictures, as cameras write it. */
	readonly indexLast?: boolean;
	/** Seconds at which the pictures begin; there is a sound track that begins at 0 then. */
	readonly startsAtS?: number;
}

/** Far enough apart to survive coding. */
export const greyOf = (index: number): number => 20 + ((index * 7) % 210);

const FORMATS = { webm: WebMOutputFormat, mkv: MkvOutputFormat };

export async function film(options: FilmOptions = {}): Promise<File> {
	const { width = 96, height = 64, frames = 24, fps = 30, container = 'mp4' } = options;
	const target = new BufferTarget();
	const format =
		container === 'mp4'
			? new Mp4OutputFormat({ fastStart: options.indexLast ? false : 'in-memory' })
			: new FORMATS[container]();
	const output = new Output({ format, target });
	const source = new VideoSampleSource({
		codec: container === 'mp4' ? 'vp9' : 'vp8',
		bitrate: 2e6,
		keyFrameInterval: options.keyFrameEveryS ?? 0.2,
	});
	output.addVideoTrack(source, { rotation: options.rotation ?? 0, frameRate: fps });
	const startsAtS = options.startsAtS ?? 0;
	const sound = startsAtS > 0 ? new EncodedAudioPacketSource('opus') : null;
	if (sound !== null) output.addAudioTrack(sound);
	await output.start();
	// Nobody decodes it. It is awaited when the pictures have come: each track waits for the other.
	const heard = sound === null ? null : addSound(sound, startsAtS + frames / fps);
	for (let i = 0; i < frames; i++) {
		const sample = new VideoSample(picture(width, height, greyOf(i)), {
			format: 'I420',
			codedWidth: width,
			codedHeight: height,
			timestamp: startsAtS + i / fps,
			duration: 1 / fps,
		});
		await source.add(sample);
		sample.close();
	}
	await heard;
	await output.finalize();
	return new File([target.buffer!], `film.${container}`);
}

async function addSound(sound: EncodedAudioPacketSource, seconds: number): Promise<void> {
	const decoderConfig = { codec: 'opus', numberOfChannels: 1, sampleRate: 48000 };
	for (let at = 0; at < seconds; at += 0.02) {
		const packet = new EncodedPacket(new Uint8Array([0xfc]), 'key', at, 0.02);
		await sound.add(packet, at === 0 ? { decoderConfig } : undefined);
	}
}

/** I420; a dark band along the top shows which way is up, noise keeps the coder from saving all bits. */
function picture(width: number, height: number, grey: number): Uint8Array {
	const bytes = new Uint8Array(width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1));
	bytes.fill(128);
	let noise = 1 + grey;
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			noise = (Math.imul(noise, 1103515245) + 12345) >>> 0;
			bytes[y * width + x] = y < height / 4 ? 0 : grey + ((noise >>> 16) % 5) - 2;
		}
	}
	return bytes;
}

/** The same film with some bytes changed. */
export async function edited(file: File, edit: (bytes: Uint8Array) => Uint8Array): Promise<File> {
	const bytes = new Uint8Array(await file.arrayBuffer());
	return new File([edit(bytes) as Uint8Array<ArrayBuffer>], file.name);
}

export const cutAt = (file: File, share: number): Promise<File> =>
	edited(file, (bytes) => bytes.slice(0, Math.floor(bytes.length * share)));

/** Zeroes from `from` on, for `length` of the file. */
export const damaged = (file: File, from: number, length: number): Promise<File> =>
	edited(file, (bytes) => {
		const start = Math.floor(bytes.length * from);
		return bytes.fill(0, start, start + Math.floor(bytes.length * length));
	});
