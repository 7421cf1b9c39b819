/** State dicts that become files of this project, and every way in which one does not fit. */
import { describe, expect, it, vi } from 'vitest';
import { PUBLISHED } from '../../../../src/line/paper/architecture.ts';
import { publishedNames } from '../../../../src/line/paper/class-names.ts';
import type { ConversionOptions } from '../../../../src/line/paper/convert.ts';
import { convertPublished } from '../../../../src/line/paper/convert.ts';
import { readPaperFile, renamedPaperFile } from '../../../../src/line/paper/paper-file.ts';
import { derivedValues } from '../../../../src/line/paper/published-weights.ts';
import type { StoredTensor } from '../../../../src/line/paper/safetensors.ts';
import {
	readSafetensors,
	valuesOf,
	writeSafetensors,
} from '../../../../src/line/paper/safetensors.ts';
import { paperTensors } from '../../../../src/line/paper/state-dict.ts';
import { Fault } from '../../../../src/core/record/index.ts';
import { floatTensor, formulaStateDict } from '../../../support/formula-weights.ts';
import { SMALL_PAPER as SMALL } from '../../../support/small-paper.ts';

vi.setConfig({ testTimeout: 30_000 });

const dict = formulaStateDict(5, SMALL);
const options: ConversionOptions = {
	fileName: 'fold 3.safetensors',
	convertedAt: '2026-11-25T12:00:00Z',
	architecture: SMALL,
};
const convert = (tensors: readonly StoredTensor[], over: Partial<ConversionOptions> = {}) =>
	convertPublished(writeSafetensors(tensors), { ...options, ...over });
const joined = ({ header, weights }: Awaited<ReturnType<typeof convert>>) =>
	new Uint8Array([...header, ...weights]);
const other = (name: string, change: (tensor: StoredTensor) => StoredTensor): StoredTensor[] =>
	dict.map((tensor) => (tensor.name === name ? change(tensor) : tensor));
const withValue = (name: string, value: number): StoredTensor[] =>
	other(name, (tensor) => {
		const values = Float32Array.from(valuesOf(tensor));
		values[1] = value;
		return floatTensor(name, tensor.shape, values);
	});

async function linesOf(work: Promise<unknown>): Promise<string[]> {
	const error: unknown = await work.then(
		() => new Error('it was taken'),
		(reason: unknown) => reason,
	);
	if (!(error instanceof Fault)) throw error;
	expect(error.code).toBe('model/mismatch');
	return error.detail.split('\n');
}

describe('a state dict', () => {
	it('becomes a file with what the network reads, in half precision, and gives it back', async () => {
		const done = await convert(dict);
		const { file, tensors } = await readPaperFile(joined(done), SMALL);
		expect(file).toEqual(done.file);
		const read = paperTensors(5, SMALL).filter(({ role }) => role === 'used');
		expect([...tensors.keys()]).toEqual(read.map(({ name }) => name));
		for (const { name } of read) {
			const before = valuesOf(dict.find((tensor) => tensor.name === name)!);
			const off = tensors
				.get(name)!
				.findIndex((value, i) => Math.abs(value - before[i]!) > stepOf(before[i]!));
			expect(off, name).toBe(-1);
		}
		expect(done.rounding.relative).toBeGreaterThan(0);
		expect(done.rounding.relative).toBeLessThan(1 / 2048);
	});

	it('is named after its file, keeps where it came from, and drops what nothing reads', async () => {
		const { file, dropped, weights } = await convert(dict);
		expect(file).toMatchObject({
			format: 'fleeting-paper-network/1',
			name: 'fold 3',
			named: false,
			dataset: null,
			source: { file: 'fold 3.safetensors', bytes: writeSafetensors(dict).length },
			convertedAt: '2026-11-25T12:00:00Z',
		});
		expect(file.classes.map(({ name }) => name)).toEqual([1, 2, 3, 4, 5].map((n) => `class ${n}`));
		expect(file.licence).toContain('research licence');
		expect(file.weights.bytes).toBe(weights.length);
		expect(dropped).toContain('vit_pos.cls_token');
		expect(dropped).toContain('main_branch.norm.num_batches_tracked');
		expect(dropped).toContain('main_branch.layers.0.Relpos.angle');
		expect(dropped).not.toContain('main_branch.head.weight');
	});

	it('may come from DataParallel', async () => {
		const parallel = dict.map((tensor) => ({ ...tensor, name: `module.${tensor.name}` }));
		const { file } = await convert(parallel);
		expect(file.weights).toEqual((await convert(dict)).file.weights);
		const half = parallel.map((tensor, i) => (i === 0 ? dict[0]! : tensor));
		expect((await linesOf(convert(half)))[0]).toMatch(/tensors are missing: /);
	});

	it.each(['F64', 'BF16', 'F16'] as const)('may be %s', async (type) => {
		// Values that every type holds exactly.
		const coarse = (value: number): number => Math.round(value * 8) / 8 || 0;
		const size = { F64: 8, BF16: 2, F16: 2 }[type];
		const stored = dict.map((tensor): StoredTensor => {
			const role = paperTensors(5, SMALL).find(({ name }) => name === tensor.name)!.role;
			if (role === 'counter' || role === 'derived') return tensor;
			const values = valuesOf(tensor).map(coarse);
			const bytes = new Uint8Array(size * values.length);
			const view = new DataView(bytes.buffer);
			values.forEach((value, i) => {
				if (type === 'F64') view.setFloat64(8 * i, value, true);
				else view.setUint16(2 * i, type === 'BF16' ? brainBits(value) : halfBitsOf(value), true);
			});
			return { ...tensor, type, bytes };
		});
		const { tensors } = await readPaperFile(joined(await convert(stored)), SMALL);
		const name = 'main_branch.head.weight';
		const before = valuesOf(dict.find((tensor) => tensor.name === name)!);
		expect([...tensors.get(name)!]).toEqual([...before].map(coarse));
	});

	it.each([0, 1, 3, 5, 8])('may have %i rows in the head that nothing reads', async (rows) => {
		const three = formulaStateDict(3, SMALL).map((tensor): StoredTensor => {
			const { name, shape } = tensor;
			if (!name.startsWith('vit_pos.head.')) return tensor;
			const other = [rows, ...shape.slice(1)];
			return floatTensor(name, other, new Float32Array(other.reduce((a, b) => a * b, 1)));
		});
		const { file, weights } = await convert(three);
		expect(file.classes).toHaveLength(3);
		expect(weights).toEqual((await convert(formulaStateDict(3, SMALL))).weights);
	});

	it('may lack the head that nothing reads', async () => {
		const { file, dropped } = await convert(
			dict.filter(({ name }) => !name.startsWith('vit_pos.head.')),
		);
		expect(file.weights).toEqual((await convert(dict)).file.weights);
		expect(dropped.filter((name) => name.startsWith('vit_pos.head.'))).toEqual([]);
	});

	it('reports how far it is', async () => {
		const seen: [number, number][] = [];
		await convert(dict, { onProgress: (done, total) => seen.push([done, total]) });
		const [last, total] = seen.at(-1)!;
		expect(last).toBe(total);
		expect(seen.map(([done]) => done)).toEqual(
			seen.map(([done]) => done).toSorted((a, b) => a - b),
		);
	});
});

describe('a state dict that does not fit', () => {
	it('has every missing, extra, misshapen and mistyped tensor named in one message', async () => {
		const broken = dict
			.filter(({ name }) => name !== 'vit_pos.norm.bias' && name !== 'main_branch.proj.weight')
			.map((tensor): StoredTensor => {
				if (tensor.name === 'vit_pos.cls_token') return { ...tensor, shape: [1, 32] };
				if (tensor.name === 'main_branch.norm.bias') {
					return { name: tensor.name, shape: [24], type: 'I64', bytes: new Uint8Array(24 * 8) };
				}
				return tensor;
			});
		const lines = await linesOf(convert([...broken, floatTensor('ema', [1], new Float32Array(1))]));
		const all = paperTensors(5, SMALL).length;
		expect(lines).toEqual([
			`2 of ${all} tensors are missing: vit_pos.norm.bias, main_branch.proj.weight`,
			`1 of ${all - 1} tensors is not in the published state dict: ema`,
			`1 of ${all} tensors is of another shape: vit_pos.cls_token is [1,32], expected [1,1,32]`,
			`1 of ${all} tensors is of another type: main_branch.norm.bias is I64, expected floating-point numbers`,
		]);
	});

	it('has another width in the head that nothing reads', async () => {
		const wide = other('vit_pos.head.weight', ({ name }) =>
			floatTensor(name, [5, 31], new Float32Array(5 * 31)),
		);
		expect(await linesOf(convert(wide))).toEqual([
			`1 of ${dict.length} tensors is of another shape: vit_pos.head.weight is [5,31], expected [any number,32]`,
		]);
	});

	it('says nothing of shapes that depend on a head that is not there', async () => {
		const headless = dict.filter(({ name }) => name !== 'main_branch.head.weight');
		const lines = await linesOf(convert(headless));
		expect(lines).toEqual([`1 of ${dict.length} tensors is missing: main_branch.head.weight`]);
	});

	it('is another program’s where nothing fits', async () => {
		const lines = await linesOf(convert([floatTensor('conv1.weight', [1], new Float32Array(1))]));
		expect(lines).toHaveLength(2);
		expect(lines[0]).toContain(`${paperTensors(1, SMALL).length} of`);
		expect(lines[1]).toContain('conv1.weight');
	});

	it('has one class only', async () => {
		expect(await linesOf(convert(formulaStateDict(1, SMALL)))).toEqual([
			'main_branch.head.weight has 1 classes, fewer than two',
		]);
	});

	it.each([
		['NaN', 'main_branch.proj.bias', NaN, 'main_branch.proj.bias holds NaN at place 1'],
		['an infinity', 'vit_pos.pos_embed', -Infinity, 'vit_pos.pos_embed holds -Infinity at place 1'],
		['too much for half precision', 'vit_pos.pos_embed', 7e4, 'holds 70000, beyond ±65504'],
		[
			'a variance below 0',
			'main_branch.norm.running_var',
			-1,
			'main_branch.norm.running_var holds -1, and a variance is not below 0',
		],
		[
			'another decay',
			'main_branch.layers.2.Relpos.decay',
			-0.5,
			'main_branch.layers.2.Relpos.decay holds -0.5 at place 1, where the published network has -0.0317487',
		],
	])('holds %s', async (_what, name, value, detail) => {
		const [line, ...more] = await linesOf(convert(withValue(name, value)));
		expect(more).toEqual([]);
		expect(line).toContain(detail);
	});

	it('names all tensors with bad values', async () => {
		const once = withValue('vit_pos.norm.bias', NaN);
		const bad = once.find(({ name }) => name === 'vit_pos.norm.bias')!;
		const twice = withValue('main_branch.proj.bias', Infinity).map((tensor) =>
			tensor.name === bad.name ? bad : tensor,
		);
		expect(await linesOf(convert(twice))).toHaveLength(2);
	});

	it('has other numbers of names than of classes', async () => {
		const naming = publishedNames(4)[0]!;
		expect(await linesOf(convert(dict, { naming }))).toEqual([
			'4 class names are given, but the weights have 5 classes',
		]);
	});
});

describe('a converted file', () => {
	it('takes other names without another conversion', async () => {
		const done = await convert(dict);
		const naming = publishedNames(5)[0]!;
		const { file, blob } = renamedPaperFile(joined(done), naming, SMALL);
		const read = await readPaperFile(new Uint8Array(await blob.arrayBuffer()), SMALL);
		expect(read.file).toEqual(file);
		expect(read.file).toEqual({ ...done.file, ...naming });
		expect(() => renamedPaperFile(joined(done), publishedNames(3)[0]!, SMALL)).toThrow(
			'3 class names are given, but the weights have 5 classes',
		);
	});

	it.each<[string, (model: Record<string, unknown>) => void, RegExp]>([
		[
			'of a later format',
			(model) => (model['format'] = 'fleeting-paper-network/2'),
			/^its model has format/,
		],
		['without classes', (model) => delete model['classes'], /^its classes are missing$/],
		['without a source', (model) => delete model['source'], /does not say where it comes from/],
		['without a name', (model) => (model['name'] = ''), /^its name is missing$/],
		[
			'of other weights',
			(model) => (model['weights'] = { bytes: 1, sha256: 'ab' }),
			/^weights have sha256 [0-9a-f]{64}, expected ab$/,
		],
	])('is refused where it is %s', async (_case, change, expected) => {
		const stored = readSafetensors(joined(await convert(dict)));
		const model = JSON.parse(stored.metadata.get('model')!) as Record<string, unknown>;
		change(model);
		const metadata = { format: stored.metadata.get('format')!, model: JSON.stringify(model) };
		const bytes = writeSafetensors(stored.tensors, metadata);
		expect((await linesOf(readPaperFile(bytes, SMALL)))[0]).toMatch(expected);
	});

	it('is refused with tensors of another network', async () => {
		const stored = readSafetensors(joined(await convert(dict)));
		const metadata = Object.fromEntries(stored.metadata);
		const bytes = writeSafetensors(stored.tensors.slice(1), metadata);
		expect((await linesOf(readPaperFile(bytes, SMALL)))[0]).toBe(
			`tensor ${stored.tensors[0]!.name} is missing`,
		);
	});
});

it('the published architecture has the derived values of the reference', () => {
	const decays = (layer: number) =>
		derivedValues(`main_branch.layers.${layer}.Relpos.decay`, 2, PUBLISHED);
	// log(1 - 2^-2), log(1 - 2^-4) and log(1 - 2^-5)
	for (const layer of [0, 1]) expect(decays(layer)[1]).toBeCloseTo(Math.log(15 / 16), 12);
	for (const layer of [2, 3]) expect(decays(layer)[1]).toBeCloseTo(Math.log(31 / 32), 12);
	expect(decays(3)[0]).toBeCloseTo(Math.log(3 / 4), 12);
	const angles = derivedValues('main_branch.layers.0.Relpos.angle', 32, PUBLISHED);
	expect(angles.slice(0, 2)).toEqual([1, 1]);
	expect(angles.slice(-2)).toEqual([1e-4, 1e-4]);
	expect(angles[2]).toBeCloseTo(10_000 ** (-1 / 15), 12);
});

/** Half of the distance between two numbers of half precision around this one. */
const stepOf = (value: number): number => Math.abs(value) / 2048 + 2 ** -25;

function brainBits(value: number): number {
	return new Uint32Array(Float32Array.of(value).buffer)[0]! >>> 16;
}

/** By search: slow, and nothing of the code under test. */
function halfBitsOf(value: number): number {
	const size = Math.abs(value);
	if (size === 0) return 0;
	const exponent = Math.max(-14, Math.floor(Math.log2(size)));
	const mantissa = Math.round((size / 2 ** exponent - 1) * 1024);
	return (value < 0 ? 0x8000 : 0) | ((exponent + 15) << 10) | mantissa;
}
