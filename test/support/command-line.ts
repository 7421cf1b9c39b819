/** The project's commands as child processes, as a person would start them. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './built-app.ts';

export interface Ended {
	readonly status: number | null;
	readonly out: string;
	/** Standard error, line by line. */
	readonly said: readonly string[];
}

/** `script` as in package.json's `tsx src/cli/...`. */
export function runCommand(script: string, args: readonly string[]): Promise<Ended> {
	return new Promise((resolve, reject) => {
		const child = spawn(
			process.execPath,
			[join(ROOT, 'node_modules/tsx/dist/cli.mjs'), join(ROOT, script), ...args],
			{ cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] },
		);
		const out: Buffer[] = [];
		const said: Buffer[] = [];
		child.stdout.on('data', (part: Buffer) => out.push(part));
		child.stderr.on('data', (part: Buffer) => said.push(part));
		child.once('error', reject);
		child.once('close', (status) =>
			resolve({
				status,
				out: Buffer.concat(out).toString(),
				said: Buffer.concat(said)
					.toString()
					.split('\n')
					.filter((line) => line !== ''),
			}),
		);
	});
}
