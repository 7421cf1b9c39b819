import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

/** Why Debian's packages could not be installed. */
export class DebianError extends Error {}

/**
 * Installs packages of Debian's where we are root and apt-get is there; false where we may not.
 *
 * @throws DebianError with apt-get's last words
 */
export async function installDebian(packages: readonly string[]): Promise<boolean> {
	const apt = '/usr/bin/apt-get';
	if (!existsSync(apt) || process.getuid?.() !== 0) return false;
	console.error(`Installing ${packages.join(', ')} with apt-get.`);
	const run = promisify(execFile);
	const options = {
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
		maxBuffer: 64 * 1024 ** 2,
	};
	try {
		await run(apt, ['update', '-qq'], options);
		await run(apt, ['install', '-y', '-qq', '--no-install-recommends', ...packages], options);
		return true;
	} catch (cause) {
		const said = (cause as { stderr?: string }).stderr?.trim().split('\n').at(-1) ?? '';
		throw new DebianError(
			`apt-get could not install ${packages.join(', ')}${said === '' ? '' : ` (${said})`}`,
			{ cause },
		);
	}
}
