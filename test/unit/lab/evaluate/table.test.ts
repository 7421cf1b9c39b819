import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { spottingFiguresSchema } from '../../../../src/files/export/index.ts';
import { text } from '../../../../src/lab/terminal/columns.ts';
import { spottingFigures } from '../../../../src/lab/evaluate/document.ts';
import { tableText } from '../../../../src/lab/evaluate/table.ts';
import { event } from '../../files/export/record.ts';
import { clip, recordOf, rejection, trueEvent } from './cases.ts';

const about = {
	name: 'bench',
	note: 'Tuned on these.',
	missing: 0,
	date: '2030-01-31',
	revision: 'abc1234-dirty',
	seed: 5,
	engine: {
		version: '0.1.0',
		faceModel: 'assembled' as const,
		settings: { falseAlarmsPerMinute: 0.25, readingCoverage: 1 },
	},
};

const figures = spottingFigures(
	[
		{
			clip: clip({ events: [trueEvent(30, 42, { peakPx200: 2 })] }),
			record: recordOf('a.mp4', { events: [event('e1', 30, null)] }),
		},
		{
			clip: clip({ file: 'b.mp4', person: 'bob', part: 'video', events: [trueEvent(90, 99)] }),
			record: recordOf('b.mp4', {
				events: [event('e1', 200, null)],
				rejected: [rejection('r1', 90, 'too-weak', 0.2)],
			}),
		},
	],
	about,
	[{ setting: 0.25, scoreBar: 0.5, activeScoreBar: 0.75, measured: [] }],
);
const lines = tableText(figures).split('\n');
const line = (start: string): string[] =>
	lines.find((each) => each.startsWith(start))!.split(/ {2,}/);

describe('the table', () => {
	it('says what was measured, and with what', () => {
		expect(lines[0]).toBe('Spotting on bench: 2 clips of 2 people, 0.3 minutes, 2 true events.');
		expect(lines[1]).toBe(
			'Fleeting 0.1.0 (abc1234-dirty), assembled face model, set to 0.25 false alarms per minute; 2030-01-31.',
		);
		expect(lines).toContain('Tuned on these.');
		expect(lines.join('\n')).not.toContain('NOT COUNTED');
	});

	it('has every block', () => {
		expect(line('all  ')).toEqual([
			'all',
			'2',
			'1',
			'1',
			'0.50 [0.00 to 1.00]',
			'0.50 [0.00 to 1.00]',
			'0.50 [0.00 to 1.00]',
		]);
		expect(line('photo')).toEqual(['photo', '1', '1', '0', '1.00', '1.00', '1.00']);
		expect(line('2 px200')).toEqual(['2 px200', '1.00 (1 of 1)', '1.00 (1 of 1)', '-']);
		expect(line('calm  ')).toEqual(['calm', '2', '1', '0.50 [0.00 to 1.00]']);
		expect(line('all frames')).toEqual(['all frames', '1', '0.33', '3.00 [0.00 to 6.00]']);
		expect(line('apex')).toEqual(['apex', '1.00', '33', '-1.00', '-33']);
		expect(line('frame time')).toEqual(['frame time of the hits', '267', '267', '267']);
		expect(line('too-weak')).toEqual(['too-weak', '1', '1']);
		expect(line('never a candidate')).toEqual(['never a candidate', '-', '0']);
		expect(line('0.25')).toHaveLength(6);
	});

	it('says how many clips are not in it', () => {
		const some = tableText({ ...figures, data: { ...figures.data, missing: 3 } });
		expect(some).toContain('NOT COUNTED: 3 clips that could not be analyzed.');
	});

	it('fits a wide terminal', () => {
		expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(120);
	});

	it('writes what was not measured as a dash', () => {
		expect(text({ value: null, low: null, high: null })).toBe('-');
		expect(text({ value: 12.345, low: 1, high: 20 }, 0)).toBe('12 [1 to 20]');
	});
});

it('the document carries the data, the method and the seed', () => {
	expect(figures).toMatchObject({
		format: 'fleeting-spotting/1',
		version: '0.1.0',
		data: { name: 'bench', note: 'Tuned on these.', clips: 2, missing: 0, people: 2 },
		method: { overlap: 0.5, resamples: 1000, seed: 5 },
	});
	const document: unknown = JSON.parse(JSON.stringify(figures));
	expect(document).toEqual(figures);
	expect(v.parse(spottingFiguresSchema, document)).toEqual(figures);
});
