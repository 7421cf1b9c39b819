/**
 * `npm run gallery`: serves the gallery until it is stopped. With `--shots DIR` it takes a picture of
 * every story instead and ends: in `--lang en,de`, `--theme light,dark` and `--width 390,1280` (these
 * are the defaults), only of those whose names match `--only REGEXP`.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { createServer } from 'vite';
import { launchChromium } from '../../src/lab/browser/index.ts';

const { values } = parseArgs({
	options: {
		shots: { type: 'string' },
		only: { type: 'string', default: '' },
		lang: { type: 'string', default: 'en,de' },
		theme: { type: 'string', default: 'light,dark' },
		width: { type: 'string', default: '390,1280' },
		port: { type: 'string', default: '5174' },
	},
});

const GPU_ARGS = [
	'--enable-unsafe-webgpu',
	'--use-webgpu-adapter=swiftshader',
	'--use-angle=swiftshader',
	'--enable-unsafe-swiftshader',
	'--enable-features=Vulkan',
];
/** The first page waits for everything to be compiled, on a slow machine for long. */
const PATIENCE_MS = 600_000;

interface ShownGallery {
	readonly names: readonly string[];
	readonly shown: {
		show(name: string): Promise<void>;
		speak(tag: string): Promise<void>;
		wear(theme: string): void;
	};
}
declare const gallery: ShownGallery;

const server = await createServer({
	configFile: fileURLToPath(new URL('vite.config.ts', import.meta.url)),
	server: { port: Number(values.port) },
});
await server.listen();
if (values.shots === undefined) server.printUrls();
else {
	try {
		await takeShots(values.shots);
	} finally {
		await server.close();
	}
}

async function takeShots(folder: string): Promise<void> {
	const languages = values.lang.split(',');
	const themes = values.theme.split(',');
	const widths = values.width.split(',').map(Number);
	// Nothing here is computed on a GPU, and a simulated one draws slowly.
	const browser = await launchChromium({ without: GPU_ARGS, args: ['--disable-gpu'] });
	try {
		const page = await browser.newPage();
		page.on('pageerror', (error) => console.error(error));
		page.setDefaultTimeout(PATIENCE_MS);
		await page.goto(`${server.resolvedUrls!.local[0]!}?story=parts/shapes`);
		await page.waitForFunction(() => 'gallery' in globalThis);
		const names = await page.evaluate(() => gallery.names);
		const wanted = names.filter((each) => new RegExp(values.only).test(each));
		if (wanted.length === 0) {
			console.error(`No story matches ${values.only}; there is ${names.join(', ')}.`);
			process.exitCode = 1;
		}
		for (const name of wanted) {
			for (const width of widths) {
				await page.setViewportSize({ width, height: width < 640 ? 844 : 800 });
				await page
					.evaluate((story) => gallery.shown.show(story), name)
					.catch((error: unknown) => {
						console.error(`${name}: ${String(error)}`);
					});
				for (const language of languages) {
					for (const theme of themes) await takeShot(page, folder, name, width, language, theme);
				}
			}
			console.log(name);
		}
	} finally {
		await browser.close();
	}
}

async function takeShot(
	page: Page,
	folder: string,
	name: string,
	width: number,
	language: string,
	theme: string,
): Promise<void> {
	await page.evaluate(
		async ([tag, worn]) => {
			await gallery.shown.speak(tag);
			gallery.shown.wear(worn);
		},
		[language, theme] as const,
	);
	const wide = await page.evaluate(() => document.documentElement.scrollWidth);
	if (wide > width) console.error(`${name}, ${language}: ${wide} px wide on ${width}`);
	const place = join(folder, `${width}-${theme}-${language}`);
	await mkdir(place, { recursive: true });
	const path = join(place, `${name.replace('/', '-')}.png`);
	await page.screenshot({ path, fullPage: true, animations: 'disabled' });
}
