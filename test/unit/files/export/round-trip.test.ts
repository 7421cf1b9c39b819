/** What was written is read back without loss: sessions drawn by chance, every part of them. */
import { describe, expect, it, test } from 'vitest';
import type { SessionRecord, Signals } from '../../../../src/core/record/index.ts';
import type { WholeSession } from '../../../../src/files/export/index.ts';
import {
	ImportError,
	emptySignals,
	framesCsv,
	readFramesCsv,
	readSessionJson,
	readSessionZip,
	sessionJson,
	writeZip,
	writtenFiles,
	zipEntries,
} from '../../../../src/files/export/index.ts';
import type { TextFormat } from '../../../../src/files/export/index.ts';
import type { UnitVerdict } from '../../../../src/core/record/index.ts';
import type { Random } from '../../../../src/core/kernel/index.ts';
import { millis, seeded } from '../../../../src/core/kernel/index.ts';
import { REGIONS } from '../../../../src/core/record/index.ts';
import { classVerdict, event, fullRecord, paperRecord, record, verdict } from './record.ts';

/** Below the bar from which a unit is named, but not in the digits that are written. */
const onTheEdge: UnitVerdict = {
	...verdict,
	actionUnits: [{ au: 4, p: 0.49997, side: 'both' }],
};

const SEEDS = Array.from({ length: 40 }, (_, seed) => seed + 1);

/** Texts as people and programs write them: quotes, line ends, other scripts, half characters. */
const TEXTS = [
	'',
	'plain',
	'a, "b"; c',
	'line\nline\ttab',
	'表情 😀',
	'=1+1',
	'\ud800',
	'</x>&amp;',
];

function drawnRecord(random: Random): SessionRecord {
	const pick = <Item>(items: readonly Item[]): Item =>
		items[Math.floor(random.next() * items.length)]!;
	const figure = (): number => pick([random.next() * 10, -random.next(), 0, 1e-9, 123456.789, NaN]);
	const count = (most: number): number[] =>
		Array.from({ length: Math.floor(random.next() * (most + 1)) }, (_, at) => at + 1);
	const events = count(5).map((n) => {
		const drawn = event(`e${n}`, 40 * n, pick([verdict, onTheEdge, classVerdict, null]));
		const ms = millis((random.next() * 40 * n * 1e3) / 30);
		return {
			...drawn,
			onset: { frame: 40 * n, ms, uncertaintyMs: random.next() },
			riseMs: drawn.apex.ms - ms,
			durationMs: drawn.offset.ms - ms,
			peakPx200: Math.abs(figure()),
			score: random.next(),
			latencyMs: figure(),
		};
	});
	const base = pick([record, paperRecord, fullRecord]);
	return {
		...base,
		source: { ...base.source, name: pick(TEXTS) },
		quality: { ...base.quality, fps: Math.abs(figure()) },
		events,
		rejected: count(5).map((n) => ({
			...record.rejected[0]!,
			id: `r${n}`,
			reason: pick(['blink', 'too-weak', 'overlap'] as const),
			measured: pick([null, random.next(), Infinity]),
			limit: pick([null, 0.5]),
		})),
		markers: count(4).map((n) => ({
			id: `m${n}`,
			frame: n,
			ms: millis(random.next() * 1e6),
			text: pick(TEXTS),
			origin: pick(['keyboard', 'serial', '']),
			wallMs: pick([null, 1.7e12 + n / 3]),
		})),
		labels: count(4).map((n) => ({
			...fullRecord.labels[n - 1]!,
			about: pick([null, 'e1', 'r1']),
			note: pick(TEXTS),
			coder: pick(TEXTS),
		})),
		study: pick([null, fullRecord.study]),
	};
}

function drawnSignals(random: Random, count: number): Signals {
	const signals = emptySignals(count);
	const float = (): number => {
		const chance = random.next();
		return chance < 0.1
			? NaN
			: chance < 0.2
				? 0
				: (random.next() - 0.3) * 10 ** (random.next() * 8 - 4);
	};
	for (let at = 0; at < count; at++) {
		signals.frame[at] = 3 * at;
		signals.ms[at] = (at * 1000) / 29.97 + random.next() / 7;
		signals.face[at] = Math.floor(random.next() * 4);
		for (const name of ['yaw', 'pitch', 'roll', 'scale', 'light'] as const)
			signals[name][at] = float();
		signals.blinking[at] = random.next() < 0.5 ? 1 : 0;
		signals.speaking[at] = random.next() < 0.5 ? 1 : 0;
		for (let region = 0; region < REGIONS.length; region++) {
			signals.motion[at * REGIONS.length + region] = float();
			signals.masked[at * REGIONS.length + region] = random.next() < 0.5 ? 1 : 0;
		}
	}
	return signals;
}

const drawnBlob = (random: Random, type: string): Blob =>
	new Blob(
		[Uint8Array.from({ length: 50 + Math.floor(random.next() * 200) }, () => random.next() * 256)],
		{
			type,
		},
	);

function drawnWhole(random: Random): WholeSession {
	const drawn = drawnRecord(random);
	const record = { ...drawn, film: fullRecord.film ?? null };
	const ids = record.events.map(({ id }) => id);
	const pictures = new Map(
		ids.map((id) => [
			id,
			{
				onset: drawnBlob(random, 'image/png'),
				apex: drawnBlob(random, 'image/png'),
				offset: drawnBlob(random, 'image/png'),
				difference: drawnBlob(random, 'image/png'),
			},
		]),
	);
	const strips = new Map(
		ids.map((id) => [
			id,
			{
				frames: Int32Array.of(4, 5, 7),
				ms: Float64Array.of(133.3333333333, 166.1, 233 + random.next()),
				size: 200,
				pictures: [0, 1, 2].map(() => drawnBlob(random, 'image/webp')),
			},
		]),
	);
	const film = drawnBlob(random, record.film!.type);
	return {
		record,
		signals: drawnSignals(random, 20),
		pictured: ids,
		picturesOf: (id) => Promise.resolve(pictures.get(id) ?? null),
		stripped: ids,
		stripOf: (id) => Promise.resolve(strips.get(id) ?? null),
		film: () => Promise.resolve(film),
	};
}

async function zipped(sessions: readonly WholeSession[]): Promise<Blob> {
	const pieces: Uint8Array<ArrayBuffer>[] = [];
	await writeZip(zipEntries(sessions), (piece) => pieces.push(piece.slice()));
	return new Blob(pieces);
}

const bytesOf = async (blob: Blob | null): Promise<number[]> =>
	blob === null ? [] : [...new Uint8Array(await blob.arrayBuffer())];

describe('session JSON', () => {
	test.each(SEEDS)('seed %i: read and written again it is the same, to the byte', (seed) => {
		const written = sessionJson(drawnRecord(seeded(seed)));
		expect(sessionJson(readSessionJson(written))).toBe(written);
	});

	test.each(SEEDS)('seed %i: every other format comes out the same too', (seed) => {
		const drawn = drawnRecord(seeded(seed));
		const again = readSessionJson(sessionJson(drawn));
		expect(readSessionJson(sessionJson(again))).toEqual(again);
		const signals = drawnSignals(seeded(seed), 5);
		for (const format of ['events', 'rejected', 'elan', 'bids', 'megc', 'frames'] as TextFormat[]) {
			expect(writtenFiles(format, [{ record: again, signals }])).toEqual(
				writtenFiles(format, [{ record: drawn, signals }]),
			);
		}
	});

	it('of before there were labels, studies and names is read', () => {
		const old = JSON.parse(sessionJson(record)) as Record<string, unknown>;
		for (const field of ['labels', 'study', 'film', 'name']) delete old[field];
		const read = readSessionJson(JSON.stringify(old));
		expect(read).toMatchObject({ labels: [], study: null, film: null });
		expect(read).not.toHaveProperty('name');
	});

	test.each([
		['no JSON', '{"format"', 'This is not JSON'],
		['something else', '{"format":"other/1"}', 'its format is other/1'],
		['a list', '[]', 'it names no format'],
		['a session with a hole', '{"format":"fleeting-session/1"}', 'The field source is missing'],
	])('refuses %s and says why', (_what, text, why) => {
		expect(() => readSessionJson(text)).toThrow(ImportError);
		expect(() => readSessionJson(text)).toThrow(why);
	});
});

describe('table of frames', () => {
	test.each(SEEDS)('seed %i: every 32-bit float comes back as it was', (seed) => {
		const signals = drawnSignals(seeded(seed), 30);
		expect(readFramesCsv(framesCsv(signals))).toEqual(signals);
	});

	it('refuses a table that was cut off and names the row', () => {
		const text = framesCsv(drawnSignals(seeded(1), 3));
		expect(() => readFramesCsv(text.slice(0, -40))).toThrow(/^Row 4 of the table of frames has/);
		expect(() => readFramesCsv('a,b\r\n')).toThrow('other columns');
	});

	it('refuses a frame without a number or a time', () => {
		const [head, first, ...rest] = framesCsv(drawnSignals(seeded(1), 3)).split('\r\n');
		const [, , ...cells] = first!.split(',');
		for (const [start, why] of [
			['x,0', 'Row 2 of the table of frames: frame is "x", but it should be a number.'],
			['0,', 'Row 2 of the table of frames: ms is "", but it should be a number.'],
			['0,1e999', 'ms is "1e999"'],
		] as const) {
			const odd = [head, [start, ...cells].join(','), ...rest].join('\r\n');
			expect(() => readFramesCsv(odd)).toThrow(why);
		}
	});
});

describe('zip', () => {
	test.each(SEEDS.slice(0, 10))(
		'seed %i: events, signals, pictures, strips and film come back',
		async (seed) => {
			const whole = drawnWhole(seeded(seed));
			const [read, none] = await readSessionZip(await zipped([whole]));
			expect(none).toBeUndefined();
			expect(sessionJson(read!.record)).toBe(sessionJson(whole.record));
			expect(read!.signals).toEqual(whole.signals);
			expect([read!.pictured, read!.stripped]).toEqual([whole.pictured, whole.stripped]);
			for (const id of whole.pictured) {
				const [a, b] = [await whole.picturesOf(id), await read!.picturesOf(id)];
				for (const part of ['onset', 'apex', 'offset', 'difference'] as const) {
					expect(await bytesOf(b![part])).toEqual(await bytesOf(a![part]));
				}
				const [c, d] = [await whole.stripOf(id), await read!.stripOf(id)];
				expect({ ...d, pictures: null }).toEqual({ ...c, pictures: null });
				for (const [at, picture] of c!.pictures.entries()) {
					expect(d!.pictures[at]!.type).toBe(picture.type);
					expect(await bytesOf(d!.pictures[at]!)).toEqual(await bytesOf(picture));
				}
			}
			expect((await read!.film())!.type).toBe(fullRecord.film!.type);
			expect(await bytesOf(await read!.film())).toEqual(await bytesOf(await whole.film()));
		},
	);

	it('holds several sessions in folders of their own, also of the same name', async () => {
		const wholes = [1, 2].map((seed) => {
			const whole = drawnWhole(seeded(seed));
			return { ...whole, record: { ...whole.record, name: 'same' } };
		});
		const read = await readSessionZip(await zipped(wholes));
		expect(read.map(({ record }) => sessionJson(record))).toEqual(
			wholes.map(({ record }) => sessionJson(record)),
		);
	});

	it('gives the same bytes for the same session', async () => {
		const [a, b] = await Promise.all([1, 2].map(() => zipped([drawnWhole(seeded(7))])));
		expect(await bytesOf(a!)).toEqual(await bytesOf(b!));
	});

	it('is refused where it was cut off or is none of ours', async () => {
		const whole = await zipped([drawnWhole(seeded(3))]);
		await expect(readSessionZip(whole.slice(0, whole.size - 30))).rejects.toThrow(ImportError);
		await expect(readSessionZip(new Blob(['hello']))).rejects.toThrow('This is no zip');
		const pieces: Uint8Array<ArrayBuffer>[] = [];
		await writeZip([{ name: 'a.txt', content: 'a' }], (piece) => pieces.push(piece.slice()));
		await expect(readSessionZip(new Blob(pieces))).rejects.toThrow('no session.json');
	});
});
