import { describe, expect, it } from 'vitest';
import { Fault, asFault } from '../../../../src/core/record/index.ts';
import { assertNever, fromMicros, micros, toMicros } from '../../../../src/core/kernel/index.ts';

describe('Fault', () => {
	it('carries its code, its detail and its cause', () => {
		const cause = new Error('deep');
		const fault = new Fault('file/broken', 'stopped at frame 12', { cause });
		expect(fault).toBeInstanceOf(Error);
		expect(fault).toMatchObject({
			name: 'Fault',
			code: 'file/broken',
			detail: 'stopped at frame 12',
			message: 'file/broken: stopped at frame 12',
			cause,
		});
	});
});

describe('asFault', () => {
	it('keeps a fault as it is, whatever code was offered', () => {
		const fault = new Fault('camera/denied', 'no');
		expect(asFault(fault, 'worker/crashed')).toBe(fault);
	});

	it('wraps anything else under the code', () => {
		const error = new TypeError('x is not a function');
		expect(asFault(error, 'landmarks/failed')).toMatchObject({
			code: 'landmarks/failed',
			detail: 'x is not a function',
			cause: error,
		});
		expect(asFault('plain text', 'gpu/lost')).toMatchObject({ detail: 'plain text' });
		expect(asFault(undefined, 'gpu/lost')).toMatchObject({ detail: 'undefined' });
	});
});

describe('assertNever', () => {
	it('names the case nobody handled', () => {
		expect(() => assertNever({ kind: 'surprise' } as never)).toThrow('{"kind":"surprise"}');
	});
});

describe('units', () => {
	it('a millisecond is a thousand microseconds, there and back', () => {
		expect(fromMicros(micros(33_366))).toBe(33.366);
		expect(toMicros(fromMicros(micros(33_366)))).toBe(33_366);
		expect(Number.isInteger(toMicros(fromMicros(micros(1_234_567))))).toBe(true);
	});
});
