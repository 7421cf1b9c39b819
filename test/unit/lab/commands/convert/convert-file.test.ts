/** A state dict of the published size, from a file into a folder, and what people are told. */
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readPaperFile } from '../../../../../src/line/paper/index.ts';
import { writeSafetensors } from '../../../../../src/line/paper/safetensors.ts';
import { chosenNetwork } from '../../../../../src/lab/analyze/network.ts';
import { CommandError } from '../../../../../src/lab/terminal/command-error.ts';
import { readArguments } from '../../../../../src/lab/commands/convert/arguments.ts';
import { convertFile, reportText } from '../../../../../src/lab/commands/convert/convert-file.ts';
import { formulaStateDict } from '../../../../support/formula-weights.ts';

// Fifty megabytes, written, read and converted on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let scratch: string;
const at = (name: string): string => join(scratch, name);
const dict = formulaStateDict(5);

beforeAll(async () => {
	scratch = await mkdtemp(join(tmpdir(), 'fleeting-convert-'));
	await writeFile(at('fold.safetensors'), writeSafetensors(dict));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

const convert = (...args: string[]) => convertFile(readArguments(args));

describe('a state dict in a file', () => {
	it('becomes a folder that analyze takes, with the names that were given', async () => {
		const names = 'happiness,repression,disgust,surprise,others';
		const done = await convert(
			at('fold.safetensors'),
			at('out'),
			'--classes',
			names,
			'--dataset',
			'CASME II',
		);
		expect((await readdir(at('out'))).toSorted()).toEqual(['model.json', 'weights.safetensors']);
		const bytes = new Uint8Array(await readFile(at('out/weights.safetensors')));
		expect(bytes.length).toBe(done.bytes);
		expect(bytes.length).toBeLessThan(26e6);
		const { file } = await readPaperFile(bytes);
		expect(JSON.parse(await readFile(at('out/model.json'), 'utf8'))).toEqual(file);
		expect(file).toMatchObject({ name: 'fold', dataset: 'CASME II', named: true });
		expect(file.classes).toEqual([
			{ name: 'happiness', meaning: 'positive' },
			{ name: 'repression', meaning: 'negative' },
			{ name: 'disgust', meaning: 'negative' },
			{ name: 'surprise', meaning: 'surprise' },
			{ name: 'others', meaning: null },
		]);
		const said: string[] = [];
		const chosen = await chosenNetwork(at('out'), (line) => said.push(line));
		expect(chosen).toEqual({ path: at('out/weights.safetensors') });
		expect(said).toEqual([]);
		const text = reportText(done);
		for (const words of ['fold: 5 classes, 25.6 MB', 'happiness (positive)', 'research licence']) {
			expect(text).toContain(words);
		}
		expect(text).not.toContain('does not name its classes');
		await expect(convert(at('out/weights.safetensors'), at('twice'))).rejects.toThrow(
			'it has already been converted',
		);
	});

	it('without names is numbered; the published lists are offered', async () => {
		const text = reportText(await convert(at('fold.safetensors'), at('plain')));
		expect(text).toContain('classes: class 1, class 2, class 3, class 4, class 5');
		expect(text).toContain('The file does not name its classes');
		expect(text).toContain(
			'CASME II, 5 classes: --classes happiness,repression,disgust,surprise,others',
		);
		const said: string[] = [];
		await chosenNetwork(at('plain'), (line) => said.push(line));
		expect(said).toEqual([expect.stringContaining('does not name its classes')]);
	});

	it('that does not fit leaves nothing behind but names', async () => {
		const broken = dict.filter(({ name }) => !name.startsWith('vit_pos.norm.'));
		await writeFile(at('broken.safetensors'), writeSafetensors(broken));
		const error: unknown = await convert(at('broken.safetensors'), at('none')).catch(
			(reason: unknown) => reason,
		);
		expect(error).toBeInstanceOf(CommandError);
		expect((error as Error).message).toContain(
			'cannot be converted:\n  2 of 210 tensors are missing: vit_pos.norm.weight, vit_pos.norm.bias',
		);
		expect(await readdir(scratch)).not.toContain('none');
		await expect(chosenNetwork(at('broken.safetensors'), () => undefined)).rejects.toThrow(
			'2 of 210 tensors are missing: vit_pos.norm.weight',
		);
	});

	it('with other numbers of names, or none at all, is refused', async () => {
		await expect(convert(at('fold.safetensors'), at('few'), '--classes', 'a,b')).rejects.toThrow(
			'2 class names are given, but the weights have 5 classes',
		);
		await expect(convert(at('nowhere'), at('few'))).rejects.toThrow('could not be read');
	});
});
