/**
 * The engines and how to open each. One that is not on this machine is installed where we may: as root,
 * with Debian's packages, and not by `npm test`, which takes those that are here.
 */
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { DebianError, installDebian } from '../../src/lab/browser/index.ts';
import { openChromium } from './chromium.ts';
import type { EnginePage, OpenOptions } from './engine.ts';
import { openFirefox } from './firefox.ts';
import { openWebKit } from './webkit.ts';

/** Set: nothing is installed. */
export const ONLY_PRESENT = 'FLEETING_ENGINES_PRESENT';

/** Whether there is anything to compare Chromium with. */
export const anyOtherEngine = (): boolean => findFirefox() !== null || findWebKit() !== null;

type Open = (options: OpenOptions) => Promise<EnginePage>;

export interface Engine {
	readonly name: string;
	/** Or a sentence: why it cannot be had here. */
	find(): Promise<Open | string>;
}

export const ENGINES: readonly Engine[] = [
	// That it is there is seen to before; where it is not, its tests fail like all others.
	{ name: 'Chromium', find: () => Promise.resolve(openChromium) },
	{
		name: 'Firefox',
		find: () => foundOrInstalled(findFirefox, 'Firefox', ['firefox-esr']),
	},
	{
		name: 'WebKit',
		find: () => foundOrInstalled(findWebKit, 'WebKitGTK', ['webkit2gtk-driver', 'xvfb']),
	},
];

async function foundOrInstalled(
	find: () => Open | null,
	name: string,
	packages: readonly string[],
): Promise<Open | string> {
	const hint = `Debian's packages: ${packages.join(', ')}`;
	try {
		const mayInstall = process.env[ONLY_PRESENT] === undefined;
		const found = find() ?? (mayInstall && (await installDebian(packages)) ? find() : null);
		return found ?? `there is no ${name} here (${hint})`;
	} catch (error) {
		if (error instanceof DebianError) return error.message;
		throw error;
	}
}

function findFirefox(): Open | null {
	const path = process.env['FIREFOX'] ?? program('firefox-esr') ?? program('firefox');
	return path === null ? null : (options) => openFirefox(path, options);
}

function findWebKit(): Open | null {
	const driver = program('WebKitWebDriver');
	const display = program('Xvfb');
	const browser = miniBrowser();
	if (driver === null || display === null || browser === null) return null;
	return (options) => openWebKit({ driver, browser, display }, options);
}

function program(name: string): string | null {
	const folders = (process.env['PATH'] ?? '').split(delimiter);
	return folders.map((folder) => join(folder, name)).find(existsSync) ?? null;
}

/** It comes with the library: /usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser. */
function miniBrowser(): string | null {
	const inside = (folder: string, pattern: RegExp): string[] =>
		existsSync(folder)
			? readdirSync(folder)
					.filter((name) => pattern.test(name))
					.map((name) => join(folder, name))
			: [];
	return (
		['/usr/lib', ...inside('/usr/lib', /-linux-gnu/), '/usr/libexec']
			.flatMap((folder) => inside(folder, /^webkit2?gtk-/))
			.map((folder) => join(folder, 'MiniBrowser'))
			.find(existsSync) ?? null
	);
}
