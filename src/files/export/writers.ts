/**
 * Room: export, the heavy door. What writes whole sessions, for a page that fetches it when somebody
 * saves; everybody else comes in by `index.ts`.
 */
export { packPictures } from './kept-pictures.ts';
export { writtenFiles } from './session-files.ts';
export { zipEntries } from './session-zip.ts';
export { zipOf } from './zip-writer.ts';
