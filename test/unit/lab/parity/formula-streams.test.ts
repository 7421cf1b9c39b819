import { describe, expect, it } from 'vitest';
import { fnv1a32, formulaStream } from '../../../../src/lab/parity/formula-streams.ts';

describe('the hash of a name', () => {
	it('is FNV-1a, by the values its authors publish', () => {
		expect(fnv1a32('')).toBe(0x811c9dc5);
		expect(fnv1a32('a')).toBe(0xe40c292c);
		expect(fnv1a32('foobar')).toBe(0xbf9cf968);
	});

	it('takes the name in UTF-8', () => {
		// Two bytes, C3 A9: one more step than a name of one.
		const afterFirst = Math.imul(0x811c9dc5 ^ 0xc3, 0x01000193);
		expect(fnv1a32('é')).toBe(Math.imul(afterFirst ^ 0xa9, 0x01000193) >>> 0);
	});
});

describe('the stream of a name', () => {
	it('gives the values that the reference gives for its check', () => {
		const next = formulaStream('input.onset');
		expect(fnv1a32('input.onset')).toBe(1583829322);
		expect([next(), next(), next(), next()]).toEqual([
			0.6307854615151882, 0.758050489006564, 0.6751510291360319, 0.41475222259759903,
		]);
	});

	it('stays in [0, 1) and goes its own way for every name', () => {
		const one = formulaStream('one');
		const other = formulaStream('other');
		const values = Array.from({ length: 1000 }, one);
		expect(values.every((u) => u >= 0 && u < 1)).toBe(true);
		expect(values.slice(0, 4)).not.toEqual(Array.from({ length: 4 }, other));
	});
});
