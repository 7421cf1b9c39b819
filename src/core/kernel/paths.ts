/** The name at the end of a path with `/`: a file's, or a folder's. */
export const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** A name as it is compared: composed and decomposed letters are the same, and so are capitals. */
export const plainName = (name: string): string => name.trim().normalize('NFC').toLowerCase();

export const sameName = (a: string, b: string): boolean => plainName(a) === plainName(b);
