/** Hands the person what the library keeps as files. */
import type { TextFormat } from '../../files/export/index.ts';
import { safeName, saveFile } from '../../files/export/index.ts';
import type { LibraryClient } from '../../files/library/index.ts';
import { LibraryError } from '../../files/library/index.ts';
import { saveWritten } from './written-files.ts';

export type ExportFormat = TextFormat | 'zip' | 'film';

/**
 * @param nameOf what people called a session; empty: nothing
 * @throws LibraryError `unkept` where there is nothing of the kind
 */
export async function saveStored(
	library: Pick<LibraryClient, 'ask'>,
	ids: readonly string[],
	format: ExportFormat,
	nameOf: (id: string) => string,
): Promise<void> {
	if (format === 'zip') {
		const zip = await library.ask('zip', { ids: [...ids] });
		saveFile(zip.name, zip.type, zip);
	} else if (format === 'film') {
		for (const id of ids) {
			const film = await library.ask('film', { id });
			if (film === null) throw new LibraryError('unkept', 'film');
			const ending = film.name.split('.').at(-1)!;
			saveFile(`${safeName(nameOf(id) || id)}.${ending}`, film.type, film);
		}
	} else {
		const files = await library.ask('texts', { ids: [...ids], format });
		if (files.length === 0) throw new LibraryError('unkept', format);
		await saveWritten(files);
	}
}
