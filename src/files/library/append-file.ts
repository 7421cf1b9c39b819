/**
 * A file of the private file system that is only ever appended to, by a handle of its own that no
 * other tab can have at the same time. Worker only.
 *
 * Owns   the handle: `close()`
 * Fails  LibraryError `full` when there is no more room; what was written of the piece is cut off again
 */
import type { Closable } from '../../core/kernel/index.ts';
import { LibraryError, asLibraryError } from './library-error.ts';

export class AppendFile implements Closable {
	readonly #handle: FileSystemSyncAccessHandle;
	#size: number;
	#open = true;

	private constructor(handle: FileSystemSyncAccessHandle) {
		this.#handle = handle;
		this.#size = handle.getSize();
	}

	static async open(folder: FileSystemDirectoryHandle, name: string): Promise<AppendFile> {
		const file = await folder.getFileHandle(name, { create: true });
		return new AppendFile(await file.createSyncAccessHandle());
	}

	/** Bytes. */
	get size(): number {
		return this.#size;
	}

	/** Where the bytes begin. */
	append(bytes: Uint8Array<ArrayBuffer>): number {
		const at = this.#size;
		let written = 0;
		try {
			written = this.#handle.write(bytes, { at });
		} catch (error) {
			this.#cutBack(at);
			throw asLibraryError(error);
		}
		if (written < bytes.byteLength) {
			this.#cutBack(at);
			throw new LibraryError('full', `${written} of ${bytes.byteLength} bytes were written`);
		}
		this.#size = at + written;
		return at;
	}

	/** To the device: a power cut loses nothing of what came before. */
	flush(): void {
		this.#handle.flush();
	}

	/** All of it, also while it is written to. */
	contents(): Uint8Array<ArrayBuffer> {
		const bytes = new Uint8Array(this.#size);
		this.#handle.read(bytes, { at: 0 });
		return bytes;
	}

	close(): void {
		if (!this.#open) return;
		this.#open = false;
		try {
			this.#handle.flush();
		} finally {
			this.#handle.close();
		}
	}

	#cutBack(size: number): void {
		try {
			this.#handle.truncate(size);
		} catch {
			// Whoever reads it takes whole rows and whole lines only.
		}
	}
}
