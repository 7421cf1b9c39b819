import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test, vi } from 'vitest';
import { formulaStream } from '../../../../src/lab/parity/formula-streams.ts';
import { comparisonsOf } from '../../../../src/lab/parity/selection/compare.ts';
import { selectionCases } from '../../../../src/lab/parity/selection/reference.ts';
import { formulaFrames } from '../../../../src/lab/parity/selection/sequence.ts';
import { runCommand } from '../../../support/command-line.ts';
import { sharedFolder } from '../../../support/shared-folder.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/**
 * Without noise; the pattern is at its largest in frame 19 and back from 38 on. So onset and offset
 * may be any frame of the plateaus: the next onset wins, and the annotated offset.
 */
const raised = {
	name: 'own.0',
	frames: 41,
	size: 4,
	annotated: { onset: 0, apex: 20, offset: 40 },
	amplitude: Array.from({ length: 41 }, (_, t) =>
		t < 3 || t > 37 ? 0 : t <= 19 ? (t - 2) / 17 : (38 - t) / 19,
	),
	noiseSigma: 0,
	expected: {
		signedFloat: { full: [1, 19, 40], minMax: [0, 20, 40], max: [0, 20, 40] },
	},
};
const fileOf = (...cases: object[]): string => JSON.stringify({ what: 'a test', cases });

describe('the sequence of a case', () => {
	it('is the formula, value by value', () => {
		const frameAt = formulaFrames({ name: 'n', size: 2, amplitude: [0, 1.5], noiseSigma: 3 });
		const [base, pattern] = [formulaStream('n.base'), formulaStream('n.pattern')];
		const noise = formulaStream('n.noise.1');
		for (const value of frameAt(1)) {
			const exact = 20 + 200 * base() + 1.5 * 20 * (2 * pattern() - 1) + 3 * (2 * noise() - 1);
			expect(value).toBe(Math.floor(Math.min(255, Math.max(0, exact))));
		}
		expect(frameAt(1)).toHaveLength(12);
	});

	it('ends at black and white', () => {
		const frameAt = formulaFrames({ name: 'n', size: 8, amplitude: [100], noiseSigma: 0 });
		expect([Math.min(...frameAt(0)), Math.max(...frameAt(0))]).toEqual([0, 255]);
	});
});

describe('comparing', () => {
	it('finds the largest difference of a sequence without noise, ties as recorded', () => {
		const comparisons = comparisonsOf(selectionCases('own.json', fileOf(raised)));
		expect(comparisons.map(({ variant, same }) => [variant, same])).toEqual([
			['full', true],
			['minMax', true],
			['max', true],
		]);
	});

	const reference = join(sharedFolder, 'reference/gamdss_selection.json');
	it.skipIf(!existsSync(reference))(
		'agrees with the published code in every recorded case',
		async () => {
			const comparisons = comparisonsOf(
				selectionCases('reference', await readFile(reference, 'utf8')),
			);
			expect(comparisons).toHaveLength(36);
			expect(comparisons.filter(({ same }) => !same)).toEqual([]);
		},
	);
});

describe('a file with a fault', () => {
	const faulty = (changes: object): string =>
		fileOf(raised, { ...raised, name: 'bad', ...changes });
	test.each([
		['{', /^f\.json is not JSON/],
		['{}', 'f.json: the field cases is missing.'],
		[fileOf(), /^f\.json has an empty list of cases/],
		[fileOf(raised, {}), /^f\.json, case 2 of 2: the field cases\[1\]\.name is missing/],
		[faulty({ size: 0 }), /^f\.json, case bad: cases\[1\]\.size must be a whole number from 1/],
		[faulty({ amplitude: [0, 1] }), /case bad: cases\[1\]\.amplitude must be a list of 41 numbers/],
		[faulty({ amplitude: undefined }), /the field cases\[1\]\.amplitude is missing/],
		[faulty({ noiseSigma: '1' }), /noiseSigma must be a number/],
		[faulty({ annotated: { onset: 3, apex: 2, offset: 9 } }), /apex must be a frame from 3 to 40/],
		[faulty({ annotated: { onset: 3, apex: 4 } }), /annotated\.offset is missing/],
		[faulty({ annotated: { onset: 3, apex: 4, offset: 41 } }), /offset must be a frame from 4/],
		[faulty({ expected: {} }), /expected must be the key frames of at least one variant/],
		[faulty({ expected: { float: {} } }), /has float, which is none of uint8Wraparound, signed/],
		[faulty({ expected: { signedFloat: { half: [1, 2, 3] } } }), /has half, which is none of full/],
		[faulty({ expected: { signedFloat: { full: [1, 2] } } }), /full must be three frames from 0/],
	])('%#: is refused with a sentence that says where', (text, sentence) => {
		expect(() => selectionCases('f.json', text)).toThrow(sentence);
	});
});

describe('parity selection', () => {
	let folder: string;
	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'fleeting-parity-'));
	});
	afterAll(() => rm(folder, { recursive: true, force: true }));
	const parity = async (text: string) => {
		const path = join(folder, 'cases.json');
		await writeFile(path, text);
		return runCommand('src/lab/commands/parity.ts', ['selection', path]);
	};

	test('prints a table and says that all are the same', async () => {
		const { status, out, said } = await parity(fileOf(raised));
		expect([status, said]).toEqual([0, []]);
		expect(out).toMatch(/^own\.0 +signedFloat +full +1 19 40 +1 19 40 +same$/m);
		expect(out).toMatch(/3 selections, all the same\.\n$/);
	});

	test('ends with 1 where one differs', async () => {
		const expected = { signedFloat: { full: [1, 19, 40], minMax: [0, 21, 40] } };
		const { status, out } = await parity(fileOf({ ...raised, expected }));
		expect(status).toBe(1);
		expect(out).toMatch(/minMax +0 21 40 +0 20 40 +DIFFERENT$/m);
		expect(out).toMatch(/1 of 2 selections differ\.\n$/);
	});

	test('ends with 1 and a sentence where the file is wrong', async () => {
		const { status, out, said } = await parity(fileOf({ ...raised, frames: 'many' }));
		expect([status, out]).toEqual([1, '']);
		expect(said).toEqual(['cases.json, case own.0: cases[0].frames must be a number.']);
	});

	test('is wrong usage without a file', async () => {
		const { status, said } = await runCommand('src/lab/commands/parity.ts', ['selection']);
		expect([status, said]).toEqual([2, [expect.stringMatching(/^Name the file/)]]);
		const none = await runCommand('src/lab/commands/parity.ts', []);
		expect([none.status, none.said]).toEqual([
			2,
			[expect.stringMatching(/^Say what to check first/)],
		]);
	});
});
