/** The name at the end of a path with `/`: a file's, or a folder's. */
export const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/**
 * A name as it is compared with another: disks, programs and people write an accented letter as one
 * sign or as two (NFC, NFD), and mean the same.
 */
export const composed = (name: string): string => name.normalize('NFC');
