/** Waits for the importers. */
import type { ClipSource } from './measure-clips.ts';

export function readClipSources(
	folders: readonly string[],
): Promise<{ readonly sources: readonly ClipSource[]; readonly remarks: readonly string[] }> {
	throw new Error(`${folders.join()} cannot be read yet`);
}
