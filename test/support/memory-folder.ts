/**
 * A private file system in memory, with as much room as the test grants: what a full disk does cannot
 * be had from a headless browser, whose private windows know no quota.
 */
class MemoryFile {
	readonly kind = 'file';
	bytes = new Uint8Array(0);
	locked = false;
	readonly #disk: MemoryDisk;

	constructor(disk: MemoryDisk) {
		this.#disk = disk;
	}

	getFile(): Promise<File> {
		return Promise.resolve(new File([this.bytes.slice()], 'file'));
	}

	createSyncAccessHandle(): Promise<unknown> {
		if (this.locked) {
			return Promise.reject(new DOMException('it is open', 'NoModificationAllowedError'));
		}
		this.locked = true;
		return Promise.resolve({
			getSize: () => this.bytes.length,
			read: (into: Uint8Array, { at }: { at: number }) => {
				const part = this.bytes.subarray(at, at + into.length);
				into.set(part);
				return part.length;
			},
			write: (from: Uint8Array, { at }: { at: number }) => {
				const grown = Math.max(0, at + from.length - this.bytes.length);
				if (grown > this.#disk.left) {
					throw new DOMException('no room', 'QuotaExceededError');
				}
				const bytes = new Uint8Array(Math.max(this.bytes.length, at + from.length));
				bytes.set(this.bytes);
				bytes.set(from, at);
				this.bytes = bytes;
				return from.length;
			},
			truncate: (size: number) => (this.bytes = this.bytes.slice(0, size)),
			flush: () => {},
			close: () => (this.locked = false),
		});
	}
}

class MemoryFolder {
	readonly kind = 'directory';
	readonly inside = new Map<string, MemoryFile | MemoryFolder>();
	readonly #disk: MemoryDisk;

	constructor(disk: MemoryDisk) {
		this.#disk = disk;
	}

	get bytes(): number {
		return [...this.inside.values()].reduce(
			(sum, each) => sum + (each instanceof MemoryFolder ? each.bytes : each.bytes.length),
			0,
		);
	}

	getDirectoryHandle(name: string, { create = false } = {}): Promise<MemoryFolder> {
		return this.#get(name, create, () => new MemoryFolder(this.#disk));
	}

	getFileHandle(name: string, { create = false } = {}): Promise<MemoryFile> {
		return this.#get(name, create, () => new MemoryFile(this.#disk));
	}

	removeEntry(name: string): Promise<void> {
		this.inside.delete(name);
		return Promise.resolve();
	}

	async *entries(): AsyncGenerator<[string, MemoryFile | MemoryFolder]> {
		yield* [...this.inside];
		await Promise.resolve();
	}

	async *values(): AsyncGenerator<MemoryFile | MemoryFolder> {
		yield* [...this.inside.values()];
		await Promise.resolve();
	}

	#get<Handle extends MemoryFile | MemoryFolder>(
		name: string,
		create: boolean,
		make: () => Handle,
	): Promise<Handle> {
		const found = this.inside.get(name);
		if (found !== undefined) return Promise.resolve(found as Handle);
		if (!create) return Promise.reject(new DOMException(name, 'NotFoundError'));
		const made = make();
		this.inside.set(name, made);
		return Promise.resolve(made);
	}
}

export class MemoryDisk {
	readonly root = new MemoryFolder(this);
	/** Bytes. */
	room = Infinity;

	get left(): number {
		return this.room - this.root.bytes;
	}
}
