import { availableParallelism } from 'node:os';
import { describe, expect, it } from 'vitest';
import { readArguments } from '../../../../src/lab/analyze/arguments.ts';
import { UsageError } from '../../../../src/lab/terminal/usage.ts';

const complaint = (...args: string[]): string => {
	try {
		readArguments(args);
	} catch (error) {
		expect(error).toBeInstanceOf(UsageError);
		return (error as Error).message;
	}
	throw new Error('accepted');
};

describe('arguments of analyze', () => {
	it('have the defaults of the contract', () => {
		expect(readArguments(['a.mp4', 'folder'])).toEqual({
			inputs: ['a.mp4', 'folder'],
			out: null,
			format: 'json',
			network: 'live',
			backend: 'auto',
			tracker: 'auto',
			captureFps: null,
			jobs: Math.min(4, availableParallelism()),
			help: false,
		});
	});

	it('take a frame rate of filming, a number above 0', () => {
		expect(readArguments(['a', '--capture-fps', '239.76']).captureFps).toBe(239.76);
		for (const bad of ['0', '-5', 'fast', '', '1e9']) {
			expect(() => readArguments(['a', `--capture-fps=${bad}`])).toThrow(/--capture-fps/);
		}
	});

	it('are read in any order', () => {
		const read = readArguments([
			'--format',
			'score',
			'a',
			'--out=p.json',
			'--network',
			'mine',
			'--backend',
			'wasm',
		]);
		expect(read).toMatchObject({ inputs: ['a'], format: 'score', out: 'p.json' });
		expect(read).toMatchObject({ network: 'mine', backend: 'wasm' });
	});

	it('turn down an unknown option, format or backend in one sentence that names it', () => {
		expect(complaint('a', '--frmat', 'json')).toMatch(/^Unknown option '--frmat'\. \(--help/);
		expect(complaint('a', '--format', 'xml')).toMatch(/--format is xml, .*json, csv, eaf, score/);
		expect(complaint('a', '--backend', 'cpu')).toMatch(/--backend is cpu/);
		for (const args of [
			['a', '--frmat'],
			['a', '--out'],
			['a', '--out', ''],
		]) {
			expect(complaint(...args).split('\n')).toHaveLength(1);
		}
	});

	it('need a file, except for help', () => {
		expect(complaint()).toMatch(/^Name at least one/);
		expect(readArguments(['--help']).help).toBe(true);
	});
});
