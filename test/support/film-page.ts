/**
 * Runs in Chromium: films the actor, as a camera's file would be. Bundled and opened by `films.ts`.
 */
import {
	BufferTarget,
	Mp4OutputFormat,
	Output,
	VideoSample,
	VideoSampleSource,
	WebMOutputFormat,
} from 'mediabunny';
import { rgbToPlanes } from '../../src/line/camera/worker/rgb-to-planes.ts';
import type { ScriptOptions } from '../../src/study/actor/index.ts';
import { ActorFace, ActorScript, proofScript } from '../../src/study/actor/index.ts';

export interface FilmOrder {
	/** Null: nobody, only a grey wall with noise on it. */
	readonly script: ScriptOptions | 'proof' | null;
	readonly width: number;
	readonly height: number;
	readonly fps: number;
	readonly frames: number;
	readonly container: 'mp4' | 'webm';
	/**
	 * BT.601 in limited range, and labelled so, as cameras write it; without it the browser converts the
	 * RGB picture, and labels it as it likes.
	 */
	readonly limited?: boolean;
}

/** On the page, as `globalThis.fleetingFilm`; the file's bytes as base64. */
export type MakeFilm = (order: FilmOrder) => Promise<string>;

const LIMITED_601 = {
	primaries: 'smpte170m',
	transfer: 'smpte170m',
	matrix: 'smpte170m',
	fullRange: false,
} as const;

const makeFilm: MakeFilm = async (order) => {
	const { script, width, height, fps, frames, container, limited = false } = order;
	const target = new BufferTarget();
	const output = new Output({
		format: container === 'mp4' ? new Mp4OutputFormat() : new WebMOutputFormat(),
		target,
	});
	const source = new VideoSampleSource({
		codec: container === 'mp4' ? 'vp9' : 'vp8',
		// Hardly compressed: this is about the line, not about coding.
		bitrate: 12e6,
		keyFrameInterval: 1,
	});
	output.addVideoTrack(source, { frameRate: fps });
	await output.start();
	const draw = painter(script, width, height, fps);
	for (let k = 0; k < frames; k++) {
		const rgba = draw(k);
		const sample = new VideoSample(limited ? limitedPlanes(rgba, width, height) : rgba, {
			...(limited ? { format: 'I420', colorSpace: LIMITED_601 } : { format: 'RGBX' }),
			codedWidth: width,
			codedHeight: height,
			timestamp: k / fps,
			duration: 1 / fps,
		});
		await source.add(sample);
		sample.close();
	}
	await output.finalize();
	return base64(new Uint8Array(target.buffer!));
};

function painter(
	order: FilmOrder['script'],
	width: number,
	height: number,
	fps: number,
): (frame: number) => Uint8ClampedArray<ArrayBuffer> {
	const rgba = new Uint8ClampedArray(width * height * 4);
	if (order === null) {
		return (frame) => {
			for (let i = 0; i < rgba.length; i++) rgba[i] = 120 + ((i * 7 + frame * 13) % 11);
			return rgba;
		};
	}
	const script = order === 'proof' ? proofScript() : new ActorScript(order);
	const face = new ActorFace({ width, height, seed: 0 });
	return (frame) => {
		face.render(script.poseAt((1000 * frame) / fps), frame, rgba);
		return rgba;
	};
}

/** 4:2:0, BT.601, limited range; a new buffer each time. */
function limitedPlanes(
	pixels: Uint8ClampedArray,
	width: number,
	height: number,
): Uint8Array<ArrayBuffer> {
	const size = width * height;
	const bytes = new Uint8Array(size * 1.5);
	const [u, v] = [bytes.subarray(size, size * 1.25), bytes.subarray(size * 1.25)];
	const layout = { offset: 0, stride: 4 * width };
	rgbToPlanes({ pixels, layout, red: 0, blue: 2, width, height }, bytes, u, v);
	// Full range so far: 219 steps of brightness and 224 of colour instead of 255.
	for (let i = 0; i < size; i++) bytes[i] = Math.round(16 + (219 / 255) * bytes[i]!);
	for (let i = size; i < bytes.length; i++) {
		bytes[i] = Math.round(128 + (224 / 255) * (bytes[i]! - 128));
	}
	return bytes;
}

/** In parts: a call takes only so many arguments. */
function base64(bytes: Uint8Array): string {
	let text = '';
	for (let at = 0; at < bytes.length; at += 0x8000) {
		text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
	}
	return btoa(text);
}

(globalThis as { fleetingFilm?: MakeFilm }).fleetingFilm = makeFilm;
