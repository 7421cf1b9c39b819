import { afterEach, describe, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { fetchSpottingFigures, shownFigures } from '../../../../src/app/about/spotting-figures.ts';
import SpottingFigures from '../../../../src/app/about/SpottingFigures.svelte';
import '../../../../src/app/style/tokens.css';
import '../../../../src/app/style/base.css';
import { said, saidLike } from '../../../support/said.ts';
import WithStudio from '../session/WithStudio.svelte';
import { bench } from '../session/orders.ts';
import { engine } from '../session/reports.ts';
import { studioOf } from '../session/studio.ts';
import { figures, percent, range, rowOf } from './figures.ts';
import { answer, serve } from './served.ts';

const NETWORK = 'https://example.org/app/models/live';
afterEach(() => vi.unstubAllGlobals());

describe('the figures', () => {
	test('lie beside the network’s folder', async () => {
		const asked = serve('spotting.json', () => answer(JSON.stringify(figures)));
		expect(await fetchSpottingFigures(NETWORK)).toEqual(figures);
		expect(await fetchSpottingFigures(`${NETWORK}/`)).toEqual(figures);
		const address = 'https://example.org/app/models/spotting.json';
		expect(asked).toEqual([address, address]);
	});

	test('are none where there is no file, also where the server answers with a page', async () => {
		serve('spotting.json', () => answer('not found', 'text/plain', 404));
		expect(await fetchSpottingFigures(NETWORK)).toBeNull();
		vi.unstubAllGlobals();
		serve('spotting.json', () => answer('<!doctype html>', 'text/html'));
		expect(await fetchSpottingFigures(NETWORK)).toBeNull();
	});

	test('are refused where anything that is shown is missing or wrong', () => {
		expect(shownFigures(figures)).toEqual(figures);
		const wrong = [
			null,
			[],
			{ ...figures, format: 'fleeting-spotting/2' },
			{ ...figures, version: 1 },
			{ ...figures, data: { ...figures.data, people: null } },
			{ ...figures, overall: { ...figures.overall, f1: 0.5 } },
			{ ...figures, parts: [{ part: 'photo' }] },
			{ ...figures, falseAlarms: { ...figures.falseAlarms, calm: undefined } },
			{ ...figures, timing: {} },
			{ ...figures, sensitivity: [{ setting: 1 }] },
		];
		for (const value of wrong) expect(() => shownFigures(value)).toThrow(TypeError);
	});
});

describe('the section', () => {
	test('has the figures in tables that are read row by row', async () => {
		await render(SpottingFigures, {
			props: { figures, version: '0.1.0', faceModel: 'assembled' },
		});
		const table = page.getByRole('table', { name: said('about.table.found'), exact: true });
		await expect.element(table.getByRole('columnheader', { name: 'F1' })).toBeVisible();
		await expect.element(table.getByRole('rowheader', { name: 'Photo' })).toBeVisible();
		const rows = [
			[
				said('about.table.all'),
				'0.67',
				range('0.55', '0.78'),
				percent(54),
				range('40', percent(67)),
				percent(87),
				range('76', percent(97)),
			],
			[
				'Video',
				'0.41',
				range('0.20', '0.60'),
				percent(54),
				range('40', percent(67)),
				percent(87),
				range('76', percent(97)),
			],
			[
				'0.5 px200',
				percent(17),
				range('0', percent(40)),
				said('about.table.of', { hits: 2, events: 12 }),
			],
			['3 px200', percent(100), said('about.table.of', { hits: 8, events: 8 })],
			[said('about.table.calm'), '0.31', range('0.00', '0.90')],
			[said('about.table.active'), '1.74', range('0.50', '3.00')],
			['0.5', '0.00', '0.62', range('0.10', '1.30'), percent(58), range('40', percent(80))],
			[said('about.table.offset'), '0.90', range('0.70', '1.10'), '27', range('23', '32')],
		];
		for (const cells of rows) {
			await expect.element(page.getByRole('row', rowOf(...cells))).toBeVisible();
		}
		const measured = saidLike('about.spotting.measured', {
			date: '2030-01-31',
			version: '0.1.0',
			movements: 76,
			clips: 40,
			people: 25,
		});
		await expect.element(page.getByText(measured)).toBeVisible();
		await expect.element(page.getByText(figures.data.note)).toBeVisible();
		await expect.element(page.getByText(said('about.spotting.latency', { ms: 392 }))).toBeVisible();
		expect(page.getByText(saidLike('about.figures.version')).query()).toBeNull();
		expect(page.getByText(saidLike('about.spotting.missing')).query()).toBeNull();
	});

	test('says when something else runs here, and when clips are missing', async () => {
		const some = { ...figures, data: { ...figures.data, missing: 1 } };
		await render(SpottingFigures, {
			props: { figures: some, version: '0.2.0', faceModel: 'official' },
		});
		await expect
			.element(
				page.getByText(said('about.figures.version', { measured: '0.1.0', version: '0.2.0' })),
			)
			.toBeVisible();
		await expect
			.element(
				page.getByText(
					said('about.spotting.faceModel', { measured: 'assembled', faceModel: 'official' }),
				),
			)
			.toBeVisible();
		await expect
			.element(page.getByText(said('about.spotting.missing', { clips: 1 })))
			.toBeVisible();
	});

	test('fits a phone', async () => {
		await page.viewport(358, 844); // what 390 px leave between the margins
		await render(SpottingFigures, {
			props: { figures, version: '0.1.0', faceModel: 'assembled' },
		});
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
		['there are some', 200, JSON.stringify(figures), figures.data.note],
	] as const)('on the screen says when %s', async ([, status, body, words]) => {
		serve('spotting.json', () => answer(body, 'application/json', status));
		const network = new URL('/models/live', location.href).href;
		const assets = { mediapipe: '', litert: '', faceModel: '', network, tfjsWasm: '' };
		const at = bench({}, { assets });
		at.report({ kind: 'ready', engine });
		await render(WithStudio, { props: { studio: studioOf(at.desk), workspace: 'about' } });
		await expect
			.element(page.getByRole('region', { name: said('about.spotting') }))
			.toHaveTextContent(words);
		at.desk.close();
	});
});
