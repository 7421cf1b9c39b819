/** Hands the person written files: one by one, or as a zip where they are the files of a folder. */
import type { WrittenFile } from '../../files/export/index.ts';
import { saveFile } from '../../files/export/index.ts';

export async function saveWritten(files: readonly WrittenFile[]): Promise<void> {
	const [folder, inside] = files[0]?.name.split('/') ?? [];
	if (inside === undefined) {
		for (const { name, type, text } of files) saveFile(name, type, text);
		return;
	}
	const { zipOf } = await import('../../files/export/writers.ts');
	const entries = files.map(({ name, text, changed }) => ({ name, content: text, changed }));
	saveFile(`${folder}.zip`, 'application/zip', await zipOf(entries));
}
