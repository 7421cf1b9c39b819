/**
 * Reads plain data of unknown make as what it is said to be. Every value knows its path, so that what
 * is wrong can be named.
 *
 * Fails ImportError
 */
import { ImportError } from './import-error.ts';

export class DocumentReader {
	readonly #value: unknown;
	readonly #path: string;

	constructor(value: unknown, path = '') {
		this.#value = value;
		this.#path = path;
	}

	get isMissing(): boolean {
		return this.#value === undefined || this.#value === null;
	}

	at(name: string): DocumentReader {
		const path = this.#path === '' ? name : `${this.#path}.${name}`;
		return new DocumentReader(this.#object()[name], path);
	}

	/** A text of any content. */
	text(): string {
		if (typeof this.#value === 'string') return this.#value;
		throw this.#wrong('a text');
	}

	/** A text that is one of a list kept elsewhere; names that are new to this version pass. */
	name<Name extends string>(): Name {
		return this.text() as Name;
	}

	oneOf<Name extends string>(names: readonly Name[]): Name {
		const found = names.find((name) => name === this.#value);
		if (found === undefined) throw this.#wrong(`one of ${names.join(', ')}`);
		return found;
	}

	/** Null stands for "not measured". */
	number(): number {
		if (this.#value === null) return NaN;
		return this.finite();
	}

	finite(): number {
		if (typeof this.#value === 'number') return this.#value;
		throw this.#wrong('a number');
	}

	yes(): boolean {
		if (typeof this.#value === 'boolean') return this.#value;
		throw this.#wrong('true or false');
	}

	list<Item>(read: (item: DocumentReader) => Item): Item[] {
		if (!Array.isArray(this.#value)) throw this.#wrong('a list');
		return this.#value.map((item, at) => read(new DocumentReader(item, `${this.#path}[${at}]`)));
	}

	/** Null where there is nothing: also where an older version had no such field. */
	orNull<Read>(read: (value: DocumentReader) => Read): Read | null {
		return this.isMissing ? null : read(this);
	}

	/** For fields that older versions lack. */
	or<Read>(otherwise: Read, read: (value: DocumentReader) => Read): Read {
		return this.#value === undefined ? otherwise : read(this);
	}

	#object(): Readonly<Record<string, unknown>> {
		if (typeof this.#value === 'object' && this.#value !== null && !Array.isArray(this.#value)) {
			return this.#value as Readonly<Record<string, unknown>>;
		}
		throw this.#wrong('an object');
	}

	#wrong(wanted: string): ImportError {
		const place = this.#path === '' ? 'The document' : `The field ${this.#path}`;
		const what = this.#value === undefined ? 'is missing' : 'is something else';
		return new ImportError(`${place} ${what}: ${wanted} should stand there.`);
	}
}
