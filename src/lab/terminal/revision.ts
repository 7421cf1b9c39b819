import { execFileSync } from 'node:child_process';

/**
 * Short commit of the checkout; ends in `-dirty` where files were changed since. Null outside git.
 *
 * @param but - path whose changes do not count: what the revision is written to; without it all count
 */
export function revisionOf(root: string, but?: string): string | null {
	const git = (...args: string[]): string =>
		execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: 'pipe' }).trim();
	try {
		const commit = git('rev-parse', '--short', 'HEAD');
		const without = but === undefined ? [] : [`:(exclude)${but}`];
		const changes = git('status', '--porcelain', '--', '.', ...without);
		return changes === '' ? commit : `${commit}-dirty`;
	} catch {
		return null;
	}
}
