/**
 * The fields of a JSON object that someone else wrote, read one by one.
 *
 * Fails TypeError that names the field by its path and says what it must be
 */
export class Fields {
	/** Of the field that holds these, with a dot at its end. */
	readonly #path: string;
	readonly #values: Readonly<Record<string, unknown>>;

	/** Anything that is no object has no fields. */
	constructor(value: unknown, path = '') {
		this.#path = path;
		this.#values = typeof value === 'object' && value !== null ? { ...value } : {};
	}

	has(name: string): boolean {
		return this.#values[name] !== undefined;
	}

	/** A finite number; `otherwise` where the field is missing. */
	number(name: string, otherwise?: number): number {
		const value = this.#values[name] ?? otherwise;
		if (typeof value !== 'number' || !Number.isFinite(value)) throw this.wrong(name, 'a number');
		return value;
	}

	/** A text that is not empty. */
	text(name: string): string {
		const value = this.#values[name];
		if (typeof value !== 'string' || value === '') throw this.wrong(name, 'a text');
		return value;
	}

	list(name: string): Fields[] {
		const value = this.#values[name];
		if (!Array.isArray(value)) throw this.wrong(name, 'a list');
		return value.map((each: unknown, at) => new Fields(each, `${this.#path}${name}[${at}].`));
	}

	/** Finite numbers. */
	numbers(name: string): number[] {
		const value = this.#values[name];
		const isNumber = (each: unknown): each is number => Number.isFinite(each);
		if (!Array.isArray(value) || !value.every(isNumber)) {
			throw this.wrong(name, 'a list of numbers');
		}
		return value;
	}

	/** The fields of a field. */
	inside(name: string): Fields {
		const value = this.#values[name];
		if (typeof value !== 'object' || value === null || Array.isArray(value)) {
			throw this.wrong(name, 'an object');
		}
		return new Fields(value, `${this.#path}${name}.`);
	}

	/** Of the fields that are there. */
	names(): string[] {
		return Object.keys(this.#values).filter((name) => this.has(name));
	}

	/** The error for a field that is not as it must be, for checks of the caller's own. */
	wrong(name: string, wanted: string): TypeError {
		const field = `${this.#path}${name}`;
		return new TypeError(
			this.has(name) ? `${field} must be ${wanted}` : `the field ${field} is missing`,
		);
	}
}
