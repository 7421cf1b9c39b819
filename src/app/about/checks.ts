/** Checks of a document from a file: whether a value is what a screen is about to show. Pure. */

export type Check = (value: unknown) => boolean;

export const number: Check = (value) => typeof value === 'number' && Number.isFinite(value);

export const text: Check = (value) => typeof value === 'string';

export const truth: Check = (value) => typeof value === 'boolean';

export const is =
	(expected: string): Check =>
	(value) =>
		value === expected;

export const orNull =
	(check: Check): Check =>
	(value) =>
		value === null || check(value);

/** @param length - any where it is not given */
export const list =
	(check: Check, length?: number): Check =>
	(value) =>
		Array.isArray(value) && value.length === (length ?? value.length) && value.every(check);

/** Fields that are not named may hold anything. */
export const fields =
	(checks: Readonly<Record<string, Check>>): Check =>
	(value) => {
		if (typeof value !== 'object' || value === null) return false;
		const held = { ...value } as Readonly<Record<string, unknown>>;
		return Object.entries(checks).every(([name, check]) => check(held[name]));
	};

/** A measured figure with its interval. */
export const figure = fields({ value: orNull(number), low: orNull(number), high: orNull(number) });
