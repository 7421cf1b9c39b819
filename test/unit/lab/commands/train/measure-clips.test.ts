/** From a folder in CASME II's layout to motion, with a stand-in for the browser that reads pictures. */
import { appendFileSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { PictureReader } from '../../../../../src/lab/commands/train/measure-clips.ts';
import { measureClips } from '../../../../../src/lab/commands/train/measure-clips.ts';
import { readClipSources } from '../../../../../src/lab/commands/train/read-datasets.ts';
import { MotionStore } from '../../../../../src/lab/train/clips/index.ts';
import { RECORD_HEAD_BYTES, headOf } from '../../../../../src/lab/footage/index.ts';
import { CASME2_NAME, casme2 } from '../../../../support/annotation-files.ts';
import { greyJpeg } from '../../../../support/grey-jpeg.ts';
import { SyntheticFace, meshOf, placeFace, planeOf } from '../../../../support/synthetic-face.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const [WIDTH, HEIGHT] = [240, 280];
const FIRST = 40;
const LAST = 60;
const ROWS = [
	['01', 'EP02_01f', null, 44, 50, 58, null, '4+L10', 'happiness'],
	['01', 'EP03_02', null, 44, '/', 58, null, '12', 'happiness'],
	['02', 'EP01_cut', null, 44, 50, 58, null, '4', 'disgust'],
	['02', 'EP02_gap', null, 44, 50, 58, null, '4', 'disgust'],
	['03', 'EP03_none', null, 44, 50, 58, null, '4', 'disgust'],
	['03', 'EP04_hid', null, 44, 50, 58, null, '1+2', 'surprise'],
] as const;

let scratch: string;
let data: string;
beforeAll(async () => {
	scratch = await mkdtemp(join(tmpdir(), 'fleeting-test-'));
	data = join(scratch, 'casme2');
	for (const [i, [subject, clip]] of ROWS.entries()) {
		if (clip === 'EP03_none') continue;
		const folder = join(data, 'Cropped', `sub${subject}`, clip);
		await mkdir(folder, { recursive: true });
		for (let number = FIRST; number <= LAST; number++) {
			// The stand-in does not decode them: they need be whole, and each another.
			let bytes = greyJpeg([4, 4], (column, row) => number + 9 * i + column + row);
			if (clip === 'EP02_gap' && number === 50) continue;
			if (clip === 'EP01_cut' && number === 50) bytes = bytes.slice(0, 60);
			await writeFile(join(folder, `reg_img${number}.jpg`), bytes);
		}
	}
	await writeFile(join(data, CASME2_NAME), casme2(ROWS.map((row) => [...row])).bytes);
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

const face = new SyntheticFace({ seed: 2 });
face.setMovement((x, y, out) => {
	out[1] = -0.03 * Math.exp((-0.5 * ((Math.abs(x) - 0.5) ** 2 + (y + 0.35) ** 2)) / 0.03);
});
const pose = placeFace(80, WIDTH / 2, 110);
const mesh = meshOf(pose, WIDTH, HEIGHT);

/** A brow that goes up until frame 50 and comes back until 58; nobody is seen in EP04_hid at its apex. */
function standIn() {
	let clips = 0;
	const reader: PictureReader = {
		readPictures({ paths, numbers }, target) {
			clips += 1;
			writeFileSync(target, '');
			for (const [i, path] of paths.entries()) {
				const number = numbers[i]!;
				const strength = number <= 50 ? (number - 44) / 6 : (58 - number) / 8;
				const grey = face.render(pose, WIDTH, HEIGHT, Math.max(0, Math.min(1, strength)));
				const hidden = path.includes('EP04_hid') && basename(path) === 'reg_img50.jpg';
				const record = new Uint8Array(RECORD_HEAD_BYTES + WIDTH * HEIGHT);
				const head = headOf(record);
				head.marks.set([number * 5, hidden ? 0 : 1]);
				head.mesh.set(mesh);
				record.set(planeOf(grey, WIDTH, HEIGHT).data, RECORD_HEAD_BYTES);
				appendFileSync(target, record);
			}
			return Promise.resolve({
				width: WIDTH,
				height: HEIGHT,
				frames: paths.length,
				skipped: [],
			});
		},
	};
	return { reader, read: () => clips };
}

describe('measureClips', () => {
	it('measures what it can, names file and row of the rest, and does nothing twice', async () => {
		const { sources, remarks } = await readClipSources([data]);
		expect(sources).toHaveLength(6);
		expect(remarks.some((remark) => remark.includes('row 3'))).toBe(true); // no apex
		const store = new MotionStore(join(scratch, 'motion'));
		const run = (reader: PictureReader) =>
			measureClips(sources, {
				store,
				modelSha256: 'model',
				onClip: () => {},
				browser: () => Promise.resolve(reader),
			});
		const first = standIn();
		const { measured, skipped } = await run(first.reader);

		expect(measured.map(({ record }) => record.clip)).toEqual(['EP02_01f', 'EP03_02']);
		const folder = join(data, 'Cropped');
		expect(skipped.map(({ record, why }) => [record.place.row, why])).toEqual([
			[4, expect.stringContaining(`${folder}/sub02/EP01_cut/reg_img50.jpg is broken: it was cut`)],
			[5, expect.stringContaining('The apex, frame 50, is missing')],
			[6, expect.stringContaining('There are no pictures in')],
			[7, `${folder}/sub03/EP04_hid/reg_img50.jpg shows no face, or more than one.`],
		]);
		// Up and back: the fall undoes the rise.
		const [{ motion }] = measured as [(typeof measured)[number]];
		const sum = (v: Float32Array): number => v.reduce((a, b) => a + b, 0);
		expect(sum(motion.rise.v) * sum(motion.fall!.v)).toBeLessThan(0);
		// The apex that nobody coded is the frame that has moved most.
		const found = (await readdir(join(scratch, 'motion'))).map((name) =>
			store.load(name.replace('.motion', '')),
		);
		expect(found.map((each) => each!.apex)).toEqual([50, 50]);

		const second = standIn();
		const again = await run(second.reader);
		expect([first.read(), second.read()]).toEqual([3, 1]); // the one that failed is tried again
		expect(again.measured).toEqual(measured);
	});
});
