/** Which kind of network a file holds, and files of other programs. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { NetworkFile } from '../../../../src/line/classify/index.ts';
import { packBundle } from '../../../../src/line/classify/index.ts';
import { readNetworkFile } from '../../../../src/line/pipeline/index.ts';
import { writeSafetensors } from '../../../../src/line/paper/safetensors.ts';
import { Fault } from '../../../../src/core/record/index.ts';
import { floatTensor } from '../../../support/formula-weights.ts';

const options = { fileName: 'x.safetensors', convertedAt: '2026-11-25T12:00:00Z' };

async function detailOf(file: Blob, fileName = options.fileName): Promise<string> {
	const error: unknown = await readNetworkFile(file, { ...options, fileName }).then(
		() => null,
		(reason: unknown) => reason,
	);
	if (!(error instanceof Fault)) throw new Error(`expected a Fault, got ${String(error)}`);
	expect(error.code).toBe('model/mismatch');
	return error.detail;
}

describe('a network’s file', () => {
	it('may be a live network', async () => {
		const folder = join(import.meta.dirname, '../../../../static/models/live');
		const model = JSON.parse(await readFile(join(folder, 'model.json'), 'utf8')) as NetworkFile;
		const weights = await readFile(join(folder, 'weights.bin'));
		const read = await readNetworkFile(new Blob([packBundle(model, null, weights)]), options);
		expect(read.kind === 'live' && read.bundle.network.file.name).toBe(model.name);
	});

	it('that is a state dict of something else has every tensor named', async () => {
		const other = writeSafetensors([floatTensor('conv1.weight', [2], Float32Array.of(1, 2))]);
		const [missing, extra] = (await detailOf(new Blob([other]))).split('\n');
		expect(missing).toMatch(/^210 of 210 tensors are missing: vit_pos\.cls_token, .*head\.bias$/);
		expect(extra).toBe('1 of 1 tensors is not in the published state dict: conv1.weight');
	});

	it.each([
		[
			'a checkpoint',
			'PK\x03\x04 archive/data.pkl',
			'a checkpoint of PyTorch (.pt, .pth), which can',
		],
		['a pickle', '\x80\x02}q\x00(X', 'a pickle of Python, as older checkpoints of PyTorch'],
		['a web page', '<!DOCTYPE html><html>', 'a web page (HTML), saved in place of the file'],
	])('that is %s is told from others, with the way out', async (_what, bytes, why) => {
		const file = new Blob([Uint8Array.from(bytes, (letter) => letter.charCodeAt(0))]);
		expect(await detailOf(file)).toContain(`it is ${why}`);
	});

	it('that is none says what it would have to be', async () => {
		expect(await detailOf(new Blob(['Dear Sir']), 'x.json')).toBe('it is not JSON');
		expect(await detailOf(new Blob(['Dear Sir']))).toContain('it is no safetensors file');
		expect(await detailOf(new Blob([]))).toContain('it is empty (0 bytes)');
		const large = new Blob([new Uint8Array(5 * 1024 ** 2).fill(65)]);
		expect(await detailOf(large, 'x.json')).toContain('it has 5.0 MB, more than the 4.0 MB');
	});

	it('that is gone is refused', async () => {
		const gone = {
			size: 10,
			slice: () => ({ arrayBuffer: () => Promise.reject(new Error('NotReadableError')) }),
		} as unknown as Blob;
		expect(await detailOf(gone)).toBe('it could not be read');
	});
});
