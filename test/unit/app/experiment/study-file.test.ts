import { expect, test } from 'vitest';
import {
	parseStudy,
	settingsHash,
	studyAddress,
	studyFile,
	studyInAddress,
} from '../../../../src/app/experiment/study-file.ts';
import type { StudyPlan } from '../../../../src/app/experiment/study-schema.ts';
import {
	NO_STUDY,
	STUDY_FORMAT,
	UnreadableStudy,
} from '../../../../src/app/experiment/study-schema.ts';
import { mutated } from '../../../support/mutated.ts';

const plan: StudyPlan = {
	name: 'Pilot ä',
	participant: 'P07',
	session: '1',
	seed: 42,
	consentVersion: 'form B',
	locked: true,
	settings: {
		falseAlarmsPerMinute: 1,
		readingCoverage: 0.75,
		source: 'actor',
		channels: {
			keyboard: { keys: { '1': 'cue' } },
			postMessage: { origins: ['https://lab.example'] },
			broadcast: { name: 'fleeting' },
			webSocket: { url: 'ws://localhost:8900' },
			serial: { baudRate: 9600, codes: { event: 1 } },
		},
	},
};

test('file and link give the same study back', () => {
	expect(parseStudy(studyFile(plan))).toEqual(plan);
	const link = new URL(studyAddress('http://localhost:4173/?x=1#/settings', plan));
	expect(link.search).toMatch(/^\?study=[\w-]+$/);
	expect(studyInAddress(link.searchParams)).toEqual(plan);
});

test('a link’s own participant, session and seed win; readable parameters do without a file', () => {
	const link = new URL(studyAddress('http://localhost/', plan));
	link.search += '&participant=P08&seed=7';
	expect(studyInAddress(link.searchParams)).toMatchObject({ participant: 'P08', seed: 7 });

	const readable =
		'study=1&participant=P1&locked=1&keys=a,b&postMessage=https://a.example&source=actor';
	expect(studyInAddress(new URLSearchParams(readable))).toEqual({
		...NO_STUDY,
		participant: 'P1',
		locked: true,
		settings: {
			...NO_STUDY.settings,
			source: 'actor',
			channels: {
				...NO_STUDY.settings.channels,
				keyboard: { keys: { a: 'a', b: 'b' } },
				postMessage: { origins: ['https://a.example'] },
			},
		},
	});
	expect(studyInAddress(new URLSearchParams('source=actor'))).toBeNull();
});

test('what is wrong is named', () => {
	const wrong = (change: object, settings: object = {}): string =>
		JSON.stringify({ format: STUDY_FORMAT, ...plan, ...change, settings });
	const cases: readonly [string, RegExp][] = [
		['{', /not JSON/],
		[wrong({ format: 'other/1' }), /format must be "fleeting-study\/1"/],
		[wrong({ seed: 1.5 }), /seed must be a whole number/],
		[wrong({ lock: true }), /lock must be one of/],
		[wrong({}, { readingCoverage: 2 }), /readingCoverage must be a number from 0 to 1/],
		[wrong({}, { channels: { webSocket: { url: 'http://x' } } }), /webSocket.url must be/],
		[wrong({}, { channels: { postMessage: { origins: ['*'] } } }), /origins must be a list/],
		[wrong({}, { channels: { serial: { codes: { event: 256 } } } }), /event must be a whole/],
		[wrong({}, { channels: { mail: {} } }), /mail must be one of/],
	];
	for (const [text, says] of cases) expect(() => parseStudy(text), text).toThrow(says);
	expect(() => studyInAddress(new URLSearchParams('study=%%%'))).toThrow(/cut off/);
});

test('the hash is of the settings, whatever the order they are written in', async () => {
	const { source, channels, ...others } = plan.settings;
	const turned = { channels, ...others, source };
	expect(await settingsHash(turned)).toBe(await settingsHash(plan.settings));
	expect(await settingsHash(plan.settings)).toMatch(/^[0-9a-f]{64}$/);
	expect(await settingsHash({ ...plan.settings, source: 'camera' })).not.toBe(
		await settingsHash(plan.settings),
	);
});

test('a port has a speed that ports have', () => {
	for (const [baudRate, why] of [
		[0, /number/],
		[-9600, /number/],
		[1e300, /number/],
	] as const) {
		const settings = { ...plan.settings, channels: { serial: { baudRate } } };
		expect(() => parseStudy(JSON.stringify({ format: STUDY_FORMAT, settings }))).toThrow(why);
	}
});

test('broken copies of a study, and of its link, are read within bounds or refused by name', () => {
	const whole = new Uint8Array(new TextEncoder().encode(studyFile(plan)));
	const link = new Uint8Array(new TextEncoder().encode(studyAddress('http://localhost/', plan)));
	const counted = { read: 0, refused: 0 };
	const check = (read: () => StudyPlan | null): void => {
		let found: StudyPlan | null;
		try {
			found = read();
		} catch (error) {
			if (!(error instanceof UnreadableStudy)) throw error;
			expect(error.message.length).toBeGreaterThan(5);
			counted.refused += 1;
			return;
		}
		counted.read += 1;
		if (found === null) return;
		const { seed, settings, participant } = found;
		expect(seed === null || Number.isSafeInteger(seed)).toBe(true);
		expect(participant.length).toBeLessThanOrEqual(200);
		expect(settings.readingCoverage ?? 0).toBeLessThanOrEqual(1);
		expect(settings.falseAlarmsPerMinute ?? 1).toBeGreaterThan(0);
	};
	const decoder = new TextDecoder();
	for (const bytes of mutated(whole, 2000, 1)) check(() => parseStudy(decoder.decode(bytes)));
	for (const bytes of mutated(link.slice(24), 1000, 2)) {
		check(() => studyInAddress(new URLSearchParams({ study: decoder.decode(bytes) })));
	}
	expect(counted.read + counted.refused).toBe(3000);
	expect(counted.read).toBeGreaterThan(20);
	expect(counted.refused).toBeGreaterThan(1500);
});
