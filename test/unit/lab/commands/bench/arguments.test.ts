import { describe, expect, it } from 'vitest';
import { USAGE, readArguments } from '../../../../../src/lab/commands/bench/arguments.ts';
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

describe('arguments of bench', () => {
	it('are none for all measurements, with what the usage says', () => {
		const { wanted, options, help } = readArguments([]);
		expect(wanted).toEqual([
			'line',
			'exports',
			'paper-network',
			'network',
			'selection',
			'peers',
			'page',
			'start',
		]);
		expect(options).toEqual({
			softwareGpu: false,
			camera: null,
			fps: 30,
			rounds: 3,
			seconds: 12,
		});
		expect(help).toBe(false);
		for (const name of wanted) expect(USAGE).toContain(name);
	});

	it('name measurements in any order', () => {
		expect(readArguments(['page', 'line', '--software-gpu'])).toMatchObject({
			wanted: ['line', 'page'],
			options: { softwareGpu: true },
		});
		expect(
			readArguments(['peers', '--fps', '60', '--rounds', '1', '--seconds', '5']).options,
		).toMatchObject({ fps: 60, rounds: 1, seconds: 5 });
		expect(readArguments(['peers', '--camera', 'me.y4m']).options.camera).toBe('me.y4m');
	});

	it('are refused in one sentence', () => {
		expect(complaint('speed')).toContain('There is no measurement called speed; there is line,');
		expect(complaint('peers', '--rounds', '0')).toContain('--rounds is 0');
		expect(complaint('peers', '--fps', '29.97')).toContain('--fps is 29.97');
		expect(complaint('peers', '--camera', 'me.y4m', '--fps', '60')).toContain('rate of its own');
		expect(complaint('--software')).toContain('--software');
	});
});
