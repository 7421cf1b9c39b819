/** Every fault as people read it, in every language: the way out fits the case at hand. */
import { afterAll, expect, test } from 'vitest';
import { FAULT_TEXT, faultText } from '../../../../src/app/parts/fault-text.ts';
import type { FaultCode } from '../../../../src/core/record/index.ts';
import { LANGUAGES, speak } from '../../../../src/core/words/index.ts';

const codes = Object.keys(FAULT_TEXT) as FaultCode[];

afterAll(() => speak('en'));

test.each(LANGUAGES.map(({ tag }) => tag))('%s: nothing is left open', async (tag) => {
	await speak(tag);
	for (const code of codes) {
		for (const detail of [
			'',
			'a detail for logs',
			'hvc1.1',
			'avc1.7a0028',
			'av01',
			'apcn',
			'HTML',
		]) {
			const { title, body } = faultText({ code, detail });
			expect(title.length).toBeGreaterThan(2);
			expect(body).not.toMatch(/[{}]|undefined/);
		}
	}
	const body = (code: FaultCode, detail = ''): string => faultText({ code, detail }).body;
	expect(body('camera/embedded')).toContain('allow="camera"');
	expect(body('camera/forbidden')).toContain('camera=(self)');
	expect(body('browser/insecure')).toMatch(/https.*localhost/);
	expect(body('file/undecodable', 'hvc1.1.6')).toMatch(/HEVC \(H\.265\).*ffmpeg.*libx264/);
	expect(body('file/undecodable', 'apch')).toMatch(/Apple ProRes.*ffmpeg.*libx264/);
	expect(body('file/undecodable', 'avc1.6e0028')).toMatch(/10-bit.*libvpx-vp9/);
	expect(body('file/undecodable', 'av01.0')).toMatch(/AV1.*libx264/);
	expect(body('file/undecodable', 'no name')).toMatch(/ffmpeg.*libx264/);
	expect(body('file/other-container', 'AVI')).toMatch(/AVI.*ffmpeg/);
	expect(body('file/not-video', 'HTML')).toContain('HTML');
	expect(body('file/not-video', 'no known video format')).not.toContain('format (');
});

test('where asking again is no use there is no button for it', () => {
	for (const code of ['camera/embedded', 'camera/forbidden', 'camera/insecure'] as const) {
		expect(FAULT_TEXT[code].ways).toEqual(['actor', 'file']);
	}
	for (const code of ['camera/dismissed', 'camera/system'] as const) {
		expect(FAULT_TEXT[code].ways).toContain('retry');
	}
});

test('a fault of another version is said as far as it can be', () => {
	const { title, body } = faultText({ code: 'camera/on-fire' as FaultCode, detail: 'smoke' });
	expect(title).toBe(FAULT_TEXT['worker/crashed'].title);
	expect(body).toBe('smoke');
});
