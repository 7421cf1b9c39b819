/**
 * Clips and annotation files, told apart among the files that a person chose or dropped.
 *
 * In    files with their paths below the chosen folder
 * Out   a film each, a folder of numbered pictures each; annotation files; what is neither
 */
import type { MatchedRecord } from '../../study/audit/index.ts';

export interface FoundFile {
	/** With `/`, below what was chosen; of a single file its name. */
	readonly path: string;
	readonly file: File;
}

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

const FILM = /\.(?:mp4|m4v|mov|webm|mkv|avi|mpe?g|ogv)$/i;
export const isFilm = (path: string): boolean => FILM.test(path);
const PICTURE = /\.(?:jpe?g|png|bmp|webp|gif)$/i;
const ANNOTATIONS = /\.(?:csv|tsv|txt|xlsx?|eaf)$/i;
/** Files of the system, which nobody chose. */
export const HIDDEN = /(?:^|\/)(?:\.|Thumbs\.db$|__MACOSX\/)/i;

export const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** `webkitRelativePath` is empty but for a chosen folder. */
export const foundFiles = (files: Iterable<File>): FoundFile[] =>
	[...files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));

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
