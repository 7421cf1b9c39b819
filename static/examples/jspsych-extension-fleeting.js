/**
 * jsPsych 8 extension: markers per trial into Fleeting, movements found into the trial's data.
 *
 *   import { openFleeting } from './fleeting-frame.js';
 *   import FleetingExtension from './jspsych-extension-fleeting.js';
 *   const frame = await openFleeting({ place, source: 'camera', consentVersion: 'v2' });
 *   const jsPsych = initJsPsych({ extensions: [{ type: FleetingExtension, params: { frame } }] });
 *   const trial = { type: ..., extensions: [{ type: FleetingExtension, params: { marker: 'face 7' } }] };
 *
 * Trial data: fleeting_events and fleeting_rejected (those whose onset lies in the trial),
 * fleeting_start_ms and fleeting_end_ms (session clock; null: none), fleeting_uncertainty_ms,
 * fleeting_fps. Whatever came is also in `jsPsych.extensions.fleeting.messages`.
 */
import { pageNow } from './fleeting-frame.js';

export default class FleetingExtension {
	static info = {
		name: 'fleeting',
		version: '1.0.0',
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
	#frame = null;
	#startedAt = 0;
	#marker = '';

	constructor(jsPsych) {
		this.jsPsych = jsPsych;
	}

	/** The frame is opened before: jsPsych 8.3 does not wait for extensions to get ready. */
	initialize = async ({ frame }) => {
		this.#frame = frame;
		frame.on('*', (message) => this.messages.push(message));
	};

	on_start = () => {};

	/** `marker`: text of the trial's markers. The trial is on the screen. */
	on_load = ({ marker = 'trial' } = {}) => {
		this.#marker = marker;
		this.#startedAt = pageNow();
		this.#frame.mark(`${marker}: start`, { sentMs: this.#startedAt });
	};

	/** `settleMs`: a movement is known up to half a second after its end, so the trial's end waits. */
	on_finish = async ({ settleMs = 800 } = {}) => {
		const endedAt = pageNow();
		this.#frame.mark(`${this.#marker}: end`, { sentMs: endedAt });
		await new Promise((resolve) => setTimeout(resolve, settleMs));
		const within = ({ onset }) => onset.pageMs >= this.#startedAt && onset.pageMs <= endedAt;
		const of = (type, field) =>
			this.messages
				.filter((message) => message.type === type && within(message[field]))
				.map((message) => message[field]);
		const moment = (text) =>
			this.messages.findLast((message) => message.type === 'marker' && message.text === text)?.time
				.session ?? null;
		const [start, end] = [moment(`${this.#marker}: start`), moment(`${this.#marker}: end`)];
		return {
			fleeting_events: of('event', 'event'),
			fleeting_rejected: of('rejected', 'rejected'),
			fleeting_start_ms: start?.ms ?? null,
			fleeting_end_ms: end?.ms ?? null,
			fleeting_uncertainty_ms: start?.uncertaintyMs ?? null,
			fleeting_fps: this.messages.findLast(({ type }) => type === 'quality')?.fps ?? null,
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
}
