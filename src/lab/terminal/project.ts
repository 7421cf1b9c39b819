/** The project that a command belongs to. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Its root folder. */
export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

export async function appVersion(): Promise<string> {
	const text = await readFile(join(ROOT, 'package.json'), 'utf8');
	return (JSON.parse(text) as { version: string }).version;
}
