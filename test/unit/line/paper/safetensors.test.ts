/** safetensors: what is written is read back, and each kind of broken file says what is wrong. */
import { describe, expect, it } from 'vitest';
import {
	looksLikeSafetensors,
	readSafetensors,
	valuesOf,
	writeSafetensors,
} from '../../../../src/line/paper/safetensors.ts';
import { Fault } from '../../../../src/core/record/index.ts';
import { floatTensor } from '../../../support/formula-weights.ts';

const a = floatTensor('a', [2, 3], Float32Array.of(1, 2, 3, 4, 5, -6));
const b = floatTensor('b', [], Float32Array.of(0.5));
const good = writeSafetensors([a, b], { from: 'a test' });

/** A file with this header, whatever it says, and so many bytes after it. */
function fileOf(header: unknown, bytes: number): Uint8Array<ArrayBuffer> {
	const text = new TextEncoder().encode(
		typeof header === 'string' ? header : JSON.stringify(header),
	);
	const out = new Uint8Array(8 + text.length + bytes);
	new DataView(out.buffer).setUint32(0, text.length, true);
	out.set(text, 8);
	return out;
}

const entry = (over: object = {}): object => ({
	dtype: 'F32',
	shape: [2],
	data_offsets: [0, 8],
	...over,
});

function detailOf(bytes: Uint8Array<ArrayBuffer>): string {
	try {
		readSafetensors(bytes);
	} catch (error) {
		if (!(error instanceof Fault)) throw error;
		expect(error.code).toBe('model/mismatch');
		return error.detail;
	}
	throw new Error('it was read');
}

describe('a safetensors file', () => {
	it('is read back: names, shapes, values, metadata', () => {
		const { tensors, metadata, data } = readSafetensors(good);
		expect(tensors.map(({ name, shape, type }) => [name, shape, type])).toEqual([
			['a', [2, 3], 'F32'],
			['b', [], 'F32'],
		]);
		expect([...valuesOf(tensors[0]!)]).toEqual([1, 2, 3, 4, 5, -6]);
		expect([...valuesOf(tensors[1]!)]).toEqual([0.5]);
		expect(metadata.get('from')).toBe('a test');
		expect(data).toHaveLength(28);
	});

	it('is laid out as the format says, its bytes aligned', () => {
		const length = new DataView(good.buffer).getBigUint64(0, true);
		expect(Number(length) % 8).toBe(0);
		const header: unknown = JSON.parse(
			new TextDecoder().decode(good.subarray(8, 8 + Number(length))),
		);
		expect(header).toEqual({
			__metadata__: { from: 'a test' },
			a: { dtype: 'F32', shape: [2, 3], data_offsets: [0, 24] },
			b: { dtype: 'F32', shape: [], data_offsets: [24, 28] },
		});
	});

	it('may list its tensors in any order', () => {
		const header = {
			late: entry({ data_offsets: [8, 16] }),
			early: entry({ data_offsets: [0, 8] }),
		};
		const { tensors } = readSafetensors(fileOf(header, 16));
		expect(tensors.map(({ name }) => name)).toEqual(['early', 'late']);
	});

	it.each([
		['F64', 8, (view: DataView) => view.setFloat64(0, 1.25, true), 1.25],
		['F16', 2, (view: DataView) => view.setUint16(0, 0x3d00, true), 1.25],
		['BF16', 2, (view: DataView) => view.setUint16(0, 0x3fa0, true), 1.25],
		['I64', 8, (view: DataView) => view.setBigInt64(0, -7n, true), -7],
	] as const)('may hold %s', (type, size, write, expected) => {
		const bytes = new Uint8Array(size);
		write(new DataView(bytes.buffer));
		const { tensors } = readSafetensors(writeSafetensors([{ name: 'x', type, shape: [1], bytes }]));
		expect([...valuesOf(tensors[0]!)]).toEqual([expected]);
	});

	it.each([
		['is too short', new Uint8Array(7), 'it has 7 bytes, too few'],
		['has a huge header', fileOf({}, 0).fill(0xff, 0, 6), /its header would have \d+ bytes/],
		['ends within its header', good.slice(0, 40), 'the file ends before: it is incomplete'],
		['has a header that is no JSON', fileOf('{"a":', 0), 'its header is not JSON'],
		['has a list for a header', fileOf([], 0), 'its header is not a JSON object'],
		['has numbers for metadata', fileOf({ __metadata__: { n: 1 } }, 0), '__metadata__ holds'],
		['has an entry that is a number', fileOf({ w: 3 }, 0), 'tensor w has no entry'],
		[
			'has an unknown type',
			fileOf({ w: entry({ dtype: 'I8' }) }, 8),
			'tensor w has type I8, none of',
		],
		['has no type', fileOf({ w: {} }, 8), 'tensor w has type none'],
		['has a shape of text', fileOf({ w: entry({ shape: ['2'] }) }, 8), 'tensor w has no shape'],
		['has a shape below 0', fileOf({ w: entry({ shape: [-2] }) }, 8), 'tensor w has no shape'],
		['has one offset', fileOf({ w: entry({ data_offsets: [0] }) }, 8), 'tensor w has no pair'],
		['goes backwards', fileOf({ w: entry({ data_offsets: [8, 0] }) }, 8), 'tensor w ends at 0'],
		[
			'is cut off',
			fileOf({ w: entry() }, 6),
			'tensor w ends at byte 8 of 6: the file is incomplete',
		],
		[
			'has too few bytes',
			fileOf({ w: entry({ shape: [3] }) }, 8),
			'tensor w has 8 bytes, expected 12',
		],
		[
			'has bytes of two tensors',
			fileOf({ v: entry(), w: entry({ data_offsets: [4, 12] }) }, 12),
			'tensor w shares bytes',
		],
		[
			'has a hole',
			fileOf({ w: entry({ data_offsets: [4, 12] }) }, 12),
			'bytes 0 to 4, before tensor w',
		],
		[
			'has something behind',
			fileOf({ w: entry() }, 9),
			'bytes 8 to 9, at the end, belong to no tensor',
		],
	])('is refused where it %s', (_case, bytes, detail) => {
		expect(detailOf(bytes)).toMatch(detail);
	});

	it('names every tensor that is wrong, not only the first', () => {
		const header = { v: entry({ dtype: 'U8' }), w: entry({ shape: [5] }), x: entry() };
		expect(detailOf(fileOf(header, 8)).split('\n')).toEqual([
			expect.stringMatching(/^tensor v has type U8/),
			expect.stringMatching(/^tensor w has 8 bytes, expected 20/),
		]);
	});

	it('is told from text by its first bytes', () => {
		expect(looksLikeSafetensors(good)).toBe(true);
		expect(looksLikeSafetensors(new TextEncoder().encode('{"format":"x"}'))).toBe(false);
		expect(looksLikeSafetensors(new Uint8Array(3))).toBe(false);
	});
});
