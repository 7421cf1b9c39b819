import { describe, expect, it } from 'vitest';
import { Fields } from '../../../../src/core/kernel/index.ts';

describe('Fields', () => {
	const fields = new Fields({ name: 'a', size: 3, gone: null, parts: [{ at: 1 }, { at: '2' }] });

	it('reads what is there', () => {
		expect(fields.text('name')).toBe('a');
		expect(fields.number('size')).toBe(3);
		expect(fields.list('parts')[0]!.number('at')).toBe(1);
		expect(fields.number('more', 7)).toBe(7);
		expect([fields.has('size'), fields.has('more')]).toEqual([true, false]);
	});

	it('names what is missing or wrong by its path', () => {
		expect(() => fields.text('title')).toThrow('the field title is missing');
		expect(() => fields.text('size')).toThrow('size must be a text');
		expect(() => fields.list('name')).toThrow('name must be a list');
		expect(() => fields.list('parts')[1]!.number('at')).toThrow('parts[1].at must be a number');
		expect(() => new Fields({ size: Infinity }).number('size')).toThrow(TypeError);
		expect(() => new Fields({ name: '' }).text('name')).toThrow('name must be a text');
	});

	it('reads lists of numbers and objects inside', () => {
		const outer = new Fields({
			at: [1, 2.5],
			mixed: [1, '2'],
			inner: { at: [3], gone: undefined },
		});
		expect(outer.numbers('at')).toEqual([1, 2.5]);
		expect(outer.inside('inner').numbers('at')).toEqual([3]);
		expect(outer.inside('inner').names()).toEqual(['at']);
		expect(() => outer.numbers('mixed')).toThrow('mixed must be a list of numbers');
		expect(() => outer.inside('at')).toThrow('at must be an object');
		expect(() => outer.inside('more')).toThrow('the field more is missing');
		expect(() => outer.inside('inner').numbers('x')).toThrow('the field inner.x is missing');
	});

	it('finds none in what is no object', () => {
		for (const value of [null, 3, 'text', undefined]) {
			expect(() => new Fields(value).number('size')).toThrow('the field size is missing');
		}
	});
});
