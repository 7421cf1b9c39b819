/**
 * Session JSON, format `fleeting-session/1`. Others rely on it: fields may be added, never renamed.
 *
 * The parts are those of the record; what the document has otherwise is here. Its fields are written
 * in this order, rounded as their quantities say, and explained by their notes: there is no second
 * statement of them.
 */
import * as v from 'valibot';
import { field, flag, list, object, placeIn, text } from '../../core/kernel/index.ts';
import {
	DIGITS,
	KEY_FRAMES,
	classVerdictSchema,
	engineInfoSchema,
	facesRecordSchema,
	faultReportSchema,
	filmRecordSchema,
	humanLabelSchema,
	markerSchema,
	microEventSchema,
	qualitySchema,
	rate,
	rejectedCandidateSchema,
	sourceRecordSchema,
	studyRecordSchema,
	unitVerdictSchema,
} from '../../core/record/index.ts';
import { rounded } from './rounding.ts';

export const SESSION_FORMAT = 'fleeting-session/1';

const source = object({
	...sourceRecordSchema.entries,
	complete: field(
		flag,
		'true/false',
		'true where the session lasted as long as its source, and of a file every picture that it shows was measured',
	),
	fault: field(v.nullish(faultReportSchema, null), '', 'why it ended early; null when it did not'),
});

const { frames, dropped, fps, ...counts } = qualitySchema.entries;

const quality = object({
	frames,
	dropped,
	meanFps: field(rate, 'frames/s', 'measured frames over the whole session; 0 with fewer than two'),
	lastFps: fps,
	...counts,
});

const { kind, network, named, classes, branchCorrelation } = classVerdictSchema.entries;

/** The most probable classes by name, for people; the record has their indices. */
const classVerdict = object({
	kind,
	network,
	named,
	predicted: field(
		text,
		'',
		'kind classes: the most probable class of the rise, which is the prediction, as published; a class of the training data, not a feeling; not validated by this program',
	),
	fallPredicted: field(
		text,
		'',
		'kind classes: the most probable class of the fall, which takes no part in the prediction',
	),
	classes,
	branchCorrelation,
});

const verdict = v.variant(
	'kind',
	[classVerdict, unitVerdictSchema],
	'a verdict of kind units or classes',
);

const event = object({
	...microEventSchema.entries,
	verdict: field(
		v.nullish(verdict, null),
		'',
		'what the network says; null when no network ran. Readings describe movements, not feelings',
	),
});

const document = object({
	format: field(
		v.literal(SESSION_FORMAT),
		'',
		'name and version of this format; fields may be added within a version',
	),
	name: field(
		v.nullish(text, null),
		'',
		'what people called the session; null where it has no name of its own',
	),
	source,
	engine: engineInfoSchema,
	quality,
	faces: field(
		v.nullish(facesRecordSchema, null),
		'',
		'who was in the picture; null: there was no face, or a version before this was said',
	),
	events: field(
		list(event),
		'',
		'short facial movements taken for micro-expressions, in order of detection',
	),
	rejected: field(list(rejectedCandidateSchema), '', 'rejected candidates'),
	markers: field(list(markerSchema), '', 'notes and triggers set during the session'),
	labels: field(
		v.optional(list(humanLabelSchema), []),
		'',
		'what people said about movements, apart from what was measured',
	),
	study: field(
		v.nullish(studyRecordSchema, null),
		'',
		'the study that the session belongs to; null: none',
	),
	film: field(
		v.nullish(filmRecordSchema, null),
		'',
		'the video kept with the session; null: none was kept',
	),
	dictionary: field(
		v.optional(v.unknown()),
		'',
		'this list: unit and meaning of every field, by its path',
	),
});

export type SessionDocument = v.InferOutput<typeof document>;

export type VerdictInDocument = NonNullable<SessionDocument['events'][number]['verdict']>;

type Keys = readonly (string | number)[];

interface Contradiction {
	readonly keys: Keys;
	readonly wanted: string;
}

/** What no field shows alone. */
export const sessionDocumentSchema = v.pipe(
	document,
	v.rawCheck(({ dataset, addIssue }) => {
		if (!dataset.typed) return;
		for (const { keys, wanted } of contradictionsIn(dataset.value)) {
			const path = placeIn(dataset.value, keys);
			addIssue({ path, input: path.at(-1)!.value, message: wanted });
		}
	}),
);

function* contradictionsIn(session: SessionDocument): Generator<Contradiction> {
	const { events, rejected, markers, labels } = session;
	for (const [name, movements] of Object.entries({ events, rejected })) {
		for (const [at, movement] of movements.entries()) {
			yield* orderOf(movement, [name, at]);
			yield* lengthsOf(movement, [name, at]);
			yield* outside(movement, session, [name, at]);
		}
	}
	for (const [at, { keyFrames }] of labels.entries()) {
		if (keyFrames !== null) yield* orderOf(keyFrames, ['labels', at, 'keyFrames']);
	}
	for (const [at, { verdict: said }] of events.entries()) {
		if (said === null) continue;
		if (said.kind === 'classes') yield* unknownClasses(said, ['events', at, 'verdict']);
		else yield* sharesOf(said, ['events', at, 'verdict']);
	}
	yield* repeatedIds({ events, rejected });
	yield* repeatedIds({ markers });
	yield* repeatedIds({ labels });
}

type MovementInDocument = SessionDocument['rejected'][number] | SessionDocument['events'][number];

type Ordered = Readonly<
	Record<(typeof KEY_FRAMES)[number], { readonly frame: number; readonly ms: number }>
>;

/** A movement goes from onset to offset, in frames and in time. */
function* orderOf(movement: Ordered, keys: Keys): Generator<Contradiction> {
	for (const [before, after] of [KEY_FRAMES.slice(0, 2), KEY_FRAMES.slice(1)]) {
		const [first, then] = [movement[before!], movement[after!]];
		for (const part of ['frame', 'ms'] as const) {
			if (!(then[part] < first[part])) continue;
			const wanted = `from the ${before} on (${first[part]})`;
			yield { keys: [...keys, after!, part], wanted };
		}
	}
}

/** Others may write whole milliseconds. */
const ROUNDING_MS = 1;

/** What a length says is what lies between its ends. */
function* lengthsOf(movement: MovementInDocument, keys: Keys): Generator<Contradiction> {
	const { onset, apex, offset } = movement;
	const lengths = {
		riseMs: [apex.ms - onset.ms, 'apex minus onset'],
		fallMs: [offset.ms - apex.ms, 'offset minus apex'],
		durationMs: [offset.ms - onset.ms, 'offset minus onset'],
	} as const;
	for (const [name, [ms, what]] of Object.entries(lengths)) {
		if (Math.abs(movement[name as keyof typeof lengths] - ms) <= ROUNDING_MS) continue;
		yield { keys: [...keys, name], wanted: `${what} (${rounded(DIGITS.ms)(ms)})` };
	}
}

/** What was measured last may be newer than the figures of a session that a crash ended. */
const BEHIND_MS = 10_000;
/** The clock of a film is its file's: the first picture may lie after the first sound. */
const LATEST_PICTURE_MS = 24 * 3600 * 1000;

/** A session is as long as it says. Of a film it is not known when the first picture is shown. */
function* outside(
	{ offset }: MovementInDocument,
	{ source: from, quality: { durationMs } }: SessionDocument,
	keys: Keys,
): Generator<Contradiction> {
	// Recovered from a crash before there were any figures.
	if (durationMs === 0) return;
	const latest = durationMs + BEHIND_MS + (from.kind === 'file' ? LATEST_PICTURE_MS : 0);
	if (offset.ms <= latest) return;
	const wanted = `within the session, which lasts ${durationMs} ms`;
	yield { keys: [...keys, 'offset', 'ms'], wanted };
}

/** Three shares with four digits each. */
const ROUNDING_SHARE = 0.01;

function* sharesOf(
	{ probabilities }: Extract<VerdictInDocument, { kind: 'units' }>,
	keys: Keys,
): Generator<Contradiction> {
	const { positive, negative, surprise } = probabilities;
	// What was not measured is NaN, which contradicts nothing.
	if (!(Math.abs(positive + negative + surprise - 1) > ROUNDING_SHARE)) return;
	yield { keys: [...keys, 'probabilities'], wanted: 'three shares that sum to 1' };
}

function* unknownClasses(
	said: Extract<VerdictInDocument, { kind: 'classes' }>,
	keys: Keys,
): Generator<Contradiction> {
	for (const name of ['predicted', 'fallPredicted'] as const) {
		if (said.classes.some((each) => each.name === said[name])) continue;
		yield { keys: [...keys, name], wanted: 'the name of one of its classes' };
	}
}

function* repeatedIds(
	lists: Readonly<Record<string, readonly { readonly id: string }[]>>,
): Generator<Contradiction> {
	const seen = new Set<string>();
	for (const [name, items] of Object.entries(lists)) {
		for (const [at, { id }] of items.entries()) {
			if (seen.has(id)) yield { keys: [name, at, 'id'], wanted: 'an id that nothing else has' };
			seen.add(id);
		}
	}
}
