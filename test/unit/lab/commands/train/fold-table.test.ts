import { describe, expect, it } from 'vitest';
import { foldTableOf } from '../../../../../src/lab/commands/train/fold-table.ts';

describe('foldTableOf', () => {
	it('gives every subject a fold', () => {
		const table = foldTableOf('f.csv', '\uFEFFFold;Subject\r\na;"01"\r\n\r\nb;02\r\nb;02\r\n');
		expect([...table]).toEqual([
			['01', 'a'],
			['02', 'b'],
		]);
	});

	it('names the rows of a subject in two folds', () => {
		expect(() => foldTableOf('f.csv', 'subject,fold\n01,a\n02,b\n01,b')).toThrow(
			'f.csv, row 4: subject 01 is in two folds, a (row 2) and b',
		);
	});

	it('names what is missing', () => {
		expect(() => foldTableOf('f.csv', 'person,fold\n01,a')).toThrow('f.csv, row 1: the columns');
		expect(() => foldTableOf('f.csv', 'subject,fold\n01,')).toThrow('f.csv, row 2');
	});
});
