import { execFileSync } from 'node:child_process';

/**
 * Short commit of the checkout; ends in `-dirty` where files were changed since. Null outside git.
 *
 * @param but - path of a file whose change does not count: the one the revision is written to
 */
export function revisionOf(root: string, but: string): string | null {
	const git = (...args: string[]): string =>
		execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: 'pipe' }).trim();
	try {
		const commit = git('rev-parse', '--short', 'HEAD');
		const changes = git('status', '--porcelain', '--', '.', `:(exclude)${but}`);
		return changes === '' ? commit : `${commit}-dirty`;
	} catch {
		return null;
	}
}
