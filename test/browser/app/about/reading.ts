/** Figures as `npm run evaluate -- classifier` writes them, less what no screen shows. */
import type { ShownReading } from '../../../../src/app/about/reading-figures.ts';
import type { ClassRow, SpottedRow, StillRow } from '../../../../src/files/export/index.ts';
import { figure } from './figures.ts';

const row = (
	px200: number | null,
	orMore: boolean,
	part: string | null,
	uf1: number,
): ClassRow => ({
	size: { px200, orMore },
	part,
	events: 19,
	uf1: figure(uf1, uf1 - 0.2, 1),
	uar: figure(0.75, 0.6, 0.9),
	confusion: [],
	calibrationError: 0.1098,
	naming: [
		{ named: 1, right: 0.8684 },
		{ named: 0.5921, right: 0.9778 },
		{ named: 0, right: null },
	],
});

const spotted = (part: string | null, strs: number): SpottedRow => ({
	part,
	events: 19,
	hits: 10,
	falseAlarms: 2,
	precision: figure(0.8),
	recall: figure(0.5),
	f1: figure(0.7087, 0.568, 0.864),
	analysis: { precision: 0.9, recall: 0.9, f1: figure(0.9179, 0.846, 0.981) },
	strs: figure(strs, 0.504, 0.817),
});

const still = (kind: StillRow['kind'], count: number): StillRow => ({
	kind,
	count,
	confidence: 0.6,
	named: [1, 0.125, 0.0417],
	unitNamed: 0.3793,
});

export const reading: ShownReading & {
	readonly format: string;
	readonly films: NonNullable<ShownReading['films']>;
} = {
	format: 'fleeting-classifier/1',
	version: '0.1.0',
	date: '2030-02-28',
	// The hash of the network that the tests' engine runs.
	network: { name: 'fleeting-live', version: '1', sha256: 'cd34' },
	levels: [
		{ coverage: 1, from: 0 },
		{ coverage: 0.75, from: 0.694 },
		{ coverage: 0.4, from: 0.942 },
	],
	drawn: {
		seed: 1,
		people: 50,
		events: 2000,
		figures: {
			classes: { events: 1451, uf1: 0.865, uar: 0.863, calibrationError: 0.048 },
			naming: [
				{ coverage: 1, accuracy: 0.864 },
				{ coverage: 0.747, accuracy: 0.951 },
				{ coverage: 0.405, accuracy: null },
			],
		},
	},
	films: {
		data: { name: 'bench', films: 40, people: 25, events: 76 },
		settings: { falseAlarmsPerMinute: 2, readingCoverage: 0.75 },
		figures: {
			atTruth: [
				row(null, true, null, 0.8577),
				row(0.5, false, null, 0.8269),
				row(1, true, null, 0.8665),
				row(null, true, 'photo', 0.9471),
				row(1, true, 'photo', 0.9654),
			],
			unseen: 1,
			units: [
				{ units: [1, 2], events: 21, auc: 0.949, bar: 0.46, f1: 0.833 },
				{ units: [4], events: 23, auc: 0.979, bar: 0.38, f1: 0.757 },
			],
			unitsAbsent: [14, 15, 17],
			sides: [
				{
					size: { px200: null, orMore: true },
					oneSided: { events: 8, right: 0.5 },
					bothSides: { events: 68, right: 0.9559 },
				},
				{
					size: { px200: 0.5, orMore: false },
					oneSided: { events: 2, right: 0 },
					bothSides: { events: 15, right: 0.9333 },
				},
				{
					size: { px200: 1, orMore: true },
					oneSided: { events: 0, right: null },
					bothSides: { events: 53, right: 0.9623 },
				},
			],
			spotted: [spotted(null, 0.6505), spotted('photo', 0.8688)],
			still: [
				still('blink', 48),
				still('headMotion', 29),
				still('mouth', 0),
				still('false detection', 6),
			],
		},
	},
};
