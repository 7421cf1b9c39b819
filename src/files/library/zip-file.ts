/** Sessions as one zip, written to the private file system piece by piece. Worker only. */
import type { WholeSession } from '../export/index.ts';
import { stemOfAll, writeZip, zipEntries } from '../export/index.ts';
import { AppendFile } from './append-file.ts';

/** A download may still be reading one that another tab made. */
const LEAST_AGE_MS = 3_600_000;

const PIECES_BYTES = 2 ** 20;

/** Small pieces, written together. */
class Pieces {
	readonly #out: AppendFile;
	readonly #gathered = new Uint8Array(PIECES_BYTES);
	#bytes = 0;

	constructor(out: AppendFile) {
		this.#out = out;
	}

	add(piece: Uint8Array): void {
		if (this.#bytes + piece.length > PIECES_BYTES) this.write();
		if (piece.length > PIECES_BYTES) this.#out.append(new Uint8Array(piece));
		else {
			this.#gathered.set(piece, this.#bytes);
			this.#bytes += piece.length;
		}
	}

	write(): void {
		if (this.#bytes > 0) this.#out.append(this.#gathered.subarray(0, this.#bytes));
		this.#bytes = 0;
	}
}

const exportsFolder = async (): Promise<FileSystemDirectoryHandle> =>
	(await navigator.storage.getDirectory()).getDirectoryHandle('exports', { create: true });

export async function zipFile(sessions: readonly WholeSession[], unique: string): Promise<File> {
	const folder = await exportsFolder();
	const kept = `${unique}.zip`;
	const out = await AppendFile.open(folder, kept);
	try {
		const pieces = new Pieces(out);
		await writeZip(zipEntries(sessions), (piece) => pieces.add(piece));
		pieces.write();
	} catch (error) {
		out.close();
		await folder.removeEntry(kept).catch(() => {});
		throw error;
	}
	out.close();
	const file = await (await folder.getFileHandle(kept)).getFile();
	const stem = stemOfAll(sessions.map(({ record }) => record));
	return new File([file], `${stem}.zip`, { type: 'application/zip' });
}

/** Zips of earlier visits, or all that are at least so old. */
export async function sweepZips(leastAgeMs = LEAST_AGE_MS): Promise<void> {
	const folder = await exportsFolder();
	for await (const [name, handle] of folder.entries()) {
		if (handle.kind !== 'file') continue;
		const { lastModified } = await handle.getFile();
		if (Date.now() - lastModified >= leastAgeMs) await folder.removeEntry(name);
	}
}
