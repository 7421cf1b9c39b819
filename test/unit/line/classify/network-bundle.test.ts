/** The shipped network as one file: packed, read back, and every way in which such a file is wrong. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import type { NetworkFile } from '../../../../src/line/classify/index.ts';
import {
	LARGEST_BUNDLE_BYTES,
	packBundle,
	parseNetwork,
	readBundle,
	readBundleFile,
} from '../../../../src/line/classify/index.ts';
import { Fault } from '../../../../src/core/record/index.ts';
import { mutated } from '../../../support/mutated.ts';

const folder = join(import.meta.dirname, '../../../../static/models/live');
const modelText = await readFile(join(folder, 'model.json'), 'utf8');
const model = JSON.parse(modelText) as NetworkFile;
const card = JSON.parse(await readFile(join(folder, 'card.json'), 'utf8')) as unknown;
const weights = new Uint8Array(await readFile(join(folder, 'weights.bin')));
const bundle = packBundle(model, card, weights);

const changed = (change: (parts: Record<string, unknown>) => void): string => {
	const parts = JSON.parse(bundle) as Record<string, unknown>;
	change(parts);
	return JSON.stringify(parts);
};

async function detailOf(work: Promise<unknown>): Promise<string> {
	const error: unknown = await work.then(
		() => null,
		(reason: unknown) => reason,
	);
	if (!(error instanceof Fault)) throw new Error(`expected a Fault, got ${String(error)}`);
	expect(error.code).toBe('model/mismatch');
	return error.detail;
}

describe('a network in one file', () => {
	it('is read back as the network of the folder, with its card', async () => {
		const read = await readBundle(bundle);
		expect(read.network).toEqual(await parseNetwork(modelText, weights));
		expect(read.card).toEqual(card);
		expect((await readBundleFile(new Blob([bundle]))).network).toEqual(read.network);
	});

	it('may be without a card', async () => {
		expect((await readBundle(changed((parts) => delete parts['card']))).card).toBeNull();
	});

	it('is what its description says: JSON, base64, nothing else', () => {
		const parts = JSON.parse(bundle) as Record<string, unknown>;
		expect(Object.keys(parts)).toEqual(['format', 'model', 'card', 'weights']);
		expect(parts['format']).toBe('fleeting-network-bundle/1');
		expect(Buffer.from(parts['weights'] as string, 'base64')).toEqual(Buffer.from(weights));
	});

	it.each([
		['not JSON', 'a letter', 'it is not JSON'],
		['no object', '[1', 'it is not JSON'],
		['null', 'null', 'it is not a JSON object'],
		['something else', '{"format":"other/3"}', 'its format is other/3; expected fleeting-network'],
		['without a format', '[]', 'it names no format; expected fleeting-network-bundle/1'],
		['without a model', changed((parts) => delete parts['model']), 'it holds no model'],
		['without weights', changed((parts) => delete parts['weights']), 'it holds no weights'],
		['not base64', changed((parts) => (parts['weights'] = '?!')), 'its weights are not base64'],
		[
			'all card',
			changed((parts) => (parts['card'] = 'x'.repeat(70_000))),
			'its card is longer than 64 KB',
		],
		[
			'of other weights',
			changed((parts) => (parts['weights'] = `AAAA${String(parts['weights']).slice(4)}`)),
			/^weights have sha256 [0-9a-f]{64}, expected [0-9a-f]{64}$/,
		],
		[
			'of another shape',
			changed((parts) => {
				const tensors = model.tensors.map((spec, at) =>
					at === 1 ? { ...spec, shape: [7] } : spec,
				);
				parts['model'] = { ...model, tensors };
			}),
			/tensor 0\/encoder\/dense1\/bias is \[7\], expected \[\d+\]/,
		],
		[
			'of an older format',
			changed((parts) => (parts['model'] = { ...model, format: 'fleeting-network/1' })),
			'format fleeting-network/1, not fleeting-network/3',
		],
		[
			'of the format before',
			changed((parts) => (parts['model'] = { ...model, format: 'fleeting-network/2' })),
			/^format fleeting-network\/2: made for faces framed by the eyes alone; train it again [a-z ]+$/,
		],
	])('is refused where it is %s', async (_case, text, detail) => {
		expect(await detailOf(readBundle(text))).toMatch(detail);
	});

	it('is not even read where it is too large', async () => {
		const huge = {
			size: LARGEST_BUNDLE_BYTES + 1,
			text: () => Promise.reject(new Error('it was read')),
		} as unknown as Blob;
		expect(await detailOf(readBundleFile(huge))).toContain('more than the 4.0 MB');
	});

	it('that cannot be read any more is refused', async () => {
		const gone = {
			size: 10,
			text: () => Promise.reject(new Error('NotReadableError')),
		} as unknown as Blob;
		expect(await detailOf(readBundleFile(gone))).toBe('it could not be read');
	});
});

test('broken copies are read as they are, or refused in one way', async () => {
	const encoder = new TextEncoder();
	const modelOnly = new Uint8Array(encoder.encode(JSON.stringify(model)));
	const { weights: base64 } = JSON.parse(bundle) as { weights: string };
	/** The model broken; few of the copies with all weights, which take long to check. */
	const around = (text: string, given: string): string =>
		`{"format":"fleeting-network-bundle/1","model":${text},"card":null,"weights":"${given}"}`;
	const texts = function* (): Generator<string> {
		const decoder = new TextDecoder();
		for (const [at, bytes] of [...mutated(modelOnly, 1500, 1)].entries()) {
			yield around(decoder.decode(bytes), at % 30 === 0 ? base64 : 'AAAA');
		}
		const whole = new Uint8Array(encoder.encode(around(JSON.stringify(model), 'AAAA')));
		for (const bytes of mutated(whole, 500, 2)) yield decoder.decode(bytes);
		yield bundle;
	};
	const counted = { read: 0, refused: 0 };
	for (const text of texts()) {
		try {
			const { network } = await readBundle(text);
			expect(network.file.name.length).toBeGreaterThan(0);
			counted.read += 1;
		} catch (error) {
			if (!(error instanceof Fault)) throw error;
			expect(error.code).toBe('model/mismatch');
			counted.refused += 1;
		}
	}
	expect(counted.read + counted.refused).toBe(2001);
	expect(counted.read).toBeGreaterThan(0);
	expect(counted.refused).toBeGreaterThan(1500);
}, 60_000);
