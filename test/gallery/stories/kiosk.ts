import Root from '../../../src/Root.svelte';
import type { KioskProfile } from '../../../src/app/visit/index.ts';
import { DEFAULT_PROFILE } from '../../../src/app/visit/index.ts';
import { settled } from '../../browser/app/session/orders.ts';
import { event, frame, quality, rejected } from '../../browser/app/session/reports.ts';
import type { Stand } from '../stand.ts';
import { facePictures, stand } from '../stand.ts';
import type { Scene, Story } from '../story.ts';
import { press, section } from '../story.ts';

interface Setting {
	readonly profile?: Partial<KioskProfile>;
	readonly pin?: string;
	readonly refused?: readonly string[];
	/** From the attract screen on. */
	readonly go?: (at: Stand) => void | Promise<void>;
	readonly after?: Scene['after'];
}

const kiosk =
	({ profile = {}, pin, refused = [], go, after }: Setting): Story['open'] =>
	async () => {
		let now = Date.parse('2026-11-27T10:00:00Z');
		const at = await stand({ kiosk: { now: () => now } });
		const { studio } = at;
		const whole = { ...DEFAULT_PROFILE, ...profile };
		await studio.kiosk.begin({ profile: whole, pin: pin ?? null, refused });
		await settled();
		if (whole.autostart) {
			at.report({ kind: 'started', width: 640, height: 480 });
			at.report(frame(0));
		}
		await go?.(at);
		await settled();
		now += 1;
		return {
			studio,
			part: Root,
			props: { studio },
			close: at.close,
			...(after === undefined ? {} : { after }),
		};
	};

/** The visitor said yes, and is measured. */
async function visit(at: Stand): Promise<void> {
	at.studio.kiosk.happen('touched');
	at.report({ kind: 'stopped', quality: quality(1), fault: null });
	await settled();
	at.studio.kiosk.happen('agreed');
	await settled();
	at.report({ kind: 'started', width: 640, height: 480 });
	for (let index = 0; index < 120; index++) at.report(frame(index));
}

export const kioskStories = section('Kiosk', {
	ready: kiosk({ profile: { autostart: false }, refused: ['idle=soon', 'pin'] }),
	'attract-loading': async () => {
		const at = await stand();
		await at.studio.kiosk.begin({ profile: DEFAULT_PROFILE, pin: null, refused: [] });
		return { studio: at.studio, part: Root, props: { studio: at.studio }, close: at.close };
	},
	attract: kiosk({
		go: (at) => {
			const found = event('e1', [12, 16, 21]);
			at.report({ kind: 'event-found', event: found, pictures: facePictures() });
		},
	}),
	consent: kiosk({ go: (at) => at.studio.kiosk.happen('touched') }),
	practice: kiosk({ go: (at) => at.studio.kiosk.happen('practised') }),
	calibrating: kiosk({ profile: { calibrate: true }, go: visit }),
	visit: kiosk({ go: visit }),
	found: kiosk({
		go: async (at) => {
			await visit(at);
			const found = event('e1', [100, 105, 112]);
			at.report({ kind: 'event-found', event: found, pictures: facePictures() });
			at.report({ kind: 'candidate-rejected', rejected: rejected('r1', [80, 84, 90]) });
		},
	}),
	'still-there': kiosk({
		go: async (at) => {
			await visit(at);
			at.studio.kiosk.happen('idle');
		},
	}),
	wiping: kiosk({
		go: async (at) => {
			await visit(at);
			at.studio.kiosk.happen('finished');
		},
	}),
	'out-of-order': kiosk({
		go: async (at) => {
			await visit(at);
			at.studio.kiosk.happen('faulted');
		},
	}),
	'page-failed': kiosk({ go: (at) => at.studio.kiosk.pageFailed('of the gallery') }),
	pin: kiosk({ pin: '1234', after: (root) => knock(root) }),
	staff: kiosk({ refused: ['idle=soon'], go: (at) => void at.studio.kiosk.enter('') }),
});

/** As Enter does: a click that no pointer made. */
async function knock(root: HTMLElement): Promise<void> {
	await press(root, 'main > button');
}
