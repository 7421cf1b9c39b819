import type { StudyPlan } from '../../../src/app/experiment/index.ts';
import { NO_CHANNELS, NO_STUDY } from '../../../src/app/experiment/index.ts';
import { stand } from '../stand.ts';
import { section } from '../story.ts';
import { SESSIONS } from './review.ts';

const PLAN: StudyPlan = {
	...NO_STUDY,
	name: 'Pilot on leaked smiles under time pressure, spring',
	participant: 'P07',
	session: '2',
	seed: 42,
	consentVersion: 'form B',
	settings: {
		...NO_STUDY.settings,
		channels: {
			...NO_CHANNELS,
			broadcast: { name: 'pilot' },
			webSocket: { url: 'ws://127.0.0.1:9' },
		},
	},
};

export const settings = section('Settings', {
	all: async () => (await stand({ sessions: SESSIONS })).app('settings'),
	'nothing-can-be-kept': async () => (await stand({ sessions: null })).app('settings'),
	'study-open': async () => {
		const at = await stand();
		await at.studio.study.begin({ ...PLAN, locked: false }, false);
		return at.app('settings');
	},
	'study-locked': async () => {
		const at = await stand();
		await at.studio.study.begin({ ...PLAN, locked: true }, false);
		return at.app('settings');
	},
	'study-refused': async () => {
		const at = await stand();
		at.studio.study.refuse('there is no field “participants”');
		return at.app('settings');
	},
	'study-offered': async () => {
		const at = await stand();
		await at.studio.study.offer(PLAN);
		return at.app('settings');
	},
});
