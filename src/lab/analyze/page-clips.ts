/** The page's side of an audit: the files in its input as a source, pictures as files. */
import { Fault } from '../../core/record/index.ts';
import type { FramePicture } from '../../line/pipeline/index.ts';
import type { SourceSpec } from '../../line/camera/worker/index.ts';
import type { ClipSource, ShownFrame } from './clip-contract.ts';

const JPEG_QUALITY = 0.85;
/** Characters that `fromCharCode` takes at a time. */
const CHUNK = 0x8000;

/** @throws Fault where the input lacks a file */
export function sourceOf(clip: ClipSource): SourceSpec {
	const files = [...(document.querySelector<HTMLInputElement>('#film')?.files ?? [])];
	if (clip.kind === 'film') {
		if (files[0] === undefined) throw new Fault('file/empty', 'no file was handed over');
		return { kind: 'file', file: files[0] };
	}
	// An input keeps its files in an order of its own.
	const byName = new Map(files.map((file) => [file.name, file]));
	const { names, numbers, fps } = clip;
	const inOrder = names.map((name) => {
		const file = byName.get(name);
		if (file === undefined) throw new Fault('file/empty', `the picture ${name} did not come`);
		return file;
	});
	return { kind: 'pictures', files: inOrder, numbers, fps };
}

export async function asJpeg({ frame, size, rgba }: FramePicture): Promise<ShownFrame> {
	const canvas = new OffscreenCanvas(size, size);
	canvas.getContext('2d')!.putImageData(new ImageData(rgba, size, size), 0, 0);
	const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: JPEG_QUALITY });
	const bytes = new Uint8Array(await blob.arrayBuffer());
	let text = '';
	for (let at = 0; at < bytes.length; at += CHUNK) {
		text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
	}
	return { frame, jpeg: btoa(text) };
}
