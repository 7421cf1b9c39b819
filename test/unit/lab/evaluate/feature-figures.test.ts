import { describe, expect, it } from 'vitest';
import type { Network } from '../../../../src/line/classify/index.ts';
import { featuresDocument } from '../../../../src/lab/evaluate/features/document.ts';
import { figuresOf } from '../../../../src/lab/evaluate/features/figures.ts';
import { tableText } from '../../../../src/lab/evaluate/features/table.ts';
import { scored } from './feature-cases.ts';

const open = (correlation: number, bothSay: 'positive' | 'negative' | 'surprise') => ({
	bothSay,
	correlation,
	gateOpen: correlation > 0.3,
});

const SCORED = [
	scored('a', '1', 'positive', 'positive', 0.9),
	scored('a', '1', 'negative', 'positive', 0.8, open(0.9, 'negative')), // the fall helps
	scored('a', '2', 'negative', 'negative', 0.7, open(0.5, 'surprise')), // the fall harms
	scored('a', '2', 'surprise', 'surprise', 0.6, open(0.1, 'positive')), // the gate keeps it out
	scored('b', '1', 'surprise', 'negative', 0.5, open(-0.4, 'negative')),
	scored('b', '1', 'positive', 'positive', 0.4),
];

describe('figures', () => {
	const { all, withFall, gateOpen, coverage, correlation } = figuresOf(SCORED);

	it('count rows as truth and columns as prediction: positive, negative, surprise', () => {
		expect(all).toMatchObject({ samples: 6, people: 3 });
		expect(all.ways.gated.confusion).toEqual([
			[2, 0, 0],
			[0, 1, 1],
			[0, 1, 1],
		]);
		expect(all.ways.riseOnly.confusion).toEqual([
			[2, 0, 0],
			[1, 1, 0],
			[0, 1, 1],
		]);
		expect(all.ways.bothAlways.confusion).toEqual([
			[2, 0, 0],
			[0, 1, 1],
			[1, 1, 0],
		]);
	});

	it('are means over classes of pooled counts', () => {
		const { uf1, uar, accuracy } = all.ways.gated;
		expect(uf1.value).toBe(0.6667); // 1, 1/2, 1/2
		expect(uf1.low).toBeLessThan(0.6667);
		expect(uf1.high).toBeGreaterThan(0.6667);
		expect(uar).toBe(0.6667);
		expect(all.ways.riseOnly.precisionPublishedAsUar).toBe(0.7222); // 2/3, 1/2, 1
		expect(accuracy).toBe(0.6667);
		expect(all.ways.riseOnly.uf1.value).toBe(0.6556); // 4/5, 1/2, 2/3
		expect(all.ways.bothAlways.uf1.value).toBe(0.4333); // 4/5, 1/2, 0
	});

	it('of samples with a fall leave out the others', () => {
		expect(withFall).toMatchObject({ samples: 4, people: 3 });
		expect(withFall!.ways.gated.accuracy).toBe(0.5);
		expect(withFall!.ways.riseOnly.accuracy).toBe(0.5);
		expect(withFall!.ways.bothAlways.accuracy).toBe(0.25);
		expect(gateOpen).toBe(2);
		expect(figuresOf(SCORED.slice(0, 1)).withFall).toBeNull();
	});

	it('of the most confident are of the share that was asked for', () => {
		expect(coverage.map((each) => [each.coverage, each.samples, each.from, each.accuracy])).toEqual(
			[
				[1, 6, 0.4, 0.6667],
				[0.9, 5, 0.5, 0.6],
				[0.75, 5, 0.5, 0.6], // 4.5 of 6
				[0.6, 4, 0.6, 0.75],
				[0.4, 2, 0.8, 1],
			],
		);
		expect(coverage[3]!.uf1.value).toBe(0.7778); // 1, 2/3, 2/3
	});

	it('by correlation are of samples with a fall, each in one bin', () => {
		expect(correlation.map(({ from, to, samples }) => [from, to, samples])).toEqual([
			[null, 0, 1],
			[0, 0.3, 1],
			[0.3, 0.6, 1],
			[0.6, null, 1],
		]);
		expect(correlation.map(({ accuracy }) => accuracy!.gated)).toEqual([0, 1, 0, 1]);
		expect(correlation.map(({ accuracy }) => accuracy!.riseOnly)).toEqual([0, 1, 1, 0]);
		expect(correlation.map(({ accuracy }) => accuracy!.bothAlways)).toEqual([0, 0, 0, 1]);
		expect(figuresOf(SCORED.slice(0, 1)).correlation[0]).toMatchObject({
			samples: 0,
			accuracy: null,
		});
	});

	it('of one person have no interval', () => {
		const { uf1 } = figuresOf(SCORED.slice(0, 2)).all.ways.gated;
		// Positive and negative, both right; surprise is left out.
		expect(uf1).toEqual({ value: 1, low: null, high: null });
	});
});

describe('the table of features', () => {
	const network = {
		file: {
			name: 'net',
			version: '7',
			gateCorrelation: 0.3,
			temperature: { classes: 1.5, units: 1 },
			weights: { file: 'weights.bin', bytes: 4, sha256: '0123456789abcdef' },
		},
	} as unknown as Network;
	const about = { name: 'elsewhere', network, scale: 'separate' } as const;
	const document = featuresDocument([...SCORED.slice(0, 5), { ...SCORED[5]!, still: true }], about);
	const lines = tableText(document).split('\n');
	const line = (start: RegExp): string[] => lines.find((each) => start.test(each))!.split(/ {2,}/);

	it('says what was measured, and with what', () => {
		expect(lines.slice(0, 7)).toEqual([
			'Features of elsewhere: 6 samples of 3 people from 2 datasets.',
			'Network net 7 (sha256 0123456789ab); u and v each over its own scale.',
			'4 samples with a fall; it counted in 2 (correlation above 0.3).',
			'UF1: mean of the F1 of each class, counts pooled. UAR: mean recall of the classes that occur.',
			'Precision: mean over the classes; some published code prints it as UAR.',
			'In brackets: 95% interval, bootstrap over people (1000 times, seed 1).',
			'1 sample with a rise of zeros, counted like the others.',
		]);
	});

	it('has every block, all together and by dataset', () => {
		expect(line(/^all +6 .*without/).slice(0, 4)).toEqual(['all', '6', '3', 'without the fall']);
		expect(line(/^all, with a fall +4 .*gated/).at(-1)).toBe('0.50');
		expect(line(/^a +4 .*both always/).at(-1)).toBe('0.50');
		expect(line(/^b, with a fall +1 .*gated/).at(-1)).toBe('0.00');
		expect(line(/^all +gated.* negative /).slice(-4)).toEqual(['negative', '0', '1', '1']);
		expect(line(/^b +gated.* surprise /).slice(-4)).toEqual(['surprise', '0', '1', '0']);
		expect(line(/^all +0\.60 /).slice(0, 5)).toEqual(['all', '0.60', '4', '0.60', '0.75']);
		expect(line(/^all +0\.3 to 0\.6/)).toEqual(['all', '0.3 to 0.6', '1', '0.00', '1.00', '0.00']);
		expect(line(/^b +0\.6 and above/)).toEqual(['b', '0.6 and above', '0', '-', '-', '-']);
	});

	it('fits a wide terminal', () => {
		expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(120);
	});

	it('says nothing twice where there is one dataset, and nothing of falls where there is none', () => {
		const text = tableText(featuresDocument(SCORED.slice(0, 1), about));
		expect(text).toContain('1 sample of 1 person from 1 dataset.');
		expect(text).not.toMatch(/^a /m);
		expect(text).not.toMatch(/with a fall +\d|by correlation/);
	});

	it('is of a document that survives JSON', () => {
		expect(JSON.parse(JSON.stringify(document))).toEqual(document);
		expect(document.datasets.map(({ dataset, all }) => [dataset, all.samples])).toEqual([
			['a', 4],
			['b', 2],
		]);
	});
});
