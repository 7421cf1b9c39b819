/**
 * Extension for jsPsych 7.3 and 8: markers per trial into Fleeting, movements found into the trial's
 * data.
 *
 *   import { openFleeting } from './fleeting-frame.js';
 *   import FleetingExtension from './jspsych-extension-fleeting.js';
 *   const frame = await openFleeting({ place, source: 'camera', consentVersion: 'v2' });
 *   const jsPsych = initJsPsych({ extensions: [{ type: FleetingExtension, params: { frame } }] });
 *   const trial = { type: ..., extensions: [{ type: FleetingExtension, params: { marker: 'face 7' } }] };
 *
 * Trial data: fleeting_events and fleeting_rejected (those whose onset lies in the trial),
 * fleeting_start_ms and fleeting_end_ms (session clock), fleeting_uncertainty_ms, fleeting_fps.
 * A time is null where the app did not answer that marker or was not measuring, and the lists are null
 * where it did not measure all through the trial: it is not known then whether somebody moved, which is
 * something else than an empty list.
 * Whatever came is also in `jsPsych.extensions.fleeting.messages`.
 */
import { pageNow, requestName } from './fleeting-frame.js';

/** The app says once a second how many frames it measures. */
const RATE_HOLDS_MS = 1500;
/** `sentMs` and the answer's `pageMs` are one moment, but for rounding. */
const SAME_MOMENT_MS = 1;

export default class FleetingExtension {
	static info = {
		name: 'fleeting',
		version: '1.1.0',
		data: {
			fleeting_events: { type: 8 },
			fleeting_rejected: { type: 8 },
			fleeting_start_ms: { type: 3 },
			fleeting_end_ms: { type: 3 },
			fleeting_uncertainty_ms: { type: 3 },
			fleeting_fps: { type: 3 },
		},
	};

	/** Every message since the start, in order. */
	messages = [];
	/** When each of them came, and how many sessions had begun by then. */
	#came = [];
	#frame = null;
	#sessions = 0;
	#trials = 0;
	#trial = null;

	constructor(jsPsych) {
		this.jsPsych = jsPsych;
	}

	/** The frame is opened before: jsPsych 8.3 does not wait for extensions to get ready. */
	initialize = async ({ frame }) => {
		this.#frame = frame;
		frame.on('*', (message) => {
			if (message.type === 'session-start') this.#sessions += 1;
			this.messages.push(message);
			this.#came.push({ at: pageNow(), session: this.#sessions });
		});
	};

	on_start = () => {};

	/** `marker`: text of the trial's markers; left out: "trial 1" and so on. The trial is on the screen. */
	on_load = ({ marker } = {}) => {
		this.#trials += 1;
		const text = marker ?? `trial ${this.#trials}`;
		this.#trial = { text, first: this.messages.length, start: null };
		this.#trial.start = this.#mark(`${text}: start`);
	};

	/** `settleMs`: a movement is known up to half a second after its end, so the trial's end waits. */
	on_finish = async ({ settleMs = 800 } = {}) => {
		const trial = this.#trial;
		const marked = this.#mark(`${trial.text}: end`);
		await new Promise((resolve) => setTimeout(resolve, settleMs));
		const [start, end] = [this.#answer(trial.start), this.#answer(marked)];
		// The clock of another session is no help.
		if (start !== null && end !== null && start.session !== end.session) return NOT_KNOWN;
		const whole = start !== null && end !== null;
		const within = ({ onset }) =>
			onset.pageMs >= trial.start.sentMs && onset.pageMs <= marked.sentMs;
		const found = (type) =>
			this.messages
				.slice(trial.first)
				.filter((message) => message.type === type && within(message[type]))
				.map((message) => message[type]);
		return {
			fleeting_events: whole ? found('event') : null,
			fleeting_rejected: whole ? found('rejected') : null,
			fleeting_start_ms: start?.ms ?? null,
			fleeting_end_ms: end?.ms ?? null,
			fleeting_uncertainty_ms: (start ?? end)?.uncertaintyMs ?? null,
			fleeting_fps: this.#rate(trial.start.sentMs),
		};
	};

	/** Ends the session; its last messages are in `messages` when this resolves. */
	stop = async () => {
		if (this.#frame === null) return;
		const stopped = this.#frame.next('session-stop', 30_000);
		this.#frame.send({ type: 'stop' });
		await stopped.finally(() => this.#frame.close());
		this.#frame = null;
	};

	#mark(text) {
		const marked = { text, sentMs: pageNow(), request: requestName(), first: this.messages.length };
		this.#frame.mark(text, { sentMs: marked.sentMs, request: marked.request });
		return marked;
	}

	/** Where the session was at this marker; null: the app did not say, or was not measuring. */
	#answer({ text, sentMs, request, first }) {
		const at = this.messages.findIndex((message, index) => {
			if (index < first || message.type !== 'marker') return false;
			if (message.request != null) return message.request === request;
			// Apps of before there were requests: the same text, set at this marker's moment.
			const { pageMs = sentMs } = message.time ?? {};
			return message.text === text && pageMs >= sentMs - SAME_MOMENT_MS;
		});
		const moment = this.messages[at]?.time?.session ?? null;
		return moment && { ...moment, session: this.#came[at].session };
	}

	/** Measured frames a second, as said last in the trial or just before. */
	#rate(sinceMs) {
		const at = this.messages.findLastIndex(({ type }) => type === 'quality');
		return at >= 0 && this.#came[at].at >= sinceMs - RATE_HOLDS_MS ? this.messages[at].fps : null;
	}
}

const NOT_KNOWN = {
	fleeting_events: null,
	fleeting_rejected: null,
	fleeting_start_ms: null,
	fleeting_end_ms: null,
	fleeting_uncertainty_ms: null,
	fleeting_fps: null,
};
