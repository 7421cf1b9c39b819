/** One thing that is kept for the next visit. Each room declares its own. */
import type * as v from 'valibot';

export interface Preference<Value> {
	/** Name in the storage, behind the app's prefix: what older versions kept is found by it. */
	readonly key: string;
	/** What a kept value must be; it may mend what an older version wrote. */
	readonly schema: v.GenericSchema<unknown, Value>;
	/** Where nothing was chosen, or what is kept cannot be read. */
	readonly fallback: Value;
}

/** The value's type is what the schema gives. */
export const preference = <Schema extends v.GenericSchema>(declared: {
	readonly key: string;
	readonly schema: Schema;
	readonly fallback: NoInfer<v.InferOutput<Schema>>;
}): Preference<v.InferOutput<Schema>> => declared;
