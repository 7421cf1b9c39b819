/** The name at the end of a path with `/`: a file's, or a folder's. */
export const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/**
 * A name with every accented letter as one sign: disks, programs and people write it as one or as two
 * (NFC, NFD), and mean the same.
 */
export const composed = (name: string): string => name.normalize('NFC');

/** A name as it is compared where capitals do not count. */
export const plainName = (name: string): string => composed(name).trim().toLowerCase();

export const sameName = (a: string, b: string): boolean => plainName(a) === plainName(b);
