/**
 * Reading and re-using FlatBuffers tables without a schema compiler.
 *
 * The builder of the `flatbuffers` package writes from the end of the file towards its start, and
 * table offsets point forward. So a file is extended by giving the builder the old bytes first:
 * new tables come to lie in front of them and point into them (`old`), and nothing that is kept
 * has to be understood or re-serialised.
 * Format: https://flatbuffers.dev/internals/
 */
import { Builder, ByteBuffer } from 'flatbuffers';

/** Tensor data is read in place; TensorFlow Lite asks for 16-byte alignment. */
const ALIGNMENT = 16;
/** Bytes of a vtable slot. */
const SLOT = 2;

/** A table of an existing buffer; fields by their number in the schema. */
export class FlatTable {
	readonly #bytes: ByteBuffer;
	readonly position: number;

	constructor(bytes: ByteBuffer, position: number) {
		this.#bytes = bytes;
		this.position = position;
	}

	static root(bytes: Uint8Array): FlatTable {
		const buffer = new ByteBuffer(bytes);
		return new FlatTable(buffer, buffer.readInt32(0));
	}

	/** Position of the field's inline value, or 0 where it is absent. */
	#field(number: number): number {
		const offset = this.#bytes.__offset(this.position, 4 + number * SLOT);
		return offset === 0 ? 0 : this.position + offset;
	}

	uint32(number: number): number {
		const at = this.#field(number);
		return at === 0 ? 0 : this.#bytes.readUint32(at);
	}

	uint8(number: number): number {
		const at = this.#field(number);
		return at === 0 ? 0 : this.#bytes.readUint8(at);
	}

	/** Where the field's string, vector or table lies; undefined where it is absent. */
	target(number: number): number | undefined {
		const at = this.#field(number);
		return at === 0 ? undefined : this.#bytes.__indirect(at);
	}

	int32s(number: number): number[] {
		return this.#elements(number, (at) => this.#bytes.readInt32(at));
	}

	/** Changes the numbers of a vector where they are; an absent one stays absent. */
	replaceInt32s(number: number, change: (value: number) => number): void {
		this.#elements(number, (at) => this.#bytes.writeInt32(at, change(this.#bytes.readInt32(at))));
	}

	tables(number: number): FlatTable[] {
		return this.#elements(number, (at) => new FlatTable(this.#bytes, this.#bytes.__indirect(at)));
	}

	#elements<T>(number: number, read: (at: number) => T): T[] {
		const start = this.target(number);
		if (start === undefined) return [];
		const count = this.#bytes.readInt32(start);
		return Array.from({ length: count }, (_, i) => read(start + 4 + 4 * i));
	}
}

/** An offset of the builder: distance from the end of the file. */
export type Written = number;

/** One field of a new table. */
export type FlatField =
	| { readonly offset: Written | undefined }
	| { readonly uint32: number }
	| { readonly uint8: number };

/** Writes new tables in front of `oldBytes` (which may be empty). */
export class FlatExtension {
	readonly #builder: Builder;
	readonly #oldLength: number;

	constructor(oldBytes: Uint8Array) {
		this.#oldLength = Math.ceil(oldBytes.length / ALIGNMENT) * ALIGNMENT;
		this.#builder = new Builder(this.#oldLength + 65536);
		this.#builder.prep(ALIGNMENT, this.#oldLength);
		const padding = this.#oldLength - oldBytes.length;
		for (let i = 0; i < padding; i++) this.#builder.writeInt8(0);
		for (let i = oldBytes.length - 1; i >= 0; i--) this.#builder.writeInt8(oldBytes[i]!);
	}

	/** Something of the old file, by its position there. */
	old(position: number): Written {
		return this.#oldLength - position;
	}

	string(text: string): Written {
		return this.#builder.createString(text);
	}

	int32s(values: readonly number[]): Written {
		this.#builder.startVector(4, values.length, 4);
		for (let i = values.length - 1; i >= 0; i--) this.#builder.addInt32(values[i]!);
		return this.#builder.endVector();
	}

	float32s(values: readonly number[]): Written {
		this.#builder.startVector(4, values.length, 4);
		for (let i = values.length - 1; i >= 0; i--) this.#builder.addFloat32(values[i]!);
		return this.#builder.endVector();
	}

	/** Raw bytes, aligned as tensor data. */
	bytes(values: Uint8Array): Written {
		this.#builder.startVector(1, values.length, ALIGNMENT);
		for (let i = values.length - 1; i >= 0; i--) this.#builder.addInt8(values[i]!);
		return this.#builder.endVector();
	}

	vector(items: readonly Written[]): Written {
		this.#builder.startVector(4, items.length, 4);
		for (let i = items.length - 1; i >= 0; i--) this.#builder.addOffset(items[i]!);
		return this.#builder.endVector();
	}

	/** A table of the given fields, by number; an undefined offset leaves the field out. */
	table(fields: Readonly<Record<number, FlatField>>): Written {
		const entries = Object.entries(fields).map(([n, field]) => [Number(n), field] as const);
		this.#builder.startObject(Math.max(...entries.map(([n]) => n)) + 1);
		for (const [n, field] of entries) {
			if ('uint32' in field) this.#builder.addFieldInt32(n, field.uint32, 0);
			else if ('uint8' in field) this.#builder.addFieldInt8(n, field.uint8, 0);
			else if (field.offset !== undefined) this.#builder.addFieldOffset(n, field.offset, 0);
		}
		return this.#builder.endObject();
	}

	finish(root: Written, fileId: string): Uint8Array {
		this.#builder.finish(root, fileId);
		return this.#builder.asUint8Array();
	}
}
