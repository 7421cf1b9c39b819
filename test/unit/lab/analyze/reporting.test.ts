import { describe, expect, it } from 'vitest';
import type { FileResult } from '../../../../src/lab/analyze/contract.ts';
import { Progress } from '../../../../src/lab/terminal/progress.ts';
import {
	faultSentence,
	foundSentence,
	recordOf,
	warningSentence,
} from '../../../../src/lab/analyze/results.ts';
import { fileFaultSentence, fileFaultText } from '../../../../src/files/export/index.ts';
import { record } from '../../files/export/record.ts';

const result: FileResult = {
	engine: record.engine,
	widthPx: 640,
	heightPx: 480,
	quality: record.quality,
	fault: null,
	faces: null,
	events: record.events,
	rejected: record.rejected,
	unread: [],
	usable: true,
};

describe('results', () => {
	it('of a file that was measured become a record, faults included', () => {
		const fault = { code: 'file/no-face', detail: '' } as const;
		expect(recordOf('a.mp4', { ...result, fault, events: [] })).toMatchObject({
			source: { kind: 'file', name: 'a.mp4', widthPx: 640 },
			fault,
			events: [],
		});
		expect(foundSentence(record)).toBe('2 events, 3 rejected');
	});

	it('of a file without one measured frame become none', () => {
		expect(recordOf('a', { code: 'file/empty', detail: '' })).toBeNull();
		expect(recordOf('a', { ...result, quality: null })).toBeNull();
		expect(recordOf('a', { ...result, quality: { ...record.quality, frames: 0 } })).toBeNull();
	});

	it('without a reading say why', () => {
		expect(warningSentence('a.mp4', result)).toBeNull();
		const network = { ...record.engine.network, state: 'absent', fault: 'model/missing' } as const;
		const bare = { ...result, engine: { ...record.engine, network } };
		expect(warningSentence('a.mp4', bare)).toMatch(/^a\.mp4: no network ran \(model\/missing\)/);
		const unread = [{ code: 'gpu/lost', detail: 'reset' } as const];
		expect(warningSentence('a.mp4', { ...result, unread })).toMatch(
			/1 event without .*gpu\/lost: reset/,
		);
	});

	it('that are faults are one sentence with cause and way out', () => {
		const codes = [
			'empty',
			'not-video',
			'sound-only',
			'no-index',
			'other-container',
			'undecodable',
			'broken',
			'too-small',
			'too-short',
			'no-face',
		];
		for (const code of codes) {
			const text = fileFaultText(`file/${code}` as 'file/empty');
			expect(text).toMatch(/^[a-z].*: .*\.$/);
			const sentence = fileFaultSentence('a.mp4', {
				code: `file/${code}` as 'file/empty',
				detail: 'why',
			});
			expect(sentence).toMatch(/^a\.mp4: .* \(why\)\.$/);
			expect(sentence).not.toContain('\n');
		}
		for (const [code, detail, words] of [
			['undecodable', 'hvc1.1.6.L93.B0', /HEVC \(H\.265\).*libx264/],
			['undecodable', 'apcn', /Apple ProRes.*libx264/],
			['undecodable', 'avc1.7a0028', /4:2:2.*libvpx-vp9/],
			['undecodable', 'av01.0.08M.08', /AV1/],
			['undecodable', 'unknown codec', /this browser cannot decode its video: .*libx264/],
			['other-container', 'AVI', /it is AVI, which browsers cannot open: .*ffmpeg/],
			['not-video', 'HTML', /it holds HTML, not a video: choose the film itself/],
			['not-video', 'Git LFS', /git lfs pull/],
			['sound-only', 'there is sound but no picture', /sound but no picture: choose the file with/],
		] as const) {
			expect(fileFaultSentence('a.mp4', { code: `file/${code}`, detail })).toMatch(words);
		}
		expect(fileFaultText('gpu/lost')).toBeNull();
		expect(fileFaultSentence('a', { code: 'worker/crashed', detail: 'x' })).toMatch(
			/worker\/crashed: x/,
		);
	});
});

describe('a film that hangs', () => {
	it('is a sentence with how long nothing came, and what to do', () => {
		const fault = { code: 'worker/crashed', detail: 'x', silentMs: 60_000 } as const;
		expect(faultSentence('a.webm', fault)).toBe(
			'a.webm: it was given up after 60 s without a new frame: the file is probably damaged, so try the original recording; --give-up 600 waits longer.',
		);
		expect(faultSentence('a', { code: 'file/empty', detail: '' })).toMatch(/^a: the file is empty/);
	});
});

describe('progress', () => {
	function recorded(terminal: boolean) {
		const lines: string[] = [];
		let now = 0;
		const progress = new Progress({
			terminal,
			width: 60,
			write: (text) => void lines.push(text),
			nowMs: () => now,
		});
		return { lines, progress, wait: (ms: number) => (now += ms) };
	}

	it('keeps one line up to date on a terminal, no wider than it', () => {
		const { lines, progress, wait } = recorded(true);
		progress.start(1, 2, 'a-very-long-name-of-a-film-that-does-not-fit-in-the-line-at-all.mp4');
		wait(1000);
		progress.update({ frames: 30, doneMs: 500, totalMs: 2000 });
		for (const line of lines) {
			expect(line.startsWith('\r\u001b[K')).toBe(true);
			expect(line.replace('\r\u001b[K', '').length).toBeLessThan(60);
		}
		progress.done(60, 'no events');
		expect(lines.at(-1)).toMatch(/\n$/);
	});

	it('writes sparse whole lines elsewhere', () => {
		const { lines, progress, wait } = recorded(false);
		progress.start(1, 1, 'a.mp4');
		for (let i = 0; i < 250; i++) {
			wait(100);
			progress.update({ frames: i, doneMs: i * 10, totalMs: 2500 });
		}
		expect(lines).toHaveLength(2);
		expect(lines[0]).toBe('[1/1] a.mp4  39%, 99 frames, 9.9 frames/s\n');
	});

	it('gives no percentage where the length is unknown', () => {
		const { lines, progress, wait } = recorded(true);
		progress.start(1, 1, 'a.mp4');
		wait(500);
		progress.update({ frames: 5, doneMs: 500, totalMs: 0 });
		expect(lines.at(-1)).toContain('a.mp4  5 frames, 10.0 frames/s');
	});
});
