import { settled } from '../../browser/app/session/orders.ts';
import { quality } from '../../browser/app/session/reports.ts';
import {
	coded,
	measured,
	motionOf,
	pictureFolder,
	table,
} from '../../browser/app/review/audit/clips.ts';
import { openedOf, record, signals } from '../../browser/app/review/movements/opened.ts';
import type { StoredSession } from '../../../src/files/library/index.ts';
import type { Stand } from '../stand.ts';
import { facePictures, measure, stand } from '../stand.ts';
import { press, section, until } from '../story.ts';

const session = (id: string, change: Partial<StoredSession>): StoredSession => ({
	id,
	name: '',
	source: 'front camera',
	startedAt: '2026-11-28T10:00:00.000Z',
	kind: 'camera',
	state: 'complete',
	durationMs: 83_000,
	frames: 2490,
	events: 3,
	rejected: 2,
	markers: 1,
	labels: 0,
	bytes: 2_500_000,
	film: false,
	pictures: true,
	keepUntil: null,
	...change,
});

export const SESSIONS: readonly StoredSession[] = [
	session('s1', { name: 'Person 7', labels: 2, keepUntil: '2026-12-28T10:00:00.000Z' }),
	session('s2', { state: 'recording' }),
	session('s3', { state: 'recovered', kind: 'actor', source: 'built-in actor', events: 0 }),
	session('s4', {
		name: 'Interview with participant 0123 of the pilot study in Saarbrücken, second session',
		state: 'imported',
		kind: 'file',
		source: 'a-file-with-a-very-long-name-that-has-no-place-to-break-in-it-at-all.mp4',
		film: true,
		bytes: 310_000_000,
	}),
];

async function opened(change: Parameters<typeof openedOf>[0] = {}) {
	const at = await stand();
	at.studio.reviews.open(
		openedOf({ picturesOf: () => Promise.resolve(facePictures()), ...change }).opened,
	);
	return at;
}

/** Two people, two coders; the first is off by six frames, the second right. */
const TWO = [
	...pictureFolder('a'),
	...pictureFolder('b'),
	table(
		'codes.csv',
		coded('a', 'p1', 'Ann', 6),
		coded('a', 'p1', 'Ben', 0),
		coded('b', 'p2', 'Ann', 6),
	),
];

const asked = (at: Stand, clips: number): Promise<void> =>
	until(() => at.commands.filter(({ kind }) => kind === 'measure').length === clips);

async function audited(): Promise<Stand> {
	const at = await stand();
	await at.studio.audit.take(TWO);
	const running = at.studio.audit.run();
	await asked(at, 1);
	at.report(measured(motionOf(1)));
	await asked(at, 2);
	at.report(measured(motionOf(2)));
	await running;
	return at;
}

export const review = section('Review', {
	'nothing-open': async () => (await stand()).app('review'),
	'nothing-kept': async () => (await stand({ sessions: null })).app('review'),
	'this-visit': async () => {
		const at = await stand();
		await measure(at);
		void at.desk.stop();
		at.report({ kind: 'stopped', quality: quality(240), fault: null });
		await settled();
		return at.app('review');
	},
	sessions: async () => (await stand({ sessions: SESSIONS })).app('review'),
	'many-sessions': async () => {
		const many = Array.from({ length: 40 }, (_, n) =>
			session(`m${n}`, { name: `Person ${n + 1}`, events: n }),
		);
		return (await stand({ sessions: many })).app('review');
	},
	deleting: async () => {
		const at = await stand({ sessions: SESSIONS });
		return at.app('review', '', (root) => press(root, '.sessions li .button:last-of-type'));
	},
	movements: async () => (await opened()).app('review'),
	decided: async () => {
		const at = await opened();
		const { book, movements } = at.studio.reviews.current!;
		book.decide(movements[0]!.id, 'accepted');
		book.decide(movements[1]!.id, 'rejected');
		book.decide(movements[2]!.id, 'unsure');
		return at.app('review');
	},
	'no-signals': async () => (await opened({ signals: signals(0) })).app('review'),
	'no-movements': async () =>
		(
			await opened({
				record: { ...record, events: [], rejected: [], markers: [] },
				signals: signals(300),
			})
		).app('review'),
	keys: async () =>
		(await opened()).app('review', '', (root) => press(root, '[popovertarget$="-keys"]')),
	'annotations-empty': async () => (await stand()).app('review', 'annotations'),
	'annotations-matched': async () => {
		const at = await stand();
		await at.studio.audit.take([
			...pictureFolder('a'),
			...pictureFolder('b'),
			table(
				'codes.csv',
				coded('a', 'p1', 'Ann', 0),
				coded('c', 'p2', 'Ann', 0),
				'a,p1,Ann,x,2,3,30',
			),
		]);
		return at.app('review', 'annotations');
	},
	'annotations-unknown': async () => {
		const at = await stand();
		const file = new File(['hello,world\n1,2\n'], 'notes.csv');
		await at.studio.audit.take([{ path: 'notes.csv', file }]);
		return at.app('review', 'annotations');
	},
	'annotations-running': async () => {
		const at = await stand();
		await at.studio.audit.take(TWO);
		void at.studio.audit.run();
		await asked(at, 1);
		return at.app('review', 'annotations');
	},
	'annotations-results': async () => (await audited()).app('review', 'annotations'),
	'annotations-movement': async () =>
		(await audited()).app('review', 'annotations', (root) => press(root, 'tbody tr')),
});
