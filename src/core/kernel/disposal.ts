/**
 * `using` support. Safari has no `Symbol.dispose`; bundlers lower `using` but not the symbol.
 * Importing this module first makes `[Symbol.dispose]()` work everywhere.
 */
const symbols = Symbol as { dispose?: symbol };
symbols.dispose ??= Symbol.for('Symbol.dispose');

/** Something that owns a resource: `close()` frees it, twice is once. */
export interface Closable {
	close(): void;
}
