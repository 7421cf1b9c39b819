import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBundle } from '../../../../src/line/classify/index.ts';
import { networkBundle } from '../../../../src/lab/analyze/network.ts';
import { UsageError } from '../../../../src/lab/terminal/usage.ts';

const shipped = join(import.meta.dirname, '../../../../static/models/live');
let scratch: string;
const at = (name: string): string => join(scratch, name);

beforeAll(async () => {
	scratch = await mkdtemp(join(tmpdir(), 'fleeting-network-'));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

async function complaint(name: string): Promise<string> {
	const error: unknown = await networkBundle(name).then(
		() => null,
		(reason: unknown) => reason,
	);
	if (!(error instanceof UsageError))
		throw new Error(`expected a UsageError, got ${String(error)}`);
	expect(error.message.split('\n')).toHaveLength(1);
	return error.message;
}

describe('--network', () => {
	it('live is the one the app ships', async () => {
		expect(await networkBundle('live')).toBeNull();
	});

	it('takes a folder, or the same network in one file', async () => {
		const text = await networkBundle(shipped);
		await writeFile(at('net.json'), text!);
		expect(await networkBundle(at('net.json'))).toBe(text);
		const { network, card } = await readBundle(text!);
		const named = JSON.parse(await readFile(join(shipped, 'model.json'), 'utf8')) as unknown;
		expect(network.file).toEqual(named);
		expect(card).toMatchObject({ name: network.file.name });
	});

	it('says what is wrong with what it was given', async () => {
		expect(await complaint(at('nowhere'))).toContain('but nothing is there.');
		expect(await complaint(scratch)).toContain('there is no model.json in that folder.');
		await writeFile(at('letter.json'), 'Dear Sir');
		expect(await complaint(at('letter.json'))).toContain('cannot be used: it is not JSON.');
		await writeFile(at('film.mp4'), new Uint8Array(5 * 1024 ** 2));
		expect(await complaint(at('film.mp4'))).toContain('it has 5.0 MB, more than the 4.0 MB');
		await copyFile(join(shipped, 'model.json'), at('model.json'));
		await writeFile(at('weights.bin'), new Uint8Array(12));
		expect(await complaint(scratch)).toContain('weights have 12 bytes, expected');
		await writeFile(at('model.json'), '{');
		expect(await complaint(scratch)).toContain('model.json is not JSON.');
	});
});
