import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What the built app is made of. */
const SOURCES = [
	'src',
	'static',
	'index.html',
	'analyze.html',
	'package.json',
	'vite.config.ts',
	'node_modules/.package-lock.json', // npm rewrites it with every install
];

/** Whether `dist` is there and no source is newer than it. */
export async function isBuilt(root: string): Promise<boolean> {
	// The service worker is written last.
	const builtMs = await newestMs(join(root, 'dist', 'sw.js'));
	if (builtMs === 0) return false;
	for (const source of SOURCES) {
		if ((await newestMs(join(root, source))) > builtMs) return false;
	}
	return true;
}

/** Latest change below `path`, ms since 1970; 0 where there is nothing. */
async function newestMs(path: string): Promise<number> {
	const info = await stat(path).catch(() => null);
	if (info === null) return 0;
	if (!info.isDirectory()) return info.mtimeMs;
	// A folder's own time tells of removed files.
	let newest = info.mtimeMs;
	for (const name of await readdir(path)) {
		newest = Math.max(newest, await newestMs(join(path, name)));
	}
	return newest;
}
