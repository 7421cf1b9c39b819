import type { FaultCode } from '../../../src/core/record/index.ts';
import { settled } from '../../browser/app/session/orders.ts';
import { event, frame, quality, rejected } from '../../browser/app/session/reports.ts';
import type { Stand } from '../stand.ts';
import { facePictures, stand } from '../stand.ts';
import type { Story } from '../story.ts';
import { section } from '../story.ts';

const LONG =
	'Interview with participant 0123 of the pilot study in Saarbrücken, second session, left camera (final final).mp4';
const FAULTS = [
	'empty',
	'not-video',
	'undecodable',
	'broken',
	'too-small',
	'too-short',
	'no-face',
] as const;

const videos = (...names: string[]): File[] => names.map((name) => new File(['x'], name));

/** The file that runs is measured to its end. */
async function finish(at: Stand, fault: FaultCode | null = null): Promise<void> {
	at.report({ kind: 'started', width: 640, height: 480 });
	for (let index = 0; index < 120; index++) {
		const bump = 1.4 * Math.exp(-(((index - 45) / 4) ** 2));
		at.report(frame(index, { motion: { lipCornerLeft: 0.15 + bump } }));
	}
	if (fault === null) {
		const found = event('e1', [40, 45, 52]);
		at.report({ kind: 'event-found', event: found, pictures: facePictures() });
		at.report({ kind: 'candidate-rejected', rejected: rejected('r1', [80, 84, 90]) });
	}
	const report = fault === null ? null : { code: fault, detail: 'of the gallery' };
	at.report({ kind: 'stopped', quality: quality(120), fault: report });
	await settled();
}

async function queued(...names: string[]): Promise<Stand> {
	const at = await stand();
	at.studio.queue.add(videos(...names));
	await settled();
	return at;
}

const failed =
	(code: FaultCode): Story['open'] =>
	async () => {
		const at = await queued('notes.mp4');
		await finish(at, code);
		return at.app('analyze');
	};

export const analyze = section('Analyze', {
	empty: async () => (await stand()).app('analyze'),
	'nothing-usable': async () => {
		const at = await stand();
		at.studio.queue.take([{ path: 'letter.docx', file: new File(['x'], 'letter.docx') }]);
		return at.app('analyze');
	},
	running: async () => {
		const at = await queued('interview.mp4', 'second.mp4', 'third.mp4');
		at.report({ kind: 'started', width: 640, height: 480 });
		for (let index = 0; index < 60; index++) at.report(frame(index));
		at.report({ kind: 'file-progress', doneMs: 2000, totalMs: 9000 });
		return at.app('analyze');
	},
	done: async () => {
		const at = await queued('interview.mp4');
		await finish(at);
		return at.app('analyze');
	},
	mixed: async () => {
		const at = await queued('one.mp4', 'broken.mp4', LONG, 'waiting.mp4', 'last.mp4');
		at.studio.queue.take(
			['notes.txt', 'a/b/c/letter.docx'].map((path) => ({ path, file: new File(['x'], path) })),
		);
		await finish(at);
		await finish(at, 'file/broken');
		at.report({ kind: 'started', width: 1920, height: 1080 });
		at.report(frame(1));
		at.report({ kind: 'file-progress', doneMs: 2000, totalMs: 90_000 });
		return at.app('analyze');
	},
	overview: async () => {
		const at = await queued('one.mp4', 'two.mp4', LONG);
		await finish(at);
		await finish(at, 'file/broken');
		await finish(at);
		at.studio.queue.show(null);
		return at.app('analyze');
	},
	many: async () => {
		const at = await queued(...Array.from({ length: 60 }, (_, n) => `clip ${n + 1}.mp4`));
		for (let n = 0; n < 5; n++) await finish(at);
		return at.app('analyze');
	},
	...Object.fromEntries(FAULTS.map((what) => [`file-${what}`, failed(`file/${what}`)])),
	'worker-crashed': failed('worker/crashed'),
});
