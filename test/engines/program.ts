/** A program that runs until it is ended, with all that it started. */
import { spawn } from 'node:child_process';

export interface RunningProgram {
	/** What matched in what it said; empty where nothing was waited for. */
	readonly said: readonly string[];
	end(): Promise<void>;
}

/**
 * @param until what it says, on either stream, once it is ready; null: it says nothing
 * @throws where it ends before that, with what it said
 */
export function startProgram(
	path: string,
	args: readonly string[],
	env: NodeJS.ProcessEnv,
	until: RegExp | null,
): Promise<RunningProgram> {
	const child = spawn(path, args, {
		env: { ...process.env, ...env },
		stdio: ['ignore', 'pipe', 'pipe'],
		// A group of its own: browsers are many processes.
		detached: true,
	});
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	const end = async (): Promise<void> => {
		if (child.pid === undefined) return;
		try {
			process.kill(-child.pid, 'SIGKILL');
		} catch {
			// It has ended by itself.
		}
		await ended;
	};
	return new Promise((resolve, reject) => {
		let output = '';
		for (const stream of [child.stdout, child.stderr]) {
			stream.on('data', (chunk: Buffer) => {
				output = (output + chunk.toString()).slice(-10_000);
				const said = until?.exec(output);
				if (said) resolve({ said, end });
			});
		}
		child.once('error', reject);
		child.once('exit', (status) => reject(new Error(`${path} ended (${status}): ${output}`)));
		if (until === null) child.once('spawn', () => resolve({ said: [], end }));
	});
}
