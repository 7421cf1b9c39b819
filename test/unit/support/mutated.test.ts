import { describe, expect, it } from 'vitest';
import { mutated } from '../../support/mutated.ts';

const whole = Uint8Array.from({ length: 300 }, (_, at) => at % 251);

describe('broken copies of a file', () => {
	it('leaves the file itself alone', () => {
		const before = whole.slice();
		for (const bytes of mutated(whole, 50)) expect(bytes).not.toBe(whole);
		expect(whole).toEqual(before);
	});

	it('breaks nearly every copy, and every time in the same way', () => {
		const first = [...mutated(whole, 200)];
		expect(first.filter((bytes) => Buffer.compare(bytes, whole) !== 0).length).toBeGreaterThan(190);
		expect([...mutated(whole, 200)]).toEqual(first);
		expect([...mutated(whole, 200, 2)]).not.toEqual(first);
	});

	it('makes copies that are shorter, longer, and as long', () => {
		const lengths = [...mutated(whole, 100)].map((bytes) => Math.sign(bytes.length - whole.length));
		expect(new Set(lengths)).toEqual(new Set([-1, 0, 1]));
	});
});
