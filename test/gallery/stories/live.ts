import type { FaultCode, RejectedCandidate } from '../../../src/core/record/index.ts';
import { Fault } from '../../../src/core/record/index.ts';
import { settled } from '../../browser/app/session/orders.ts';
import { engine, event, frame, quality, rejected } from '../../browser/app/session/reports.ts';
import { drawnSource, facePictures, measure, stand } from '../stand.ts';
import type { Story } from '../story.ts';
import { press, section } from '../story.ts';

const CAMERA_FAULTS = [
	'absent',
	'denied',
	'busy',
	'ended',
	'frozen',
	'insecure',
	'unsupported',
] as const;
const LINE_FAULTS = [
	'browser/webcodecs',
	'browser/simd',
	'landmarks/webgl',
	'landmarks/model',
	'landmarks/failed',
	'gpu/absent',
	'gpu/lost',
	'worker/crashed',
] as const;

const REASONS: readonly RejectedCandidate['reason'][] = [
	'blink',
	'speech',
	'face-lost',
	'too-weak',
];

const cameraFault =
	(code: FaultCode): Story['open'] =>
	async () => {
		const at = await stand({
			sources: { openCamera: () => Promise.reject(new Fault(code, 'of the gallery')) },
		});
		await at.desk.startCamera();
		return at.app('live');
	};

const lineFault =
	(code: FaultCode): Story['open'] =>
	async () => {
		const at = await stand({ ready: false });
		at.report({ kind: 'faulted', fault: { code, detail: 'of the gallery' } });
		return at.app('live');
	};

async function running(after?: (root: HTMLElement) => Promise<void>) {
	const at = await stand();
	await measure(at, 'camera');
	return at.app('live', '', after);
}

export const live = section('Live', {
	idle: async () => (await stand()).app('live'),
	loading: async () => {
		const at = await stand({ ready: false });
		at.report({ kind: 'progress', step: 'face-model', loaded: 3_700_000, total: 3_700_000 });
		at.report({ kind: 'progress', step: 'network', loaded: 50_000, total: 100_000 });
		void at.desk.startActor();
		await settled();
		return at.app('live');
	},
	'camera-asked': async () => {
		const at = await stand({ sources: { openCamera: () => new Promise(() => {}) } });
		void at.desk.startCamera();
		await settled();
		return at.app('live');
	},
	running: () => running(),
	'not-a-movement': () => running((root) => press(root, '[role="tab"][aria-selected="false"]')),
	coach: async () => {
		const at = await stand();
		await measure(at, 'camera');
		at.report(frame(241, { face: { light: 20, yaw: 40 }, quality: { dropped: 40, fps: 12 } }));
		return at.app('live');
	},
	'no-face': async () => {
		const at = await stand();
		await measure(at, 'camera');
		at.report(frame(241, { face: { state: 'none', count: 0 } }));
		return at.app('live');
	},
	many: async () => {
		const at = await stand();
		await measure(at);
		for (let n = 0; n < 40; n++) {
			const keys = [242 + 6 * n, 245 + 6 * n, 248 + 6 * n] as const;
			at.report(frame(keys[2]));
			at.report({ kind: 'event-found', event: event(`m${n}`, keys), pictures: facePictures() });
			const reason = REASONS[n % REASONS.length]!;
			at.report({ kind: 'candidate-rejected', rejected: rejected(`q${n}`, keys, reason) });
		}
		const session = at.desk.live!;
		for (const [n, text] of ['', 'stimulus', 'a very long remark that nobody can read'].entries()) {
			const { at: ms, frame: number } = session.latest!;
			session.mark({ id: `k${n}`, ms, frame: number, text, origin: 'keyboard', wallMs: null });
		}
		return at.app('live');
	},
	calibrating: async () => {
		const at = await stand();
		await measure(at, 'camera');
		at.desk.calibrate();
		at.report({ kind: 'calibrating', done: 0.7, hindrance: null });
		return at.app('live');
	},
	'calibration-held': async () => {
		const at = await stand();
		await measure(at, 'camera');
		at.desk.calibrate();
		at.report({ kind: 'calibrating', done: 0.2, hindrance: 'talking' });
		return at.app('live');
	},
	'calibration-refused': async () => {
		const at = await stand();
		await measure(at, 'camera');
		at.desk.calibrate();
		at.report({ kind: 'calibration-refused', why: 'dark' });
		return at.app('live');
	},
	paused: async () => {
		let breakOff: (fault: Fault) => void = () => {};
		const at = await stand({
			sources: {
				openCamera: (_id, onFault) => {
					breakOff = onFault;
					return Promise.resolve(drawnSource('front camera'));
				},
			},
			desk: { reopenAfterMs: [60_000] },
		});
		await measure(at, 'camera');
		breakOff(new Fault('camera/frozen', 'no new picture for 2000 ms'));
		return at.app('live');
	},
	stopped: async () => {
		const at = await stand();
		await measure(at);
		void at.desk.stop();
		at.report({ kind: 'stopped', quality: quality(240), fault: null });
		return at.app('live');
	},
	'no-network': async () => {
		const at = await stand();
		const network = { ...engine.network, state: 'absent', fault: 'model/missing' } as const;
		at.report({ kind: 'ready', engine: { ...engine, network, backend: null } });
		await measure(at);
		return at.app('live');
	},
	save: () =>
		running((root) => press(root, '.tools .menu-holder, .tools [popovertarget$="-menu"]')),
	'sent-nothing': () => running((root) => press(root, '[popovertarget$="-sent"]')),
	'figures-explained': () => running((root) => press(root, '[popovertarget$="-notes"]')),
	'keys-helped': () => running((root) => press(root, 'header [aria-keyshortcuts="?"]')),
	...Object.fromEntries(
		CAMERA_FAULTS.map((what) => [`camera-${what}`, cameraFault(`camera/${what}`)]),
	),
	...Object.fromEntries(LINE_FAULTS.map((code) => [code.replace('/', '-'), lineFault(code)])),
});
