import { expect, test } from 'vitest';
import type { StudyPlan } from '../../../../src/app/experiment/index.ts';
import { NO_CHANNELS, NO_STUDY, Study } from '../../../../src/app/experiment/index.ts';
import { Preferences } from '../../../../src/app/preferences/index.ts';
import { memoryStorage } from '../../../support/memory-storage.ts';

const plan = (channels: Partial<StudyPlan['settings']['channels']>): StudyPlan => ({
	...NO_STUDY,
	name: 'Pilot',
	participant: 'P07',
	consentVersion: 'form B',
	settings: { ...NO_STUDY.settings, channels: { ...NO_CHANNELS, ...channels } },
});
const SPEAKING = plan({ webSocket: { url: 'ws://localhost:8900' } });

test('a link that lets others listen waits for a yes, once for the same settings', async () => {
	const place = memoryStorage();
	const study = new Study(new Preferences(place));
	await study.offer(SPEAKING);
	expect(study.open).toBe(false);
	expect(study.record()).toBeNull();
	expect(study.plan.settings.channels).toEqual(NO_CHANNELS);
	await study.answer(false);
	expect([study.offered, study.open]).toEqual([null, false]);

	await study.offer(SPEAKING);
	await study.answer(true);
	expect([study.offered, study.open]).toEqual([null, true]);

	const next = new Study(new Preferences(place));
	await next.offer({ ...SPEAKING, participant: 'P08' });
	expect([next.offered, next.open, next.plan.participant]).toEqual([null, true, 'P08']);
});

test('a link that only names who it is opens at once', async () => {
	const study = new Study(new Preferences(memoryStorage()));
	await study.offer(plan({ keyboard: { keys: { a: 'a' } } }));
	expect([study.offered, study.open]).toEqual([null, true]);
});

test('a study that is not kept leaves the next visit as it was', async () => {
	const place = memoryStorage();
	await new Study(new Preferences(place)).begin(SPEAKING, false);
	const next = new Study(new Preferences(place));
	await next.resume();
	expect(next.open).toBe(false);
});

test('what an earlier version kept is opened; what is none is as if it never was, and is said', async () => {
	const kept = { plan: SPEAKING, open: true };
	const key = 'fleeting/study';
	const study = new Study(new Preferences(memoryStorage(new Map([[key, JSON.stringify(kept)]]))));
	await study.resume();
	expect([study.open, study.plan]).toEqual([true, SPEAKING]);

	const broken = JSON.stringify({ ...kept, plan: { ...SPEAKING, seed: 'x' } });
	const preferences = new Preferences(memoryStorage(new Map([[key, broken]])));
	const other = new Study(preferences);
	await other.resume();
	expect([other.open, other.plan]).toEqual([false, NO_STUDY]);
	expect(preferences.fallenBack).toEqual(['study']);
});
