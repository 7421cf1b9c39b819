/** What was dropped, folders opened: every file with its path. */
import type { FoundFile } from './audit-clips.ts';

/** Reads the transfer before its first wait: afterwards the browser has emptied it. */
export function droppedFiles(transfer: DataTransfer): Promise<FoundFile[]> {
	const entries = [...transfer.items].map((item) => item.webkitGetAsEntry());
	const files = [...transfer.files];
	if (entries.every((entry) => entry === null)) {
		return Promise.resolve(files.map((file) => ({ path: file.name, file })));
	}
	return inAll(entries.filter((entry) => entry !== null));
}

const inAll = async (entries: readonly FileSystemEntry[]): Promise<FoundFile[]> =>
	(await Promise.all(entries.map(filesIn))).flat();

async function filesIn(entry: FileSystemEntry): Promise<FoundFile[]> {
	if (entry.isFile) {
		const file = await new Promise<File>((resolve, reject) =>
			(entry as FileSystemFileEntry).file(resolve, reject),
		);
		return [{ path: entry.fullPath.replace(/^\//, ''), file }];
	}
	const reader = (entry as FileSystemDirectoryEntry).createReader();
	const inside: FileSystemEntry[] = [];
	for (;;) {
		// A hundred at a time, until there are none left.
		const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
			reader.readEntries(resolve, reject),
		);
		if (some.length === 0) break;
		inside.push(...some);
	}
	return inAll(inside);
}
