import { afterEach, describe, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { fetchSpottingFigures, shownFigures } from '../../../../src/app/about/spotting-figures.ts';
import SpottingFigures from '../../../../src/app/about/SpottingFigures.svelte';
import '../../../../src/app/style/tokens.css';
import '../../../../src/app/style/base.css';
import WithStudio from '../session/WithStudio.svelte';
import { bench } from '../session/orders.ts';
import { engine } from '../session/reports.ts';
import { studioOf } from '../session/studio.ts';
import { figures } from './figures.ts';
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
		];
		for (const value of wrong) expect(() => shownFigures(value)).toThrow(TypeError);
	});
});

describe('the section', () => {
	test('has the figures in tables that are read row by row', async () => {
		await render(SpottingFigures, {
			props: { figures, version: '0.1.0', faceModel: 'assembled' },
		});
		const table = page.getByRole('table', { name: 'Movements found', exact: true });
		await expect.element(table.getByRole('columnheader', { name: 'F1' })).toBeVisible();
		await expect
			.element(table.getByRole('row', { name: /^All 0\.67 0\.55 to 0\.78 54 % 40 to 67 %/ }))
			.toBeVisible();
		await expect.element(table.getByRole('rowheader', { name: 'Photo' })).toBeVisible();
		await expect.element(table.getByRole('row', { name: /^Video 0\.41/ })).toBeVisible();
		const rows = [
			/^0\.5 px200 17 % 0 to 40 % 2 of 12$/,
			/^3 px200 100 % 8 of 8$/,
			/^Calm 0\.31/,
			/^Blinking, talking, moving 1\.74/,
			/^Offset 0\.90 0\.70 to 1\.10 27 23 to 32$/,
		];
		for (const name of rows) await expect.element(page.getByRole('row', { name })).toBeVisible();
		await expect.element(page.getByText(/on 2030-01-31 with version 0\.1\.0/)).toBeVisible();
		await expect
			.element(page.getByText(/76 known movements in 40 clips of 25 people/))
			.toBeVisible();
		await expect.element(page.getByText(figures.data.note)).toBeVisible();
		await expect.element(page.getByText(/decided 392 ms after its offset/)).toBeVisible();
		expect(page.getByText(/These figures are of version/).query()).toBeNull();
		expect(page.getByText(/not counted/).query()).toBeNull();
	});

	test('says when something else runs here, and when clips are missing', async () => {
		const some = { ...figures, data: { ...figures.data, missing: 1 } };
		await render(SpottingFigures, {
			props: { figures: some, version: '0.2.0', faceModel: 'official' },
		});
		await expect
			.element(page.getByText('These figures are of version 0.1.0; this is version 0.2.0.'))
			.toBeVisible();
		await expect
			.element(page.getByText(/with the assembled face model; here the official one runs/))
			.toBeVisible();
		await expect.element(page.getByText(/1 more clip could not be analysed/)).toBeVisible();
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
		['there are none', 404, '', 'No figures were measured for this build.'],
		['they are broken', 200, '{}', 'The figures could not be read.'],
		['there are some', 200, JSON.stringify(figures), figures.data.note],
	] as const)('on the screen says when %s', async ([, status, body, said]) => {
		serve('spotting.json', () => answer(body, 'application/json', status));
		const network = new URL('/models/live', location.href).href;
		const assets = { mediapipe: '', faceModel: '', network, tfjsWasm: '' };
		const at = bench({}, { assets });
		at.report({ kind: 'ready', engine });
		await render(WithStudio, { props: { studio: studioOf(at.desk), workspace: 'about' } });
		await expect
			.element(page.getByRole('region', { name: 'How well it finds movements' }))
			.toHaveTextContent(said);
		at.desk.close();
	});
});
