/** The extension in the experiments that people have: jsPsych 7 and 8, run as they come. */
import { initJsPsych as initJsPsych8 } from 'jspsych';
import { initJsPsych as initJsPsych7 } from 'jspsych-7';
import { afterEach, expect, test } from 'vitest';
import type { JsPsychExtension } from '../../support/jspsych-extension.ts';
import { ExampleExtension as Extension } from '../../support/jspsych-extension.ts';

afterEach(() => document.body.replaceChildren());

/** Answers the markers of the first trial only, as an app that crashes. */
class Frame {
	#heard: (message: object) => void = () => {};
	#asked = 0;
	closed = false;

	on(_type: string, heard: (message: object) => void): () => void {
		this.#heard = heard;
		return () => {};
	}

	mark(text: string, { sentMs, request }: { sentMs: number; request: string }): void {
		this.#asked += 1;
		if (this.#asked > 2) return;
		const session = { ms: 1000 * this.#asked, uncertaintyMs: 5 };
		this.#heard({ type: 'marker', text, request, time: { session, pageMs: sentMs } });
	}

	next = (): Promise<object> => Promise.resolve({ type: 'session-stop' });
	send(): void {}
	close(): void {
		this.closed = true;
	}
}

test.each([
	['7', initJsPsych7],
	['8', initJsPsych8],
])(
	'jsPsych %s: the data of a trial are there, and null where nothing was answered',
	async (_of, init) => {
		const frame = new Frame();
		const root = document.createElement('div');
		root.id = 'experiment';
		document.body.append(root);
		const jsPsych = (init as (options: object) => Experiment)({
			display_element: 'experiment',
			extensions: [{ type: Extension, params: { frame } }],
		});
		/** Ends by itself, as soon as it is on the screen. */
		class Plugin {
			static info = { name: 'at-once', version: '1.0.0', parameters: {}, data: {} };
			trial(display: HTMLElement): void {
				display.textContent = 'face';
				setTimeout(() => jsPsych.finishTrial({}), 20);
			}
		}
		const trial = {
			type: Plugin,
			extensions: [{ type: Extension, params: { marker: 'face', settleMs: 10 } }],
		};
		await jsPsych.run([trial, trial]);
		expect(jsPsych.data.get().values()).toMatchObject([
			{ fleeting_start_ms: 1000, fleeting_end_ms: 2000, fleeting_events: [] },
			{ fleeting_start_ms: null, fleeting_end_ms: null, fleeting_events: null },
		]);
		await jsPsych.extensions['fleeting']!.stop();
		expect(frame.closed).toBe(true);
	},
);

/** What both versions have. */
interface Experiment {
	run(timeline: readonly object[]): Promise<unknown>;
	finishTrial(data: object): void;
	readonly data: { get(): { values(): object[] } };
	readonly extensions: Readonly<Record<string, JsPsychExtension>>;
}
