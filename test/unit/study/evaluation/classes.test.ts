import { describe, expect, it } from 'vitest';
import {
	accuracyOf,
	classScores,
	confusionOf,
	macroAnalysis,
	precisionPublishedAsUar,
	unweightedF1,
	unweightedRecall,
} from '../../../../src/study/evaluation/index.ts';

describe('classes, by hand', () => {
	// truth 0 0 0 1 1 2, predicted 0 0 1 1 2 2
	const table = confusionOf([0, 0, 0, 1, 1, 2], [0, 0, 1, 1, 2, 2], 3);

	it('counts truth in rows, prediction in columns', () => {
		expect(table).toEqual([
			[2, 1, 0],
			[0, 1, 1],
			[0, 0, 1],
		]);
	});

	it('UF1 is the mean of the F1s', () => {
		expect(unweightedF1(table)).toBeCloseTo((4 / 5 + 2 / 4 + 2 / 3) / 3, 12);
	});

	it('UAR is the mean recall', () => {
		expect(unweightedRecall(table)).toBeCloseTo((2 / 3 + 1 / 2 + 1) / 3, 12);
	});

	it('what is published as UAR is the mean precision', () => {
		expect(precisionPublishedAsUar(table)).toBeCloseTo((1 + 1 / 2 + 1 / 2) / 3, 12);
	});

	it('accuracy is the share of hits', () => {
		expect(accuracyOf(table)).toBeCloseTo(4 / 6, 12);
	});

	it('F1 of analysis is that of the two means, not the mean of F1s', () => {
		const precision = 2 / 3;
		const recall = (2 / 3 + 1 / 2 + 1) / 3;
		const f1 = (2 * precision * recall) / (precision + recall);
		const analysis = macroAnalysis(table);
		expect(analysis.precision).toBeCloseTo(precision, 12);
		expect(analysis.recall).toBeCloseTo(recall, 12);
		expect(analysis.f1).toBeCloseTo(f1, 12);
		expect(Math.abs(f1 - unweightedF1(table))).toBeGreaterThan(0.02);
	});
});

describe('a class', () => {
	it('that neither occurs nor is claimed is left out', () => {
		const table = confusionOf([0, 0, 1], [0, 1, 1], 3);
		expect(classScores(table)[2]).toBeNull();
		expect(unweightedF1(table)).toBeCloseTo((2 / 3 + 2 / 3) / 2, 12);
		expect(unweightedRecall(table)).toBeCloseTo((1 / 2 + 1) / 2, 12);
		expect(precisionPublishedAsUar(table)).toBeCloseTo((1 + 1 / 2) / 2, 12);
	});

	it('that is claimed and does not occur has precision and F1 of 0, and no recall', () => {
		const table = confusionOf([0, 0], [0, 1], 2);
		expect(unweightedF1(table)).toBeCloseTo((2 / 3 + 0) / 2, 12);
		expect(precisionPublishedAsUar(table)).toBeCloseTo((1 + 0) / 2, 12);
		expect(unweightedRecall(table)).toBe(1 / 2);
	});
});

describe('of nothing', () => {
	it('there are no figures', () => {
		const table = confusionOf([], [], 3);
		expect(unweightedF1(table)).toBeNaN();
		expect(unweightedRecall(table)).toBeNaN();
		expect(accuracyOf(table)).toBeNaN();
		expect(macroAnalysis(table)).toEqual({ precision: 0, recall: 0, f1: 0 });
	});
});
