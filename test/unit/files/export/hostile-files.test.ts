/** Files that were made to break a reader, and files that broke by themselves. */
import { zipSync } from 'fflate';
import { describe, expect, it, test } from 'vitest';
import type { SessionRecord, Signals } from '../../../../src/core/record/index.ts';
import { KEY_FRAMES } from '../../../../src/core/record/index.ts';
import {
	ImportError,
	emptySignals,
	framesCsv,
	readFramesCsv,
	readSessionJson,
	readSessionZip,
	sessionJson,
} from '../../../../src/files/export/index.ts';
import { mutated, readOrRefused } from '../../../support/mutated.ts';
import { fullRecord, paperRecord, record } from './record.ts';

const encoded = (text: string): Uint8Array<ArrayBuffer> =>
	new Uint8Array(new TextEncoder().encode(text));

/** Without the dictionary, which no reader looks at: breaks lie in what is read. */
const shortJson = (of: SessionRecord): string =>
	JSON.stringify({ ...(JSON.parse(sessionJson(of)) as object), dictionary: undefined });

function fewFrames(count: number): Signals {
	const signals = emptySignals(count);
	for (let at = 0; at < count; at++) {
		signals.frame[at] = at;
		signals.ms[at] = (at * 1000) / 30;
		signals.face[at] = 1;
		signals.motion.fill(at / 7, 16 * at, 16 * at + 16);
	}
	return signals;
}

const zipOf = (files: Readonly<Record<string, string | Uint8Array>>): Uint8Array<ArrayBuffer> =>
	new Uint8Array(
		zipSync(
			Object.fromEntries(
				Object.entries(files).map(([name, content]) => [
					name,
					typeof content === 'string' ? encoded(content) : content,
				]),
			),
		),
	);

const readZipOf = (bytes: Uint8Array<ArrayBuffer>) => readSessionZip(new Blob([bytes]));

/** The zip with another number in its table of contents. */
function relisted(
	bytes: Uint8Array<ArrayBuffer>,
	entry: number,
	field: { readonly at: number; readonly value: number; readonly bits?: 16 },
): Uint8Array<ArrayBuffer> {
	const out = bytes.slice();
	const view = new DataView(out.buffer);
	let at = view.getUint32(out.length - 22 + 16, true);
	for (let n = 0; n < entry; n++) {
		at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true);
	}
	if (field.bits === 16) view.setUint16(at + field.at, field.value, true);
	else view.setUint32(at + field.at, field.value, true);
	return out;
}

describe('a zip that would fill the memory', () => {
	it('is refused by what its table of contents says, before anything is unpacked', async () => {
		const bomb = zipOf({
			'session.json': sessionJson(record),
			'frames.csv': new Uint8Array(2 ** 25).fill(0x30),
		});
		await expect(readZipOf(bomb)).rejects.toThrow(
			/^frames\.csv would unpack from 0\.03\d MB to 34 MB, more than a session holds/,
		);
		const lie = relisted(zipOf({ 'session.json': sessionJson(record) }), 0, {
			at: 24,
			value: 2 ** 31 - 1,
		});
		await expect(readZipOf(lie)).rejects.toThrow(/^session\.json would unpack .* to 2100 MB/);
	});

	it('is refused as soon as more comes than its table of contents says', async () => {
		const files = {
			'session.json': sessionJson(record),
			'frames.csv': new Uint8Array(2 ** 25).fill(0x30),
		};
		const lie = relisted(zipOf(files), 1, { at: 24, value: 2000 });
		await expect(readZipOf(lie)).rejects.toThrow('frames.csv is damaged');
	});

	it('is refused at the first row that no table of frames has', async () => {
		// Packs badly enough to pass for a table: only the rows tell.
		const [head, row] = framesCsv(fewFrames(1)).split('\r\n');
		const rows = Array.from({ length: 3 }, () => row).join('\r\n');
		const files = { 'session.json': sessionJson(record), 'frames.csv': `${head}\r\n${rows}\r\n` };
		await expect(readZipOf(zipOf(files))).rejects.toThrow(
			'Row 3 of the table of frames: frame is "0", but it should be a whole number from 1 on',
		);
		const endless = { ...files, 'frames.csv': `${head}\r\n${'7'.repeat(5000)}` };
		await expect(readZipOf(zipOf(endless))).rejects.toThrow(
			'Row 2 of the table of frames does not end',
		);
	});

	it('is refused where its entries share their bytes, or a name', async () => {
		const json = sessionJson(record);
		const folders = Object.fromEntries(
			Array.from({ length: 40 }, (_, n) => [`${n}/session.json`, n === 0 ? json : '']),
		);
		let bytes = zipOf(folders);
		const first = new DataView(bytes.buffer);
		const listAt = first.getUint32(bytes.length - 22 + 16, true);
		const packed = first.getUint32(listAt + 20, true);
		for (let n = 1; n < 40; n++) bytes = relisted(bytes, n, { at: 20, value: packed });
		await expect(readZipOf(bytes)).rejects.toThrow('entries overlap');
		const twice = zipOf({ 'session.json': json, 'session.jsox': json });
		const named = new TextDecoder('latin1').decode(twice).replaceAll('jsox', 'json');
		const both = Uint8Array.from(named, (letter) => letter.charCodeAt(0));
		await expect(readZipOf(both)).rejects.toThrow('The zip holds session.json twice');
	});
});

describe('a zip that cannot be unpacked', () => {
	const zip = zipOf({ 'session.json': sessionJson(record) });

	test.each([
		['a password', { at: 8, value: 1, bits: 16 as const }, 'locked with a password'],
		['another method', { at: 10, value: 14, bits: 16 as const }, 'packed in a way'],
		['another checksum', { at: 16, value: 7 }, 'session.json is damaged'],
	])('for %s says so', async (_what, field, why) => {
		await expect(readZipOf(relisted(zip, 0, field))).rejects.toThrow(ImportError);
		await expect(readZipOf(relisted(zip, 0, field))).rejects.toThrow(why);
	});

	it('of something else says that no session is in it', async () => {
		const archive = zipOf({ 'archive/data.pkl': 'x' });
		await expect(readZipOf(archive)).rejects.toThrow('holds no session.json');
	});
});

describe('a table of frames', () => {
	const lines = framesCsv(fewFrames(4)).split('\r\n');
	const columns = lines[0]!.split(',');
	const withCell = (row: number, column: string, cell: string): string => {
		const cells = lines[row]!.split(',');
		cells[columns.indexOf(column)] = cell;
		return lines.map((line, at) => (at === row ? cells.join(',') : line)).join('\r\n');
	};

	test.each([
		[2, 'frame', '0', 'a whole number from 1 on'],
		[2, 'frame', '1.5', 'a whole number from 1 on'],
		[1, 'frame', '-1', 'a whole number from 0 on'],
		[1, 'frame', '4294967296', 'a whole number from 0 on'],
		[3, 'ms', '5', 'a number from 33.333333333333336 on'],
		[1, 'face', 'dog', 'one of none, tracked, turned, small'],
		[1, 'yaw_deg', 'left', 'a number or empty'],
		[1, 'yaw_deg', ' ', 'a number or empty'],
		[4, 'motion_chin', 'Infinity', 'a number or empty'],
		[1, 'blinking', '2', '0 or 1'],
		[1, 'masked_chin', '', '0 or 1'],
	])('row %i: %s "%s" is refused', (row, column, cell, wanted) => {
		expect(() => readFramesCsv(withCell(row, column, cell))).toThrow(ImportError);
		expect(() => readFramesCsv(withCell(row, column, cell))).toThrow(
			`Row ${row + 1} of the table of frames: ${column} is "${cell}", but it should be ${wanted}.`,
		);
	});

	it('may begin later than 0 and have gaps', () => {
		const signals = fewFrames(3);
		signals.frame.set([50, 51, 90]);
		signals.ms.set([1666.667, 1700, 3000]);
		expect(readFramesCsv(framesCsv(signals))).toEqual(signals);
	});
});

/** Everything that a record promises whoever uses it. */
function checkRecord({ events, rejected, markers, labels, quality }: SessionRecord): void {
	const wrong: string[] = [];
	const ordered = (id: string, of: Parameters<typeof isOrdered>[0]): void => {
		if (!isOrdered(of)) wrong.push(id);
	};
	for (const each of [...events, ...rejected]) {
		ordered(each.id, each);
		if (each.score < -1e-6 || each.score > 1 + 1e-6) wrong.push(`${each.id} score`);
		if (Math.abs(each.durationMs - (each.offset.ms - each.onset.ms)) > 1.01)
			wrong.push(`${each.id} length`);
	}
	for (const { id, keyFrames } of labels) if (keyFrames !== null) ordered(id, keyFrames);
	for (const { id, ms } of markers) if (!Number.isFinite(ms)) wrong.push(id);
	for (const items of [[...events, ...rejected], markers, labels]) {
		if (new Set(items.map(({ id }) => id)).size < items.length) wrong.push('ids');
	}
	if (!(quality.durationMs >= 0)) wrong.push('durationMs');
	expect(wrong).toEqual([]);
}

function isOrdered(
	of: Readonly<
		Record<(typeof KEY_FRAMES)[number], { readonly frame: number; readonly ms: number }>
	>,
): boolean {
	const moments = KEY_FRAMES.map((key) => of[key]);
	return moments.every(
		({ frame, ms }, at) =>
			Number.isInteger(frame) &&
			Number.isFinite(ms) &&
			(at === 0 || (frame >= moments[at - 1]!.frame && ms >= moments[at - 1]!.ms)),
	);
}

function checkSignals({ count, frame, ms, face, masked }: Signals): void {
	const wrong: number[] = [];
	for (let at = 0; at < count; at++) {
		const back = at > 0 && (frame[at]! <= frame[at - 1]! || ms[at]! < ms[at - 1]!);
		if (back || !Number.isFinite(ms[at]) || face[at]! > 3) wrong.push(at);
	}
	expect(wrong).toEqual([]);
	expect(masked.every((flag) => flag <= 1)).toBe(true);
}

/** Every copy is read and kept its promises, or refused by an ImportError. */
const survives = (
	copies: Iterable<Uint8Array<ArrayBuffer>>,
	read: (bytes: Uint8Array<ArrayBuffer>) => unknown,
) => readOrRefused(copies, read, (error) => error instanceof ImportError);

describe('broken copies', () => {
	test.each([
		[1, fullRecord],
		[2, paperRecord],
	])('of session JSON, %i', async (seed, of) => {
		const copies = mutated(encoded(shortJson(of)), 1200, seed);
		const { read, refused } = await survives(copies, (bytes) =>
			checkRecord(readSessionJson(new TextDecoder().decode(bytes))),
		);
		expect(read + refused).toBe(1200);
		expect(refused).toBeGreaterThan(600);
	});

	test.each([1, 2])('of session JSON with one number changed, %i', async (seed) => {
		const json = shortJson(fullRecord);
		const copies = [...mutated(encoded(json), 1200, seed)].map((bytes, at) => {
			const odd = ['-1', '1e999', '1e9', 'null', '0.5', '"7"', '77', '-0', '1e-320'][at % 9]!;
			let left = bytes[at % Math.max(1, bytes.length)] ?? 0;
			return encoded(json.replace(/(?<=[:[,])-?\d[\d.]*/g, (n) => (left-- === 0 ? odd : n)));
		});
		const { read, refused } = await survives(copies, (bytes) =>
			checkRecord(readSessionJson(new TextDecoder().decode(bytes))),
		);
		expect(read + refused).toBe(1200);
		expect(refused).toBeGreaterThan(300);
	});

	test.each([1, 2])('of a table of frames, %i', async (seed) => {
		const copies = mutated(encoded(framesCsv(fewFrames(6))), 1200, seed);
		const { read, refused } = await survives(copies, (bytes) =>
			checkSignals(readFramesCsv(new TextDecoder().decode(bytes))),
		);
		expect(read + refused).toBe(1200);
		expect(refused).toBeGreaterThan(600);
	});

	const strip = [
		'event,frame,ms,size_px,file,type',
		'e1,4,133.3,200,strips/e1-4.webp,image/webp',
		'',
	].join('\r\n');
	const packed = zipOf({
		'session.json': shortJson(fullRecord),
		'frames.csv': framesCsv(fewFrames(3)),
		'strips.csv': strip,
		'strips/e1-4.webp': encoded('picture'),
		'film.webm': encoded('film'),
	});

	test.each([1, 2])('of a session zip, %i', async (seed) => {
		const { read, refused } = await survives(mutated(packed, 1200, seed), async (bytes) => {
			for (const whole of await readZipOf(bytes)) {
				checkRecord(whole.record);
				if (whole.signals !== null) checkSignals(whole.signals);
				for (const id of whole.stripped) expect(await whole.stripOf(id)).not.toBeNull();
				await whole.film();
			}
		});
		expect(read + refused).toBe(1200);
		expect(refused).toBeGreaterThan(600);
	});
});
