/** What is kept of a film that was done: its documents or why there are none, and what it cost. */
import { isAbsolute, sep } from 'node:path';
import * as v from 'valibot';

/** On Linux a backslash is a letter like any other. */
const SEPARATORS = sep === '/' ? '/' : /[/\\]/;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const amount = v.pipe(v.number(), v.finite(), v.minValue(0));
const digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
/** Below a folder: a name never leads out of the one it is written to. */
const nameBelow = v.pipe(
	v.string(),
	v.minLength(1),
	v.check(
		(name) => !isAbsolute(name) && !name.includes('\0') && !name.split(SEPARATORS).includes('..'),
	),
);

const entrySchema = v.strictObject({
	/** Digest of the list of films, and the film's number in it, from 0. */
	list: digest,
	at: count,
	film: nameBelow,
	/** How the file was when it was measured: size, and last change in ms since 1970. */
	bytes: v.nullable(amount),
	changedMs: v.nullable(v.pipe(v.number(), v.finite())),
	/** When it was done, ms since 1970: of two entries of a film the later one counts. */
	doneMs: amount,
	/** True: the file has changed since, and what was said of it before no longer counts. */
	void: v.boolean(),
	/** By the name of their record; of a table, the rows of this film in a table of their own. */
	documents: v.array(v.strictObject({ name: nameBelow, text: v.string() })),
	/** Why it was not measured, or not to its end; null: it was. */
	fault: v.nullable(v.strictObject({ code: v.string(), sentence: v.string() })),
	frames: count,
	/** Length of what was measured, ms. */
	filmMs: amount,
	events: count,
	/** Time that went by, and processor time of the browser, ms. */
	wallMs: amount,
	processorMs: amount,
});

export type FilmEntry = v.InferOutput<typeof entrySchema>;
export type FilmDocument = FilmEntry['documents'][number];

/** Now, or after that moment where the clock that said it is ahead of this one. */
export const laterThan = (ms: number): number => Math.max(Date.now(), ms + 1);

/** Null where it is none. */
export function filmEntry(value: unknown): FilmEntry | null {
	const { success, output } = v.safeParse(entrySchema, value);
	return success ? output : null;
}

const headSchema = v.strictObject({
	format: v.literal('fleeting-shard/1'),
	shard: v.pipe(count, v.minValue(1)),
	of: v.pipe(count, v.minValue(1)),
	/** Films in the whole list, and its digest. */
	films: count,
	list: digest,
	/** False: one film was named, and no folder. */
	several: v.boolean(),
	/** The list was another one before: entries of films of other shards may be here. */
	mixed: v.boolean(),
	/** Everything that what is measured depends on but the films. */
	settings: v.record(v.string(), v.string()),
});

/** Of a shard's folder. */
export type ShardHead = v.InferOutput<typeof headSchema>;

/** Null where it is none. */
export function shardHead(value: unknown): ShardHead | null {
	const { success, output } = v.safeParse(headSchema, value);
	return success && output.shard <= output.of ? output : null;
}
