/**
 * The frame of every command: it runs, what went wrong is one sentence, and the exit status says how
 * it ended.
 *
 * Exit  what the command says; 1 it failed; 2 wrong usage
 */
import { CommandError } from './command-error.ts';
import { UsageError } from './usage.ts';

/** @param main - takes the words after the command's name, resolves to the exit status */
export async function runCommand(
	main: (args: readonly string[]) => number | Promise<number>,
): Promise<void> {
	// Whoever reads only the beginning (`| head`) has what they wanted.
	process.stdout.on('error', (error: NodeJS.ErrnoException) => {
		if (error.code !== 'EPIPE') throw error;
	});
	try {
		process.exitCode = await main(process.argv.slice(2));
	} catch (error) {
		const isSentence = error instanceof CommandError || error instanceof UsageError;
		console.error(isSentence ? error.message : error);
		process.exitCode = error instanceof UsageError ? 2 : 1;
	}
}

/** Keeps standard output for results: what builds and tfjs log goes to standard error. */
export function logToStandardError(): void {
	console.log = console.error;
}

/** Waits until it is out: a pipe takes its time, and the process may end right after. */
export const toStandardOutput = (text: string): Promise<void> =>
	new Promise((resolve, reject) => {
		process.stdout.write(text, (error) => {
			if (error && (error as NodeJS.ErrnoException).code !== 'EPIPE') reject(error);
			else resolve();
		});
	});

/** Ends a command that runs until it is stopped. */
export function onStop(close: () => Promise<void>): void {
	const stop = (): void => void close().then(() => process.exit(0));
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
}
