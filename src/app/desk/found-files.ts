/**
 * Files that a person chose or dropped, with their paths.
 */

export interface FoundFile {
	/** With `/`, below what was chosen; of a single file its name. */
	readonly path: string;
	readonly file: File;
}

export const FILM = /\.(?:mp4|m4v|mov|webm|mkv|avi|mpe?g|ogv)$/i;

export const isFilm = (path: string): boolean => FILM.test(path);

/** Files of the system, which nobody chose. */
export const HIDDEN = /(?:^|\/)(?:\.|Thumbs\.db$|__MACOSX\/)/i;

/** `webkitRelativePath` is empty but for a chosen folder. */
export const foundFiles = (files: Iterable<File>): FoundFile[] =>
	[...files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
