/**
 * The worker in Chromium: a video, a picture or a folder of them through the product's own decoder,
 * plane reader and face mesh, frame by frame to the server.
 *
 * Bundled when footage is read and served beside the built app; it is no part of it.
 *
 * Memory  some frames: those waiting to be delivered
 */
import { PlaneReader, openFeed, openPictureFeed } from '../../../line/camera/worker/index.ts';
import type { CapturedFrame, FrameFeed, PictureFeed } from '../../../line/camera/worker/index.ts';
import { asFault } from '../../../core/record/index.ts';
import { assertNever, millis } from '../../../core/kernel/index.ts';
import type { Millis } from '../../../core/kernel/index.ts';
import type { FaceTracker } from '../../../line/landmarks/index.ts';
import { openTracker } from '../../../line/landmarks/index.ts';
import { RECORD_HEAD_BYTES, headOf } from '../frame-record.ts';
import type { FootageAnswer, FootageOrder } from './contract.ts';

/** Frames that travel together. */
const BATCH = 8;

let tracker: FaceTracker | null = null;
const reader = new PlaneReader();

self.onmessage = ({ data }: MessageEvent<FootageOrder>): void => {
	obey(data).then(answer, (error: unknown) => {
		const { code, detail } = asFault(error, 'worker/crashed');
		answer({ kind: 'failed', why: `${code} (${detail})` });
	});
};

const answer = (said: FootageAnswer): void => self.postMessage(said);

async function obey(order: FootageOrder): Promise<FootageAnswer> {
	switch (order.kind) {
		case 'read-film':
			return readFilm(order.file, order.deliverTo);
		case 'read-picture':
			return readPicture(order.file, order.deliverTo);
		case 'read-pictures':
			return readPictures(order);
		case 'prepare':
			break;
		default:
			return assertNever(order);
	}
	({ tracker } = await openTracker('auto', order.assets, () => {}));
	return { kind: 'ready' };
}

async function readFilm(film: File, deliverTo: string): Promise<FootageAnswer> {
	const size = await readFeed(await openFeed({ kind: 'file', file: film }), deliverTo);
	return { kind: 'read', ...size, skipped: [] };
}

async function readPictures({
	files,
	names,
	...order
}: FootageOrder & { kind: 'read-pictures' }): Promise<FootageAnswer> {
	const byName = new Map(files.map((file) => [file.name, file]));
	const inOrder = names.map((name) => {
		const file = byName.get(name);
		if (file === undefined) throw new Error(`the picture ${name} did not come`);
		return file;
	});
	const feed: PictureFeed = await openPictureFeed({ ...order, files: inOrder });
	const size = await readFeed(feed, order.deliverTo);
	const skipped = feed.skipped.map(({ name, why }) => ({ name, why }));
	return { kind: 'read', ...size, skipped };
}

/** Delivers every frame of a feed and closes it. */
async function readFeed(
	feed: FrameFeed,
	deliverTo: string,
): Promise<{ width: number; height: number; frames: number }> {
	try {
		if (tracker === null) throw new Error('a video came before the model');
		tracker.beginSession();
		let width = 0;
		let height = 0;
		let frames = 0;
		let batch: Uint8Array<ArrayBuffer>[] = [];
		for (;;) {
			const captured = await feed.next();
			if (captured !== null) {
				const record = await recordOf(captured, tracker);
				if (frames === 0) ({ width, height } = record);
				if (record.width !== width || record.height !== height) {
					throw new Error(`frame ${frames} is of another size than those before`);
				}
				batch.push(record.bytes);
				frames += 1;
			}
			if (batch.length === BATCH || (captured === null && batch.length > 0)) {
				await deliver(batch, deliverTo);
				batch = [];
			}
			if (captured === null) return { width, height, frames };
		}
	} finally {
		feed.close();
	}
}

/** A tracker settles on a face over some frames; so many are enough for one that holds still. */
const SETTLING_FRAMES = 6;
const SETTLING_PERIOD_US = 33_333;

async function readPicture(picture: File, deliverTo: string): Promise<FootageAnswer> {
	if (tracker === null) throw new Error('a picture came before the model');
	const bitmap = await createImageBitmap(picture);
	try {
		tracker.beginSession();
		const shown = (index: number): VideoFrame =>
			new VideoFrame(bitmap, { timestamp: index * SETTLING_PERIOD_US });
		const at = (index: number): Millis => millis((index * SETTLING_PERIOD_US) / 1000);
		for (let index = 0; index < SETTLING_FRAMES; index++) {
			const frame = shown(index);
			try {
				await tracker.track(frame, await reader.read(frame), at(index));
			} finally {
				frame.close();
			}
		}
		const frame = shown(SETTLING_FRAMES);
		const { bytes, width, height } = await recordOf({ frame, at: at(SETTLING_FRAMES) }, tracker);
		await deliver([bytes], deliverTo);
		return { kind: 'read', width, height, frames: 1, skipped: [] };
	} finally {
		bitmap.close();
	}
}

async function deliver(
	records: readonly Uint8Array<ArrayBuffer>[],
	deliverTo: string,
): Promise<void> {
	const body = new Blob([...records]);
	const { ok, status } = await fetch(deliverTo, { method: 'POST', body });
	if (!ok) throw new Error(`the trainer took no frames (${status})`);
}

/** A frame's record, as frame-record.ts lays it out; closes the frame. */
async function recordOf(
	{ frame, at }: Pick<CapturedFrame, 'frame' | 'at'>,
	faces: FaceTracker,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; width: number; height: number }> {
	try {
		// All of it, though the tracker looks at a part: training needs the whole picture.
		const planes = await reader.read(frame);
		const face = await faces.track(frame, planes, at);
		const { width, height, y, yStride } = planes;
		const bytes = new Uint8Array(RECORD_HEAD_BYTES + width * height);
		const head = headOf(bytes);
		head.marks.set([at, face?.faces ?? 0]);
		if (face !== null) {
			head.mesh.set(face.points);
			head.matrix.set(face.matrix);
		}
		for (let row = 0; row < height; row++) {
			const first = row * yStride;
			bytes.set(y.subarray(first, first + width), RECORD_HEAD_BYTES + row * width);
		}
		return { bytes, width, height };
	} finally {
		frame.close();
	}
}
