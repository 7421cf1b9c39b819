/**
 * Files too large for the repository, which stand beside a checkout where there are any: the official
 * face model, benchmark clips.
 */
import { join } from 'node:path';

/** Where it would be; nothing says that it is there. */
export const besideCheckout = (root: string, ...path: readonly string[]): string =>
	join(root, '..', 'shared', ...path);
