/**
 * Clips and annotation files, told apart among the files that a person chose or dropped.
 *
 * In    files with their paths below the chosen folder
 * Out   a film each, a folder of numbered pictures each; annotation files; what is neither
 */
import type { FoundFile } from '../desk/index.ts';
import { FILM } from '../desk/index.ts';
import { HIDDEN } from '../desk/index.ts';
import { lastPart } from '../../core/kernel/index.ts';
import type { MatchedRecord } from '../../study/audit/index.ts';

export interface AuditClip {
	/** Path; unique among the clips. */
	readonly id: string;
	/** Film's file name, or folder's path. */
	readonly name: string;
	readonly kind: 'film' | 'pictures';
	/** A film: one. Pictures: all of the folder, in the order of their names. */
	readonly files: readonly FoundFile[];
}

/** A coded movement and the clip it is about. */
export type MatchedClip = MatchedRecord<AuditClip>;

export interface SortedFiles {
	readonly clips: readonly AuditClip[];
	readonly annotations: readonly File[];
	/** Files that are neither; hidden files of the system are not counted. */
	readonly others: number;
}

const PICTURE = /\.(?:jpe?g|png|bmp|webp|gif)$/i;
const ANNOTATIONS = /\.(?:csv|tsv|txt|xlsx?|ods|eaf)$/i;

export function sortFiles(found: readonly FoundFile[]): SortedFiles {
	const films: AuditClip[] = [];
	const folders = new Map<string, FoundFile[]>();
	const annotations: File[] = [];
	let others = 0;
	for (const each of found) {
		const { path, file } = each;
		if (HIDDEN.test(path)) continue;
		if (FILM.test(path)) {
			films.push({ id: path, name: lastPart(path), kind: 'film', files: [each] });
		} else if (PICTURE.test(path)) {
			const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
			const inside = folders.get(folder);
			if (inside === undefined) folders.set(folder, [each]);
			else inside.push(each);
		} else if (ANNOTATIONS.test(path)) annotations.push(file);
		else others += 1;
	}
	const pictures = [...folders].map(([folder, files]): AuditClip => ({
		id: `${folder}/`,
		name: folder === '' ? 'pictures' : folder,
		kind: 'pictures',
		files: files.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
	}));
	const byId = (a: AuditClip, b: AuditClip): number => (a.id < b.id ? -1 : 1);
	return { clips: [...films, ...pictures].sort(byId), annotations, others };
}
