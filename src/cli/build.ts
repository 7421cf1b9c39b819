import { CommandError } from './command-error.ts';
import { isBuilt } from './freshness.ts';

/** Builds `dist` where it is missing or older than its sources. */
export async function ensureBuilt(root: string): Promise<void> {
	if (await isBuilt(root)) return;
	console.error('Building the app...');
	const { build } = await import('vite');
	try {
		await build({ root, logLevel: 'warn' });
	} catch (cause) {
		const why = cause instanceof Error ? cause.message : String(cause);
		throw new CommandError(`The app could not be built: ${why}`, { cause });
	}
}
