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
			face: 'largest',
			mirrored: false,
			jobs: Math.min(4, availableParallelism()),
			shard: null,
			resume: false,
			giveUpMs: 60_000,
			help: false,
		});
	});

	it.each([
		['left', 'left'],
		['all', 'all'],
		['2', 2],
	] as const)('choose a face: %s', (text, face) => {
		expect(readArguments(['a', '--face', text, '--mirrored'])).toMatchObject({
			face,
			mirrored: true,
		});
	});

	it('turn down a face that there cannot be', () => {
		expect(complaint('a', '--face', 'middle')).toMatch(
			'--face is middle, which is neither a number from the left nor one of largest, left, right, all.',
		);
		expect(complaint('a', '--face', '0')).toMatch('--face');
		expect(complaint('a', '--face', 'all', '--format', 'score')).toMatch('one entry a film');
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

	it('name a shard, go on, and give up only where there is a place for what is done', () => {
		const read = readArguments(['a', '--shard', '2/3', '--resume', '--give-up', '5', '--out', 'o']);
		expect(read).toMatchObject({ shard: { index: 2, count: 3 }, resume: true, giveUpMs: 5000 });
		expect(complaint('a', '--shard', '2/3')).toMatch(/^--shard needs --out/);
		expect(complaint('a', '--resume')).toMatch(/^--resume needs --out/);
		expect(complaint('a', '--shard', '3/2', '--out', 'o')).toMatch(/^--shard is 3\/2/);
		expect(complaint('a', '--give-up', '0')).toMatch(/^--give-up is 0/);
	});

	it('need a file, except for help', () => {
		expect(complaint()).toMatch(/^Name at least one/);
		expect(readArguments(['--help']).help).toBe(true);
	});
});
