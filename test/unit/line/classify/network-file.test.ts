import { describe, expect, it } from 'vitest';
import type { NameableUnit, NamingLevel } from '../../../../src/core/record/index.ts';
import type { NetworkFile } from '../../../../src/line/classify/index.ts';
import {
	CLASSES,
	NETWORK_FORMAT,
	NETWORK_INPUT,
	UNITS,
	loadNetwork,
	packWeights,
	parametersOf,
	parseNetwork,
	sizeOf,
} from '../../../../src/line/classify/index.ts';
import { sha256Hex } from '../../../../src/core/kernel/index.ts';
import { Fault } from '../../../../src/core/record/index.ts';

const architecture = { members: 2, pool: 7, hidden: 8, channels: 3 };
const specs = parametersOf(architecture);
const parameters = specs.map(({ shape }, t) =>
	Float32Array.from({ length: sizeOf(shape) }, (_, i) => t + i / 7),
);
const weights = packWeights(parameters);
const file: NetworkFile = {
	format: NETWORK_FORMAT,
	name: 'test',
	version: '1',
	input: NETWORK_INPUT,
	architecture,
	units: UNITS,
	classes: CLASSES,
	temperature: { classes: 1, units: 1 },
	certainty: { weights: [1, 0, 0, 0, 0], bias: 0 },
	naming: [{ coverage: 0.9, from: 0.5, accuracy: 0.95 }],
	sideMargin: 1,
	gateCorrelation: 0.3,
	nameable: [{ au: 4, from: 0.5 }],
	tensors: specs,
	weights: { file: 'weights.bin', bytes: weights.length, sha256: await sha256Hex(weights) },
};

async function faultOf(work: Promise<unknown>): Promise<Fault> {
	const error: unknown = await work.then(
		() => null,
		(reason: unknown) => reason,
	);
	if (!(error instanceof Fault)) throw new Error(`expected a Fault, got ${String(error)}`);
	return error;
}

const parse = (changes: Partial<NetworkFile>, bytes = weights) =>
	parseNetwork(JSON.stringify({ ...file, ...changes }), bytes);

describe('parseNetwork', () => {
	it('gives back what was packed', async () => {
		expect((await parse({})).parameters).toEqual(parameters);
	});

	it('names each tensor that does not fit', async () => {
		const tensors = file.tensors
			.filter(({ name }) => name !== '0/encoder/dense2/bias')
			.map((spec) => (spec.name === '1/heads/units/bias' ? { ...spec, shape: [17] } : spec))
			.concat({ name: 'heads/seven/kernel', shape: [48, 7] });
		const fault = await faultOf(parse({ tensors }));
		expect(fault.code).toBe('model/mismatch');
		expect(fault.detail).toContain('tensor 0/encoder/dense2/bias is missing');
		expect(fault.detail).toContain('tensor 1/heads/units/bias is [17], expected [34]');
		expect(fault.detail).toContain('tensor heads/seven/kernel is unknown');
		expect(fault.detail).not.toContain('dense1');
	});

	it('refuses tensors in another order: they would be read as each other', async () => {
		const fault = await faultOf(parse({ tensors: [...file.tensors].reverse() }));
		expect(fault).toMatchObject({ code: 'model/mismatch', detail: 'tensors are in another order' });
	});

	it.each([
		['format', { format: 'other/2' as typeof NETWORK_FORMAT }, 'format other/2'],
		['framing', { input: { ...NETWORK_INPUT, eyeRow: 8 } }, 'input eyeRow 8, expected 9.5'],
		['units', { units: [1, 2] }, 'units 1,2, expected'],
		['name', { name: '' }, 'name or version is missing'],
		[
			'architecture',
			{ architecture: { ...architecture, pool: 3 } },
			'pool 3, expected a divisor of 28',
		],
		['size', { architecture: { ...architecture, members: 99 } }, 'members 99, expected 1 to 8'],
		['levels', { naming: [] }, 'levels of naming are missing'],
		['level', { naming: [{} as NamingLevel] }, 'calibration is incomplete'],
		['nameable unit', { nameable: [null as unknown as NameableUnit] }, 'a nameable unit has no'],
		['classes', { classes: ['surprise'] }, 'classes surprise, expected'],
	])('refuses another %s', async (_, changes, detail) => {
		const fault = await faultOf(parse(changes));
		expect(fault.code).toBe('model/mismatch');
		expect(fault.detail).toContain(detail);
	});

	it('refuses weights that were cut or changed', async () => {
		const cut = await faultOf(parse({}, weights.slice(0, -4)));
		expect(cut.detail).toBe(`weights have ${weights.length - 4} bytes, expected ${weights.length}`);
		const changed = weights.slice();
		changed[100]! ^= 1;
		const fault = await faultOf(parse({}, changed));
		expect(fault.code).toBe('model/mismatch');
		expect(fault.detail).toMatch(/weights have sha256 [0-9a-f]{64}, expected [0-9a-f]{64}/);
	});

	it('refuses weights that are no numbers', async () => {
		const broken = weights.slice();
		broken.fill(0xff, 40, 44); // not a number
		const sha256 = await sha256Hex(broken);
		const fault = await faultOf(parse({ weights: { ...file.weights, sha256 } }, broken));
		expect(fault).toMatchObject({
			code: 'model/mismatch',
			detail: 'a weight is not a finite number',
		});
	});

	it('refuses what is not a model at all', async () => {
		for (const text of ['{', '[]', '3', 'null', '{}']) {
			expect((await faultOf(parseNetwork(text, weights))).code).toBe('model/mismatch');
		}
	});
});

describe('loadNetwork', () => {
	const json = (value: unknown) => new Response(JSON.stringify(value));
	const load = (answer: (address: string) => Response) =>
		loadNetwork(
			'https://host/net',
			() => {},
			(address) => Promise.resolve(answer(address)),
		);

	it('reads both files of the folder and reports the bytes', async () => {
		const asked: string[] = [];
		const seen: [number, number][] = [];
		const network = await loadNetwork(
			'https://host/net',
			(loaded, total) => seen.push([loaded, total]),
			(address) => {
				asked.push(address);
				return Promise.resolve(address.endsWith('.json') ? json(file) : new Response(weights));
			},
		);
		expect(asked).toEqual(['https://host/net/model.json', 'https://host/net/weights.bin']);
		expect(seen.at(-1)).toEqual([weights.length, weights.length]);
		expect(network.file.name).toBe('test');
	});

	it('says missing when there is no model', async () => {
		const fault = await faultOf(load(() => new Response('', { status: 404 })));
		expect(fault).toMatchObject({
			code: 'model/missing',
			detail: 'https://host/net/model.json answered 404',
		});
	});

	it('says missing when a fallback page comes instead of a file', async () => {
		const page = () =>
			new Response('<!doctype html>', { headers: { 'content-type': 'text/html; charset=utf-8' } });
		expect((await faultOf(load(page))).code).toBe('model/missing');
		const weightsPage = await faultOf(
			load((address) => (address.endsWith('.json') ? json(file) : page())),
		);
		expect(weightsPage).toMatchObject({
			code: 'model/missing',
			detail: 'https://host/net/weights.bin is a page, not a file',
		});
	});

	it('says missing when nothing answers', async () => {
		const refused = loadNetwork(
			'https://host/net',
			() => {},
			() => Promise.reject(new TypeError('fetch failed')),
		);
		expect((await faultOf(refused)).code).toBe('model/missing');
	});

	it('does not follow a weight file out of its folder', async () => {
		const fault = await faultOf(
			load(() => json({ ...file, weights: { ...file.weights, file: '../../secret' } })),
		);
		expect(fault.code).toBe('model/mismatch');
	});
});
