/**
 * The package @vladmandic/human, installed when it is wanted: the program itself has no use for it.
 *
 * Out   a folder with `dist` and `models`, kept for the next time
 * Fails CommandError with npm's reason where it cannot be installed
 */
import { execFile } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CommandError } from '../../terminal/index.ts';

export const HUMAN_VERSION = '3.3.6';
const NAME = '@vladmandic/human';
const CACHE = join(tmpdir(), 'fleeting-peers');

export async function humanPackage(say: (line: string) => void): Promise<string> {
	const folder = join(CACHE, 'node_modules', NAME);
	if ((await versionIn(folder)) === HUMAN_VERSION) return folder;
	say(`installing ${NAME} ${HUMAN_VERSION} in ${CACHE}`);
	try {
		await mkdir(CACHE, { recursive: true });
		await promisify(execFile)(
			'npm',
			[
				'install',
				'--prefix',
				CACHE,
				'--ignore-scripts',
				'--no-save',
				'--no-package-lock',
				'--no-audit',
				'--no-fund',
				'--loglevel',
				'error',
				`${NAME}@${HUMAN_VERSION}`,
			],
			// On Windows npm is a script of the shell.
			{ cwd: CACHE, shell: process.platform === 'win32' },
		);
	} catch (cause) {
		throw new CommandError(`${NAME} could not be installed: ${npmReason(cause)}`, { cause });
	}
	return folder;
}

async function versionIn(folder: string): Promise<string | null> {
	const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => null);
	return text === null ? null : (JSON.parse(text) as { version: string }).version;
}

/** What npm says first of all that it says, or that there is no npm. */
export function npmReason(error: unknown): string {
	const { stderr = '', message = String(error) } = error as { stderr?: string; message?: string };
	const lines = stderr.split('\n').map((line) => line.replace(/^npm (?:error|ERR!) ?/, '').trim());
	const said = lines.find((line) => line !== '' && !/^(?:code|errno|syscall|type) /.test(line));
	return said ?? message.split('\n')[0]!;
}
