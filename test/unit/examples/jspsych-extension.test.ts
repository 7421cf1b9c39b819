/** What the jsPsych extension writes into a trial when the app answers late, twice, or not at all. */
import { expect, test } from 'vitest';
import type { JsPsychExtension } from '../../support/jspsych-extension.ts';
import { ExampleExtension as Extension } from '../../support/jspsych-extension.ts';

interface Asked {
	readonly text: string;
	readonly sentMs: number;
	readonly request: string;
}

/** An app's frame that says only what a test lets it say. */
class Frame {
	readonly asked: Asked[] = [];
	#heard: (message: object) => void = () => {};
	#ms = 0;
	/** What it does with each marker. */
	whenAsked: (asked: Asked) => void = (asked) => this.answer(asked);

	on(_type: string, heard: (message: object) => void): () => void {
		this.#heard = heard;
		return () => {};
	}

	mark(text: string, { sentMs, request }: { sentMs: number; request: string }): void {
		const asked = { text, sentMs, request };
		this.asked.push(asked);
		this.whenAsked(asked);
	}

	say(message: object): void {
		this.#heard(message);
	}

	answer({ text, sentMs, request }: Asked, { named = true } = {}): void {
		this.#ms += 1000;
		const session = { ms: this.#ms, uncertaintyMs: 5 };
		const time = { session, pageMs: sentMs, wallMs: sentMs };
		this.say({ type: 'marker', text, time, ...(named && { request }) });
	}
}

const begun = async (): Promise<[frame: Frame, extension: JsPsychExtension]> => {
	const [frame, extension] = [new Frame(), new Extension({})];
	await extension.initialize({ frame });
	return [frame, extension];
};

/** One trial; `during` is what happens while it is on the screen. */
async function trial(
	extension: JsPsychExtension,
	{ marker, during = () => {} }: { marker?: string; during?: () => void } = {},
) {
	extension.on_start();
	extension.on_load(marker === undefined ? {} : { marker });
	during();
	return extension.on_finish({ settleMs: 0 });
}

const NOTHING = {
	fleeting_events: null,
	fleeting_rejected: null,
	fleeting_start_ms: null,
	fleeting_end_ms: null,
	fleeting_uncertainty_ms: null,
	fleeting_fps: null,
};

test.each([true, false])(
	'a trial without an answer has nulls (answers named: %s)',
	async (named) => {
		const [frame, extension] = await begun();
		frame.whenAsked = (asked) => frame.answer(asked, { named });
		const first = await trial(extension, { marker: 'face' });
		expect(first).toMatchObject({ fleeting_start_ms: 1000, fleeting_end_ms: 2000 });
		expect(first).toMatchObject({ fleeting_events: [], fleeting_uncertainty_ms: 5 });
		frame.whenAsked = () => {};
		expect(await trial(extension, { marker: 'face' })).toEqual(NOTHING);
		frame.whenAsked = (asked) => frame.answer(asked, { named });
		expect(await trial(extension, { marker: 'face' })).toMatchObject({
			fleeting_start_ms: 3000,
			fleeting_end_ms: 4000,
		});
	},
);

test.each([true, false])(
	'a late answer is not taken for the next trial’s (named: %s)',
	async (named) => {
		const [frame, extension] = await begun();
		frame.whenAsked = () => {};
		expect(await trial(extension, { marker: 'face' })).toEqual(NOTHING);
		const late = [...frame.asked];
		await new Promise((resolve) => setTimeout(resolve, 5));
		const during = (): void => late.forEach((asked) => frame.answer(asked, { named }));
		expect(await trial(extension, { marker: 'face', during })).toEqual(NOTHING);
	},
);

test('answers to others’ markers of the same text are nobody’s here', async () => {
	const [frame, extension] = await begun();
	frame.whenAsked = (asked) => {
		frame.answer({ ...asked, request: 'of another window' });
		frame.answer(asked);
		frame.answer({ ...asked, request: 'of a third' });
	};
	expect(await trial(extension)).toMatchObject({ fleeting_start_ms: 2000, fleeting_end_ms: 5000 });
});

test('an app that does not measure, or no longer, leaves nulls where it does not know', async () => {
	const [frame, extension] = await begun();
	frame.whenAsked = ({ text, request }) => {
		const session = text.endsWith('start') ? { ms: 7, uncertaintyMs: 5 } : null;
		frame.say({ type: 'marker', text, request, time: { session, pageMs: 1, wallMs: 1 } });
	};
	expect(await trial(extension)).toEqual({
		...NOTHING,
		fleeting_start_ms: 7,
		fleeting_uncertainty_ms: 5,
	});
});

test('the clocks of two sessions are not put side by side', async () => {
	const [frame, extension] = await begun();
	const during = (): void => frame.say({ type: 'session-start' });
	expect(await trial(extension, { during })).toEqual(NOTHING);
});

test('movements and the frame rate are those of the trial', async () => {
	const [frame, extension] = await begun();
	frame.say({ type: 'quality', fps: 29.9 });
	frame.say({ type: 'event', event: { id: 'e1', onset: { pageMs: performance.timeOrigin + 1 } } });
	const during = (): void => {
		const pageMs = performance.timeOrigin + performance.now();
		frame.say({ type: 'event', event: { id: 'e2', onset: { pageMs } } });
		frame.say({ type: 'rejected', rejected: { id: 'r1', onset: { pageMs } } });
	};
	const data = await trial(extension, { during });
	expect(data).toMatchObject({
		fleeting_events: [{ id: 'e2' }],
		fleeting_rejected: [{ id: 'r1' }],
	});
	expect(data.fleeting_fps).toBe(29.9);
});

test('markers without a text of their own count the trials', async () => {
	const [frame, extension] = await begun();
	await trial(extension);
	await trial(extension);
	expect(frame.asked.map(({ text }) => text)).toEqual([
		'trial 1: start',
		'trial 1: end',
		'trial 2: start',
		'trial 2: end',
	]);
	expect(new Set(frame.asked.map(({ request }) => request)).size).toBe(4);
});
