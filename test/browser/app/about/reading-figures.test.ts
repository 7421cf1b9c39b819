import { afterEach, describe, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { fetchReadingFigures, shownReading } from '../../../../src/app/about/reading-figures.ts';
import ReadingFigures from '../../../../src/app/about/ReadingFigures.svelte';
import '../../../../src/app/style/tokens.css';
import '../../../../src/app/style/base.css';
import { said, saidLike } from '../../../support/said.ts';
import WithStudio from '../session/WithStudio.svelte';
import { bench } from '../session/orders.ts';
import { engine } from '../session/reports.ts';
import { studioOf } from '../session/studio.ts';
import { percent, range, rowOf } from './figures.ts';
import { reading } from './reading.ts';
import { answer, serve } from './served.ts';

const FILE = 'classifier.json';
const NETWORK = 'https://example.org/app/models/live';
const running = engine.network;
afterEach(() => vi.unstubAllGlobals());

describe('the figures', () => {
	test('lie beside the network’s folder; none where there is no file', async () => {
		const asked = serve(FILE, () => answer(JSON.stringify(reading)));
		expect(await fetchReadingFigures(NETWORK)).toEqual(reading);
		expect(asked).toEqual(['https://example.org/app/models/classifier.json']);
		vi.unstubAllGlobals();
		serve(FILE, () => answer('not found', 'text/plain', 404));
		expect(await fetchReadingFigures(NETWORK)).toBeNull();
		vi.unstubAllGlobals();
		serve(FILE, () => answer('<!doctype html>', 'text/html'));
		expect(await fetchReadingFigures(NETWORK)).toBeNull();
	});

	test('are refused where anything that is shown is missing or wrong', () => {
		expect(shownReading(reading)).toEqual(reading);
		expect(shownReading({ ...reading, films: null })).toMatchObject({ films: null });
		const { films } = reading;
		const withFilms = (more: object) => ({
			...reading,
			films: { ...films, figures: { ...films.figures, ...more } },
		});
		const [first] = films.figures.atTruth;
		const wrong = [
			null,
			[],
			{ ...reading, format: 'fleeting-classifier/2' },
			{ ...reading, network: { ...reading.network, sha256: null } },
			{ ...reading, levels: undefined },
			{ ...reading, drawn: { ...reading.drawn, figures: {} } },
			{ ...reading, films: undefined },
			{ ...reading, films: { ...films, data: {} } },
			withFilms({ atTruth: [{ ...first, uf1: 0.8 }] }),
			withFilms({ atTruth: [{ ...first, size: { px200: 1 } }] }),
			withFilms({ units: [{ units: 4, events: 1, f1: 1 }] }),
			withFilms({ sides: {} }),
			withFilms({ spotted: [{ part: null }] }),
			withFilms({ still: undefined }),
		];
		for (const value of wrong) expect(() => shownReading(value)).toThrow(TypeError);
	});

	test('are refused where a row has another number of levels than the network', () => {
		const levels = reading.levels.slice(1);
		expect(() => shownReading({ ...reading, levels })).toThrow(TypeError);
		expect(() => shownReading({ ...reading, levels, films: null })).toThrow(TypeError);
	});
});

const named = (share: number): string => said('about.table.named', { share: percent(share) });
const of = (events: number): string => said('about.table.ofAll', { events });

describe('the section', () => {
	test('has the figures in tables that are read row by row', async () => {
		await render(ReadingFigures, { props: { figures: reading, version: '0.1.0', running } });
		const rows = [
			[said('about.table.synthetic'), '0.86', '0.86', '0.05'],
			[
				said('about.table.films'),
				'0.86',
				range('0.66', '1.00'),
				'0.75',
				range('0.60', '0.90'),
				'0.11',
			],
			[percent(75), percent(95), named(75), percent(98), named(59)],
			[percent(40), said('about.table.noneNamed'), said('about.table.noneNamed')],
			[
				said('about.table.orMore', { size: 1 }),
				'0.87',
				range('0.67', '1.00'),
				of(19),
				'0.97',
				range('0.77', '1.00'),
				of(19),
			],
			['0.5', '0.83', range('0.63', '1.00'), of(19), said('about.table.none')],
			[said('about.table.either', { numbers: '1', last: 2 }), '0.83', '21'],
			['14, 15, 17', said('about.table.unitsAbsent'), '0'],
			[said('about.table.oneSide'), percent(50), of(8), said('about.table.none')],
			[said('about.table.bothSides'), percent(96), of(68), percent(96), of(53)],
			[
				'Photo',
				'0.71',
				range('0.57', '0.86'),
				'0.92',
				range('0.85', '0.98'),
				'0.87',
				range('0.50', '0.82'),
			],
			[percent(75), percent(13), percent(13), percent(13)],
			[said('about.table.anUnit'), percent(38), percent(38), percent(38)],
		];
		for (const cells of rows) {
			await expect.element(page.getByRole('row', rowOf(...cells))).toBeVisible();
		}
		const still = page.getByRole('table', { name: said('about.table.forNothing') });
		await expect
			.element(
				still.getByRole('columnheader', { name: said('about.table.still.blinks', { count: 48 }) }),
			)
			.toBeVisible();
		expect(
			still.getByRole('columnheader', { name: saidLike('about.table.still.talk') }).query(),
		).toBeNull();
	});

	test('says which network they are of, on what they were taken and how to take them', async () => {
		await render(ReadingFigures, { props: { figures: reading, version: '0.1.0', running } });
		for (const words of [
			`${said('about.reading.measured', {
				date: '2030-02-28',
				version: '0.1.0',
				network: 'fleeting-live 1',
			})} cd34`,
			said('about.reading.films', {
				movements: 1451,
				people: 50,
				filmed: 76,
				films: 40,
				persons: 25,
			}),
			said('about.reading.nobody.films'),
			said('about.reading.spontaneous'),
			'npm run evaluate -- classifier',
			said('about.reading.unseen', { movements: 1 }),
		]) {
			await expect.element(page.elementLocator(document.body)).toHaveTextContent(words);
		}
		expect(page.getByText(saidLike('about.reading.other')).query()).toBeNull();
	});

	test.for([
		['other weights', { sha256: 'ef56' }, 'about.reading.other'],
		['a file, be it the same weights', { source: 'file' }, 'about.reading.other.file'],
	] as const)('says that they are of another network when %s runs', async ([, more, key]) => {
		const other = { ...running, ...more };
		await render(ReadingFigures, { props: { figures: reading, version: '0.2.0', running: other } });
		await expect.element(page.getByText(said(key, { name: 'fleeting-live 1' }))).toBeVisible();
		await expect
			.element(
				page.getByText(said('about.figures.version', { measured: '0.1.0', version: '0.2.0' })),
			)
			.toBeVisible();
	});

	test('says nothing of another network while none runs', async () => {
		const absent = { ...running, state: 'absent', sha256: null } as const;
		for (const props of [{ running: null }, { running: absent }]) {
			await render(ReadingFigures, { props: { figures: reading, version: '0.1.0', ...props } });
		}
		for (const key of ['about.reading.other', 'about.reading.other.file'] as const) {
			expect(page.getByText(saidLike(key)).query()).toBeNull();
		}
	});

	test('without films has drawn people only, and says so', async () => {
		const figures = { ...reading, films: null };
		await render(ReadingFigures, { props: { figures, version: '0.1.0', running } });
		await expect.element(page.getByText(said('about.reading.nobody.drawn'))).toBeVisible();
		await expect
			.element(page.getByRole('row', rowOf(percent(75), percent(95), named(75))))
			.toBeVisible();
		expect(document.querySelectorAll('table')).toHaveLength(2);
		expect(document.body.textContent).not.toContain(said('about.reading.nobody.films'));
	});

	test('fits a phone', async () => {
		await page.viewport(358, 844); // what 390 px leave between the margins
		await render(ReadingFigures, { props: { figures: reading, version: '0.1.0', running } });
		await expect.element(page.getByRole('table').first()).toBeVisible();
		for (const table of document.querySelectorAll('table')) {
			expect(table.getBoundingClientRect().right).toBeLessThanOrEqual(358);
			expect(table.scrollWidth).toBeLessThanOrEqual(table.clientWidth + 2);
		}
		await page.viewport(414, 896); // as the next test expects it
	});

	test.for([
		['there are none', 404, '', said('about.figures.none')],
		['they are broken', 200, '{}', said('about.figures.failed')],
		['there are some', 200, JSON.stringify(reading), 'SHA-256 cd34'],
	] as const)('on the screen says when %s', async ([, status, body, words]) => {
		serve(FILE, () => answer(body, 'application/json', status));
		const network = new URL('/models/live', location.href).href;
		const at = bench(
			{},
			{ assets: { mediapipe: '', litert: '', faceModel: '', network, tfjsWasm: '' } },
		);
		at.report({ kind: 'ready', engine });
		await render(WithStudio, { props: { studio: studioOf(at.desk), workspace: 'about' } });
		await expect
			.element(page.getByRole('region', { name: said('about.reading') }))
			.toHaveTextContent(words);
		at.desk.close();
	});
});
