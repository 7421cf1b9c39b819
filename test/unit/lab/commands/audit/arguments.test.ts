import { describe, expect, test } from 'vitest';
import { readRecords } from '../../../../../src/lab/commands/audit/annotations.ts';
import { readArguments } from '../../../../../src/lab/commands/audit/arguments.ts';
import { readArguments as datasetArguments } from '../../../../../src/lab/commands/dataset/arguments.ts';
import { textFile } from '../../../../support/annotation-files.ts';
import { eafFile } from '../../../../support/eaf-file.ts';

describe('--tier', () => {
	const args = ['a.mp4', '--annotations', 'a.eaf', '--tier', 'gaze', '--tier', 'Kim'];
	const none = { clips: [], pictures: [], problems: [] };

	test('may be given several times, and need not be', () => {
		expect(readArguments(args).tiers).toEqual(['gaze', 'Kim']);
		expect(readArguments(args.slice(0, 3)).tiers).toBeNull();
		expect(datasetArguments(['check', 'dir', '--tier', 'gaze']).tiers).toEqual(['gaze']);
	});

	test('takes those tiers of an ELAN file, and is refused for a table', () => {
		const { name, bytes } = eafFile([
			{ name: 'gaze', annotations: [[0, 400, 'left']] },
			{ name: 'face', annotations: [[0, 400, 'AU4']] },
		]);
		const read = (path: string, of: Uint8Array) =>
			readRecords({ path, bytes: of }, readArguments(args), {}, none).clips;
		expect(() => read(name, bytes)).not.toThrow();
		expect(read(name, bytes).map(({ coder }) => coder)).toEqual(['gaze']);
		const table = textFile('own.csv', 'file,subject,onset,fps\na.mp4,1,3,25\n');
		expect(() => read('own.csv', table.bytes)).toThrow('own.csv is a table');
	});
});
