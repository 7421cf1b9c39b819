/** What was dropped, folders opened: every file with its path. */
import type { FoundFile } from './found-files.ts';

export interface Dropped {
	readonly found: readonly FoundFile[];
	/** Paths of files and folders that the browser could not open. */
	readonly unreadable: readonly string[];
}

/** Reads the transfer before its first wait: afterwards the browser has emptied it. Never rejects. */
export async function droppedFiles(transfer: DataTransfer): Promise<Dropped> {
	const entries = [...transfer.items].map((item) => item.webkitGetAsEntry());
	const files = [...transfer.files];
	if (entries.every((entry) => entry === null)) {
		return { found: files.map((file) => ({ path: file.name, file })), unreadable: [] };
	}
	return inAll(entries.filter((entry) => entry !== null));
}

async function inAll(entries: readonly FileSystemEntry[]): Promise<Dropped> {
	const all = await Promise.all(
		entries.map((entry) =>
			filesIn(entry).catch(() => ({ found: [], unreadable: [pathOf(entry)] })),
		),
	);
	return {
		found: all.flatMap(({ found }) => found),
		unreadable: all.flatMap(({ unreadable }) => unreadable),
	};
}

const pathOf = ({ fullPath }: FileSystemEntry): string => fullPath.replace(/^\//, '');

async function filesIn(entry: FileSystemEntry): Promise<Dropped> {
	if (entry.isFile) {
		const file = await new Promise<File>((resolve, reject) =>
			(entry as FileSystemFileEntry).file(resolve, reject),
		);
		return { found: [{ path: pathOf(entry), file }], unreadable: [] };
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
