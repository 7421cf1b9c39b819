/**
 * The Chromium that runs the product's line from the command line and in tests.
 *
 * Out   the path of an installed one; a browser started with software WebGPU and WebGL2
 * Fails CommandError, with what to do, where there is none and it may not be installed
 */
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { chromium } from 'playwright-core';
import { CommandError } from '../terminal/index.ts';
import { DebianError, installDebian } from './debian.ts';

/**
 * WebGPU (SwiftShader), WebGL2 and workers on a machine without a GPU, and a browser that asks
 * nobody anything in the background. Tried on Chromium 156, headless, as root.
 */
export const CHROMIUM_ARGS: readonly string[] = [
	'--no-sandbox',
	'--enable-unsafe-webgpu',
	'--use-webgpu-adapter=swiftshader',
	'--use-angle=swiftshader',
	'--enable-unsafe-swiftshader',
	'--enable-features=Vulkan',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--disable-quic',
	'--no-first-run',
];

const VARIABLES = ['CHROMIUM', 'CHROME_PATH', 'PUPPETEER_EXECUTABLE_PATH'] as const;
const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

export interface FindOptions {
	/** Whether Debian's package may be installed (needs root). @default true */
	readonly install?: boolean | undefined;
	readonly env?: NodeJS.ProcessEnv | undefined;
	readonly platform?: NodeJS.Platform | undefined;
}

/** Absolute path of a Chromium or Chrome. */
export async function findChromium(options: FindOptions = {}): Promise<string> {
	const env = options.env ?? process.env;
	for (const name of VARIABLES) {
		const path = env[name];
		if (!path) continue;
		if (await isExecutable(path)) return path;
		throw new CommandError(`${name} names ${path}, which is not a program that can be run.`);
	}
	const places = usualPlaces(options.platform ?? process.platform, env);
	const found = await firstExecutable(places);
	if (found !== null) return found;
	if ((options.install ?? true) && (await installChromium())) {
		const installed = await firstExecutable(places);
		if (installed !== null) return installed;
	}
	throw new CommandError(
		'No Chromium was found: install Chromium or Chrome, or set CHROMIUM to the path of one.',
	);
}

export interface LaunchOptions {
	readonly executablePath?: string | undefined;
	readonly args?: readonly string[] | undefined;
	/** Those of `CHROMIUM_ARGS` to leave out: what a browser without them is like. */
	readonly without?: readonly string[] | undefined;
	/** False: the caller ends the browser on SIGINT and SIGTERM itself. @default true */
	readonly endOnSignal?: boolean | undefined;
}

/** A headless browser; the caller closes it. */
export const launchChromium = (options: LaunchOptions = {}): Promise<Browser> =>
	launched(options, (settings) => chromium.launch(settings));

/** One with its profile in `folder`, so that its storage is on the disk; the caller closes it. */
export const launchWithProfile = (
	folder: string,
	options: LaunchOptions = {},
): Promise<BrowserContext> =>
	launched(options, (settings) => chromium.launchPersistentContext(folder, settings));

type Settings = NonNullable<Parameters<typeof chromium.launch>[0]>;

async function launched<Started>(
	options: LaunchOptions,
	start: (settings: Settings) => Promise<Started>,
): Promise<Started> {
	const executablePath = options.executablePath ?? (await findChromium());
	const own = CHROMIUM_ARGS.filter((arg) => !options.without?.includes(arg));
	const endOnSignal = options.endOnSignal ?? true;
	try {
		return await start({
			executablePath,
			headless: true,
			handleSIGINT: endOnSignal,
			handleSIGTERM: endOnSignal,
			args: [...own, ...(options.args ?? [])],
		});
	} catch (cause) {
		throw new CommandError(`${executablePath} could not be started as a headless Chromium.`, {
			cause,
		});
	}
}

function usualPlaces(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string[] {
	if (platform === 'darwin') {
		return ['/Applications', join(env['HOME'] ?? '/', 'Applications')].flatMap((folder) => [
			join(folder, 'Chromium.app/Contents/MacOS/Chromium'),
			join(folder, 'Google Chrome.app/Contents/MacOS/Google Chrome'),
			join(folder, 'Microsoft Edge.app/Contents/MacOS/Microsoft Edge'),
		]);
	}
	if (platform === 'win32') {
		return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
			const folder = env[name];
			return folder === undefined
				? []
				: [
						join(folder, 'Chromium\\Application\\chrome.exe'),
						join(folder, 'Google\\Chrome\\Application\\chrome.exe'),
						join(folder, 'Microsoft\\Edge\\Application\\msedge.exe'),
					];
		});
	}
	const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
	return [...folders, '/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome'].flatMap(
		(folder) => COMMANDS.map((command) => join(folder, command)),
	);
}

async function firstExecutable(paths: readonly string[]): Promise<string | null> {
	for (const path of paths) if (await isExecutable(path)) return path;
	return null;
}

async function isExecutable(path: string): Promise<boolean> {
	try {
		await access(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

/** False where we may not. */
async function installChromium(): Promise<boolean> {
	try {
		return await installDebian(['chromium']);
	} catch (cause) {
		if (!(cause instanceof DebianError)) throw cause;
		throw new CommandError(
			`${cause.message}: install Chromium or Chrome, or set CHROMIUM to the path of one.`,
			{ cause },
		);
	}
}
