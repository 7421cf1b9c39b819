/** Figures as `npm run evaluate` writes them, less what no screen shows. */
import type { ShownFigures } from '../../../../src/app/about/spotting-figures.ts';
import { said } from '../../../support/said.ts';
import type { Figure } from '../../../../src/files/export/index.ts';

export const percent = (n: number | string): string => said('movement.percent', { n });
/** An interval; `high` has the unit, if there is one. */
export const range = (low: string, high: string): string =>
	said('about.table.range', { low, high });
/** Name of a row: what is read in it, cell by cell. */
export const rowOf = (...cells: readonly string[]) => ({ name: cells.join(' '), exact: true });

export const figure = (value: number | null, low: number | null = null, high = low): Figure => ({
	value,
	low,
	high,
});

const found = (f1: Figure) => ({
	events: 76,
	hits: 41,
	falseAlarms: 6,
	precision: figure(0.8723, 0.76, 0.97),
	recall: figure(0.5395, 0.4, 0.67),
	f1,
});
const rate = (perMinute: Figure) => ({ falseAlarms: 3, minutes: 2, perMinute });
const error = (keyFrame: 'onset' | 'apex' | 'offset', frames: number) => ({
	keyFrame,
	events: 41,
	frames: figure(frames, frames - 0.2, frames + 0.2),
	ms: figure(30 * frames, 25 * frames, 35 * frames),
	biasFrames: figure(0),
	biasMs: figure(0),
});

const setting = (perMinute: number, calm: Figure, active: Figure) => ({
	setting: perMinute,
	scoreBar: 0.4,
	activeScoreBar: 0.5,
	falseAlarmsPerMinute: active,
	calmFalseAlarmsPerMinute: calm,
	activeFalseAlarmsPerMinute: active,
	recall: figure(0.58, 0.4, 0.8),
	f1: figure(0.7),
});

export const figures: ShownFigures & { readonly format: string } = {
	format: 'fleeting-spotting/1',
	version: '0.1.0',
	date: '2030-01-31',
	faceModel: 'assembled',
	settings: { falseAlarmsPerMinute: 1, readingCoverage: 0.75 },
	data: {
		name: 'bench',
		note: 'Some thresholds were chosen on these clips: on other people it will differ.',
		clips: 40,
		missing: 0,
		people: 25,
		minutes: 5.5123,
	},
	overall: found(figure(0.6667, 0.55, 0.78)),
	parts: [
		{ part: 'photo', ...found(figure(0.8, 0.7, 0.9)) },
		{ part: 'video', ...found(figure(0.41, 0.2, 0.6)) },
	],
	amplitudes: [
		{ peakPx200: 0.5, part: null, events: 12, hits: 2, recall: figure(0.1667, 0, 0.4) },
		{ peakPx200: 0.5, part: 'photo', events: 6, hits: 2, recall: figure(0.3333, 0, 0.7) },
		{ peakPx200: 3, part: null, events: 8, hits: 8, recall: figure(1) },
		{ peakPx200: 3, part: 'photo', events: 0, hits: 0, recall: figure(null) },
	],
	falseAlarms: {
		untouched: rate(figure(0.4, 0, 1.1)),
		calm: rate(figure(0.31, 0, 0.9)),
		active: rate(figure(1.74, 0.5, 3)),
		all: rate(figure(1.09, 0.4, 2)),
	},
	timing: [error('onset', 0.7), error('apex', 0.4), error('offset', 0.9)],
	latency: { meanMs: figure(391.6, 370, 410), medianMs: figure(383), longestMs: 467 },
	sensitivity: [
		setting(0.5, figure(0), figure(0.62, 0.1, 1.3)),
		setting(2, figure(0.4), figure(3.15)),
	],
};
