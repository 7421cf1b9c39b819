import { afterEach, describe, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { fetchReadingFigures, shownReading } from '../../../../src/app/about/reading-figures.ts';
import ReadingFigures from '../../../../src/app/about/ReadingFigures.svelte';
import '../../../../src/app/style/tokens.css';
import '../../../../src/app/style/base.css';
import WithStudio from '../session/WithStudio.svelte';
import { bench } from '../session/orders.ts';
import { engine } from '../session/reports.ts';
import { studioOf } from '../session/studio.ts';
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

describe('the section', () => {
	test('has the figures in tables that are read row by row', async () => {
		await render(ReadingFigures, { props: { figures: reading, version: '0.1.0', running } });
		const rows = [
			/^Synthetic people 0\.86 0\.86 0\.05$/,
			/^Films 0\.86 0\.66 to 1\.00 0\.75 0\.60 to 0\.90 0\.11$/,
			/^75 % 95 % 75 % named 98 % 59 % named$/,
			/^40 % none named none named$/,
			/^1 or more 0\.87 0\.67 to 1\.00 of 19 0\.97 0\.77 to 1\.00 of 19$/,
			/^0\.5 0\.83 0\.63 to 1\.00 of 19 none$/,
			/^1 or 2 0\.83 21$/,
			/^14, 15, 17 none in these films 0$/,
			/^On one side 50 % of 8 none$/,
			/^On both sides 96 % of 68 96 % of 53$/,
			/^Photo 0\.71 0\.57 to 0\.86 0\.92 0\.85 to 0\.98 0\.87 0\.50 to 0\.82$/,
			/^75 % 13 % 13 % 13 %$/,
			/^An action unit 38 % 38 % 38 %$/,
		];
		for (const name of rows) await expect.element(page.getByRole('row', { name })).toBeVisible();
		const still = page.getByRole('table', { name: 'A reading named where nothing was expressed' });
		await expect.element(still.getByRole('columnheader', { name: 'Blinks (48)' })).toBeVisible();
		expect(still.getByRole('columnheader', { name: 'Talk' }).query()).toBeNull();
	});

	test('says which network they are of, on what they were taken and how to take them', async () => {
		await render(ReadingFigures, { props: { figures: reading, version: '0.1.0', running } });
		for (const words of [
			/on 2030-02-28 with version 0\.1\.0, for the network fleeting-live 1, SHA-256 cd34/,
			/1,451 movements of 50 synthetic people that its training never saw, and 76 movements in 40 films of 25 people\./,
			/Nobody felt anything in these movements: they were injected into public films and photographs/,
			/How well spontaneous expressions are read was not measured/,
			/npm run evaluate -- classifier/,
			/1 movement without a face at a key frame is not counted/,
		]) {
			await expect.element(page.elementLocator(document.body)).toHaveTextContent(words);
		}
		expect(page.getByText(/These figures are/).query()).toBeNull();
	});

	test.for([
		['other weights', { sha256: 'ef56' }, 'fleeting-live 1.'],
		['a file, be it the same weights', { source: 'file' }, 'fleeting-live 1 from your file.'],
	] as const)('says that they are of another network when %s runs', async ([, more, name]) => {
		const other = { ...running, ...more };
		await render(ReadingFigures, { props: { figures: reading, version: '0.2.0', running: other } });
		await expect
			.element(page.getByText(`These figures are not of the network that runs now, ${name}`))
			.toBeVisible();
		await expect
			.element(page.getByText('These figures are of version 0.1.0; this is version 0.2.0.'))
			.toBeVisible();
	});

	test('says nothing of another network while none runs', async () => {
		const absent = { ...running, state: 'absent', sha256: null } as const;
		for (const props of [{ running: null }, { running: absent }]) {
			await render(ReadingFigures, { props: { figures: reading, version: '0.1.0', ...props } });
		}
		expect(page.getByText(/not of the network/).query()).toBeNull();
	});

	test('without films has drawn people only, and says so', async () => {
		const figures = { ...reading, films: null };
		await render(ReadingFigures, { props: { figures, version: '0.1.0', running } });
		await expect.element(page.getByText(/Nothing was measured in films/)).toBeVisible();
		await expect.element(page.getByRole('row', { name: /^75 % 95 % 75 % named$/ })).toBeVisible();
		expect(document.querySelectorAll('table')).toHaveLength(2);
		expect(document.body.textContent).not.toContain('public films');
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
		['there are none', 404, '', 'No figures were measured for this build.'],
		['they are broken', 200, '{}', 'The figures could not be read.'],
		['there are some', 200, JSON.stringify(reading), 'SHA-256 cd34'],
	] as const)('on the screen says when %s', async ([, status, body, said]) => {
		serve(FILE, () => answer(body, 'application/json', status));
		const network = new URL('/models/live', location.href).href;
		const at = bench({}, { assets: { mediapipe: '', faceModel: '', network, tfjsWasm: '' } });
		at.report({ kind: 'ready', engine });
		await render(WithStudio, { props: { studio: studioOf(at.desk), workspace: 'about' } });
		await expect
			.element(page.getByRole('region', { name: 'How well it reads them' }))
			.toHaveTextContent(said);
		at.desk.close();
	});
});
