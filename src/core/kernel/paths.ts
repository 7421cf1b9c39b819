/** The name at the end of a path with `/`: a file's, or a folder's. */
export const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
