/**
 * The built app in every engine, from the first visit: the actor, a film, a session that is kept, an
 * export. What is found is the same in each; Chromium is the reference.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SessionDocument } from '../../src/files/export/index.ts';
import { ensureBuilt } from '../../src/lab/build/index.ts';
import { serveApp } from '../../src/lab/serve/index.ts';
import { DIST, ROOT } from '../support/built-app.ts';
import { openFilmStudio } from '../support/films.ts';
import { said, saidLike } from '../support/said.ts';
import type { EnginePage } from './engine.ts';
import { ENGINES } from './installed.ts';
import { choose, downloaded, press, sight } from './screen.ts';

const FILM = 'actor.webm';
const FRAMES = 180;

let scratch: string;
let film: string;
let served: Awaited<ReturnType<typeof serveApp>>;
/** What Chromium found in the film. */
let reference: SessionDocument;

beforeAll(async () => {
	await ensureBuilt(ROOT);
	scratch = await mkdtemp(join(tmpdir(), 'fleeting-engines-'));
	film = join(scratch, FILM);
	const studio = await openFilmStudio();
	try {
		// VP8: its decoders agree to the bit, and every engine has one.
		await studio.film(film, {
			script: {
				seed: 5,
				durationMs: 6000,
				microExpressions: { perMinute: 10, peakPx200: [2.5, 3] },
				blinksPerMinute: 20,
				sway: 0.5,
			},
			frames: FRAMES,
			container: 'webm',
			limited: true,
		});
	} finally {
		await studio.close();
	}
	served = await serveApp({ root: DIST, port: 0 });
});
afterAll(async () => {
	await served?.close();
	await rm(scratch, { recursive: true, force: true });
});

describe.each(ENGINES)('$name', (engine) => {
	let page: EnginePage | null = null;
	let missing = '';
	let downloads: string;
	const goto = (rest: string): Promise<void> => page!.goto(`${served.url}?lang=en${rest}`);

	beforeAll(async () => {
		const found = await engine.find();
		if (typeof found === 'string') {
			missing = found;
			console.log(`${engine.name}: skipped, ${missing}.`);
			return;
		}
		downloads = join(scratch, engine.name, 'downloads');
		const profile = join(scratch, engine.name, 'profile');
		for (const folder of [downloads, profile]) await mkdir(folder, { recursive: true });
		page = await found({ profile, downloads });
	});
	afterAll(() => page?.close());

	test('the actor is played and its first movement found', async ({ skip }) => {
		if (page === null) return skip(missing);
		const startedAt = performance.now();
		await goto('');
		await press(page, said('live.notice.actor'));
		await sight(page, new RegExp(`${said('live.findings.events')}\\s+[1-9]`));
		const [backend] = await sight(page, /WebGPU|WebGL|WebAssembly/);
		const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
		console.log(`${engine.name}: the first movement after ${seconds} s, the network on ${backend}`);
		await press(page, said('live.stop'));
		await sight(page, saidLike('live.stage.stopped'));
	});

	test('a film has the same movements, on the same frames, and is exported', async ({ skip }) => {
		if (page === null) return skip(missing);
		await goto('#/analyze');
		await choose(page, said('common.picker'), film);
		await sight(page, saidLike('analyze.summary.frames', { frames: FRAMES }));
		await sight(page, new RegExp(`${said('live.findings.events')}\\s+[1-9]`));
		await press(page, said('live.save'));
		await press(page, said('library.format.json'));
		const document = JSON.parse(await downloaded(downloads)) as SessionDocument;
		expect(document.quality).toMatchObject({ frames: FRAMES, dropped: 0, faceLost: 0 });
		expect(document.events.length).toBeGreaterThan(0);
		reference ??= document;
		expect(keyFrames(document)).toEqual(keyFrames(reference));
		document.events.forEach((event, i) => {
			const expected = reference.events[i]!;
			// Firefox without a graphics processor hands out video as RGB, rounded once more.
			expect(event.peakPx200 / expected.peakPx200).toBeCloseTo(1, 1);
			expect(readingOf(event)).toEqual(readingOf(expected));
		});
	});

	test('its session is there after a reload, or the app says that none is kept', async ({
		skip,
	}) => {
		if (page === null) return skip(missing);
		await goto('&visit=2#/review');
		const keeps = await page.run(() => 'getDirectory' in (navigator.storage ?? {}), null);
		if (keeps) await press(page, said('library.open', { name: FILM }));
		else {
			expect(engine.name, 'has no private file system').toBe('WebKit');
			await sight(page, new RegExp(said('library.absent.title')));
		}
	});

	test("a camera's frames are measured", async ({ skip }) => {
		if (page === null) return skip(missing);
		await goto('&visit=3#/live');
		await press(page, said('live.notice.camera'));
		await sight(page, saidLike('live.status.frames.value', { fps: /[1-9]\d*/ }));
	});
});

const readingOf = ({ verdict }: SessionDocument['events'][number]): string =>
	verdict?.kind === 'units' ? verdict.reading : 'none';

const keyFrames = ({ events }: SessionDocument): number[][] =>
	events.map(({ onset, apex, offset }) => [onset.frame, apex.frame, offset.frame]);
