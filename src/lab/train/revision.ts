import { execFileSync } from 'node:child_process';

/** The commit that last changed `paths`, marked where they have been edited since; null without git. */
export function revisionOf(paths: readonly string[]): string | null {
	const git = (...args: string[]): string =>
		execFileSync('git', [...args, '--', ...paths], { encoding: 'utf8', stdio: 'pipe' }).trim();
	try {
		const commit = git('log', '-1', '--format=%H');
		return git('status', '--porcelain') === '' ? commit : `${commit}-dirty`;
	} catch {
		return null; // not a git checkout
	}
}
