import { describe, expect, it } from 'vitest';
import { readArguments } from '../../../../../src/lab/commands/convert/arguments.ts';
import { UsageError } from '../../../../../src/lab/terminal/usage.ts';

const complaint = (...args: string[]): string => {
	try {
		readArguments(args);
	} catch (error) {
		expect(error).toBeInstanceOf(UsageError);
		return (error as Error).message;
	}
	throw new Error('accepted');
};

describe('arguments of convert', () => {
	it('are a file, a folder, and nothing that has to be said', () => {
		expect(readArguments(['in.safetensors', 'out'])).toEqual({
			input: 'in.safetensors',
			out: 'out',
			classes: null,
			name: null,
			dataset: null,
			json: false,
			help: false,
		});
	});

	it('give names in order, without the spaces around them', () => {
		const { classes, dataset, name, json } = readArguments([
			'in',
			'--classes',
			'a, b c ,d',
			'--dataset',
			'SAMM',
			'--name',
			'n',
			'out',
			'--json',
		]);
		expect(classes).toEqual(['a', 'b c', 'd']);
		expect([dataset, name, json]).toEqual(['SAMM', 'n', true]);
	});

	it('are refused in one sentence', () => {
		expect(complaint()).toContain('Name the safetensors file');
		expect(complaint('in')).toContain('Name the folder');
		expect(complaint('in', 'out', 'more')).toContain('Unexpected argument: more.');
		expect(complaint('in', 'out', '--class', 'a')).toContain('--class');
		expect(complaint('in', 'out', '--classes=')).toContain('--classes needs a value.');
		expect(readArguments(['--help']).help).toBe(true);
	});
});
