/**
 * What the app and other programs say to each other: one JSON object a message, over every channel.
 * `docs/studies-and-triggers.md` tells the same to people; change both together.
 *
 * Clocks  `pageMs`: `performance.timeOrigin + performance.now()` of the app's page, ms since 1970,
 *         never set back. `wallMs`: the system's clock, which may jump. `session`: ms since the first
 *         frame of the session, with the half width of the interval that the true moment lies in.
 *         `sentMs`: the sender's own clock, ms; where its offset is known, the moment is taken from it.
 * Names   `request`: the sender's own name for what it asks, never used twice; every answer has it, so
 *         that none is taken for another, whenever and through whomever it comes
 */

import * as v from 'valibot';

/** In every message, both ways. */
export const MESSAGE_VERSION = 1;

export interface Clocks {
	readonly session: { readonly ms: number; readonly uncertaintyMs: number } | null;
	readonly pageMs: number;
	readonly wallMs: number;
}

export interface SentKeyFrame {
	readonly frame: number;
	readonly ms: number;
	readonly uncertaintyMs: number;
	/** The same moment on the page's clock. */
	readonly pageMs: number;
}

export interface SentMovement {
	readonly id: string;
	readonly onset: SentKeyFrame;
	readonly apex: SentKeyFrame;
	readonly offset: SentKeyFrame;
	readonly durationMs: number;
	readonly score: number;
	readonly fps: number;
	readonly regions: readonly string[];
}

export type OutBody =
	/** Once a channel opens, and in answer to `hello`. */
	| {
			readonly type: 'hello';
			readonly version: string;
			readonly measuring: boolean;
			readonly request: string | null;
	  }
	| { readonly type: 'session-start'; readonly source: string; readonly startedAt: string }
	| {
			readonly type: 'session-stop';
			readonly frames: number;
			readonly durationMs: number;
			readonly events: number;
			readonly rejected: number;
			readonly fault: string | null;
	  }
	| {
			readonly type: 'event';
			readonly event: SentMovement & {
				/** `positive`, ..., `uncertain`; null without a network. */
				readonly reading: string | null;
				readonly actionUnits: readonly { au: number; p: number; side: string }[];
			};
	  }
	| { readonly type: 'rejected'; readonly rejected: SentMovement & { readonly reason: string } }
	| {
			readonly type: 'marker';
			readonly id: string;
			readonly text: string;
			readonly code: number | null;
			/** Channel that it came by. */
			readonly origin: string;
			/** Of the message that asked for it; null: it had none, or nobody asked. */
			readonly request: string | null;
	  }
	/** Once a second while measuring. */
	| {
			readonly type: 'quality';
			readonly fps: number;
			readonly frames: number;
			readonly dropped: number;
			readonly faceLost: number;
			readonly face: string;
	  }
	/** Offset of the other side's clock to the page's, estimated anew; or a jump of the wall clock. */
	| {
			readonly type: 'clock';
			readonly offsetMs: number;
			readonly rttMs: number;
			readonly of: string;
	  }
	| { readonly type: 'clock-break'; readonly jumpMs: number }
	| { readonly type: 'ping'; readonly id: number; readonly t0: number }
	/** `t1`, `t2`: when the ping came and the pong left, on the clock of whom was asked. */
	| {
			readonly type: 'pong';
			readonly id: number;
			readonly t0: number;
			readonly t1: number;
			readonly t2: number;
	  }
	/** The message could not be used. */
	| { readonly type: 'refused'; readonly why: string; readonly request: string | null };

export type OutMessage = { readonly fleeting: 1; readonly time: Clocks } & OutBody;

/** Longest text of a marker, in characters. */
const LONGEST_TEXT = 500;

/** Not one of ours: channels carry other programs' messages too. */
export const isOurs = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null && 'fleeting' in value;

/** Several windows of the app may share a channel: what one of them says is no order to another. */
export const saidByApp = (value: unknown): boolean =>
	isOurs(value) &&
	typeof value['time'] === 'object' &&
	value['time'] !== null &&
	'pageMs' in value['time'];

const isByte = (value: unknown): boolean =>
	Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 255;
export const byteSchema = (otherwise: string) => v.custom<number>(isByte, otherwise);
const finite = (otherwise?: string) => v.pipe(v.number(otherwise), v.finite(otherwise));

/** Longest name of a request, in characters. */
const LONGEST_REQUEST = 100;
const NO_REQUEST = `request must be a text of 1 to ${LONGEST_REQUEST} characters`;
const RequestSchema = v.nullish(
	v.pipe(v.string(NO_REQUEST), v.nonEmpty(NO_REQUEST), v.maxLength(LONGEST_REQUEST, NO_REQUEST)),
	null,
);

const TOO_LONG = `text must be a text of at most ${LONGEST_TEXT} characters`;
const MarkerSchema = v.pipe(
	v.object({
		type: v.literal('marker'),
		text: v.optional(v.pipe(v.string(TOO_LONG), v.maxLength(LONGEST_TEXT, TOO_LONG)), ''),
		code: v.nullish(byteSchema('code must be a whole number from 0 to 255'), null),
		/** Whatever is no number is as if it were left out. */
		sentMs: v.fallback(v.nullable(finite()), null),
		request: RequestSchema,
	}),
	v.check(({ text, code }) => text !== '' || code !== null, 'a marker has a text or a code'),
	v.transform((marker) => ({ ...marker, text: marker.text || String(marker.code) })),
);

const StartSchema = v.object({
	type: v.literal('start'),
	/** Null: the study's. */
	source: v.nullish(v.picklist(['camera', 'actor'], 'source must be "camera" or "actor"'), null),
	request: RequestSchema,
});

const NO_PING = 'a ping has the numbers id and t0';
const PingSchema = v.object(
	{ type: v.literal('ping'), id: finite(NO_PING), t0: finite(NO_PING) },
	NO_PING,
);
const NO_PONG = 'a pong has the numbers id, t0, t1 and t2';
const PongSchema = v.object(
	{
		type: v.literal('pong'),
		id: finite(NO_PONG),
		t0: finite(NO_PONG),
		t1: finite(NO_PONG),
		t2: finite(NO_PONG),
	},
	NO_PONG,
);

const InMessageSchema = v.pipe(
	v.custom(isOurs, 'a message is an object with "fleeting": 1'),
	v.looseObject({
		fleeting: v.literal(
			MESSAGE_VERSION,
			({ input }) =>
				`this app speaks version ${MESSAGE_VERSION}, the message says ${JSON.stringify(input)}`,
		),
	}),
	v.variant(
		'type',
		[
			MarkerSchema,
			StartSchema,
			v.object({ type: v.literal('stop'), request: RequestSchema }),
			v.object({ type: v.literal('hello'), request: RequestSchema }),
			PingSchema,
			PongSchema,
		],
		({ input }) =>
			`type ${JSON.stringify(input)} is not known; there are marker, start, stop, hello, ping and pong`,
	),
);
export type InMessage = v.InferOutput<typeof InMessageSchema>;

/** What names the request, also of a message that cannot be used otherwise. */
export function requestOf(value: unknown): string | null {
	const read = v.safeParse(RequestSchema, isOurs(value) ? value['request'] : null);
	return read.success ? read.output : null;
}

/** The message in `value`, or a sentence for its sender that says what is wrong with it. */
export function readMessage(value: unknown): InMessage | string {
	const read = v.safeParse(InMessageSchema, value, { abortEarly: true });
	return read.success ? read.output : read.issues[0].message;
}
