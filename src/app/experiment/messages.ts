/**
 * What the app and other programs say to each other: one JSON object a message, over every channel.
 * `static/examples/README.md` tells the same to people; change both together.
 *
 * Clocks  `pageMs`: `performance.timeOrigin + performance.now()` of the app's page, ms since 1970,
 *         never set back. `wallMs`: the system's clock, which may jump. `session`: ms since the first
 *         frame of the session, with the half width of the interval that the true moment lies in.
 *         `sentMs`: the sender's own clock, ms; where its offset is known, the moment is taken from it.
 */

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

interface SentMovement {
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
	| { readonly type: 'hello'; readonly version: string; readonly measuring: boolean }
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
	| { readonly type: 'refused'; readonly why: string };

export type OutMessage = { readonly fleeting: 1; readonly time: Clocks } & OutBody;

export type InMessage =
	| {
			readonly type: 'marker';
			readonly text: string;
			/** 0..255, or null. */
			readonly code: number | null;
			readonly sentMs: number | null;
	  }
	| { readonly type: 'start'; readonly source: 'camera' | 'actor' | null }
	| { readonly type: 'stop' }
	| { readonly type: 'hello' }
	| { readonly type: 'ping'; readonly id: number; readonly t0: number }
	| {
			readonly type: 'pong';
			readonly id: number;
			readonly t0: number;
			readonly t1: number;
			readonly t2: number;
	  };

/** Longest text of a marker, in characters. */
export const LONGEST_TEXT = 500;

/** Not one of ours: channels carry other programs' messages too. */
export const isOurs = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null && 'fleeting' in value;

/** The message in `value`, or a sentence that says what is wrong with it. */
export function readMessage(value: unknown): InMessage | string {
	if (!isOurs(value)) return 'a message is an object with "fleeting": 1';
	if (value['fleeting'] !== MESSAGE_VERSION) {
		return `this app speaks version ${MESSAGE_VERSION}, the message says ${JSON.stringify(value['fleeting'])}`;
	}
	const number = (name: string): number | null =>
		typeof value[name] === 'number' && Number.isFinite(value[name]) ? value[name] : null;
	switch (value['type']) {
		case 'marker': {
			const { text = '', code = null } = value;
			if (typeof text !== 'string' || text.length > LONGEST_TEXT) {
				return `text must be a text of at most ${LONGEST_TEXT} characters`;
			}
			if (code !== null && !isByte(code)) return 'code must be a whole number from 0 to 255';
			if (text === '' && code === null) return 'a marker has a text or a code';
			const named = text === '' ? String(code) : text;
			return { type: 'marker', text: named, code, sentMs: number('sentMs') };
		}
		case 'start': {
			const { source = null } = value;
			if (source !== null && source !== 'camera' && source !== 'actor') {
				return 'source must be "camera" or "actor"';
			}
			return { type: 'start', source };
		}
		case 'stop':
			return { type: 'stop' };
		case 'hello':
			return { type: 'hello' };
		case 'ping': {
			const [id, t0] = [number('id'), number('t0')];
			if (id === null || t0 === null) return 'a ping has the numbers id and t0';
			return { type: 'ping', id, t0 };
		}
		case 'pong': {
			const [id, t0, t1, t2] = [number('id'), number('t0'), number('t1'), number('t2')];
			if (id === null || t0 === null || t1 === null || t2 === null) {
				return 'a pong has the numbers id, t0, t1 and t2';
			}
			return { type: 'pong', id, t0, t1, t2 };
		}
		default:
			return `type ${JSON.stringify(value['type'])} is not known; there are marker, start, stop, hello, ping and pong`;
	}
}

export const isByte = (value: unknown): value is number =>
	Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 255;
