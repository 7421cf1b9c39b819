/**
 * Room: kernel. Units, disposal, parts of schemas, hashes, seeded chance.
 * Imports nothing of ours.
 */
import './disposal.ts';
export { assertNever } from './assert-never.ts';
export type { Closable } from './disposal.ts';
export { composed, lastPart, plainName, sameName } from './paths.ts';
export type { Random } from './random.ts';
export { seeded } from './random.ts';
export { readAll } from './read-all.ts';
export type { FieldNote } from './schema.ts';
export {
	clauseIn,
	count,
	faultIn,
	field,
	finite,
	flag,
	known,
	list,
	measured,
	name,
	object,
	oneOf,
	openName,
	placeIn,
	text,
	within,
} from './schema.ts';
export { sha256Hex } from './sha256.ts';
export type { Millis } from './units.ts';
export { OUTER_CANTHI_PX200, fromMicros, micros, millis, toMicros } from './units.ts';
