/** What a kiosk keeps for the page that comes after it. */
import * as v from 'valibot';
import { preference } from '../preferences/index.ts';

const KeptPinSchema = v.pipe(v.object({ salt: v.string(), hash: v.string() }), v.readonly());
/** What is kept of a PIN; hexadecimal. */
export type KeptPin = v.InferOutput<typeof KeptPinSchema>;

/** Null: staff leave without one. */
export const PIN = preference({
	key: 'kioskPin',
	schema: v.nullable(KeptPinSchema),
	fallback: null,
});

/** When the kiosk last had somebody to forget (ISO 8601); null once that is done. */
export const UNWIPED = preference({
	key: 'kioskUnwiped',
	schema: v.nullable(v.string()),
	fallback: null,
});

/** Reloads after errors, to space them out; `at`: ms since 1970. */
export const RELOADS = preference({
	key: 'kioskReloads',
	schema: v.pipe(v.object({ count: v.number(), at: v.number() }), v.readonly()),
	fallback: { count: 0, at: 0 },
});
