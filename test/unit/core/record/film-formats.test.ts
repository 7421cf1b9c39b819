import { expect, test } from 'vitest';
import {
	convertCommand,
	isContentName,
	namedCodec,
	namedContent,
} from '../../../../src/core/record/index.ts';

test.each([
	['hvc1.1.6.L93.B0', 'HEVC (H.265)', 'hevc'],
	['hev1.2.4.L120.90', 'HEVC (H.265)', 'hevc'],
	['V_MPEGH/ISO/HEVC', 'HEVC (H.265)', 'hevc'],
	['dvh1.05.06', 'Dolby Vision (HEVC)', 'hevc'],
	['avc1.640028', 'H.264', 'h264'],
	['avc1.6E0028', 'H.264 (10-bit, High 10)', 'h264'],
	['avc3.7a0028', 'H.264 (4:2:2, High 4:2:2)', 'h264'],
	['avc1.f40028', 'H.264 (4:4:4, High 4:4:4)', 'h264'],
	['av01.0.08M.08', 'AV1', 'av1'],
	['apch', 'Apple ProRes', 'other'],
	['mjpa', 'Motion JPEG', 'other'],
	['jpeg', 'Motion JPEG', 'other'],
	['mp4v.20.9', 'MPEG-4 Part 2 (DivX, Xvid)', 'other'],
	['xdvc', 'MPEG-2', 'other'],
	['V_MPEG2', 'MPEG-2', 'other'],
	['dvcp', 'DV', 'other'],
	['AVdn', 'DNxHD', 'other'],
	['V_FFV1', 'FFV1', 'other'],
	['vp09.02.10.10', 'VP9', 'other'],
])('%s is %s', (codec, name, family) => {
	expect(namedCodec(codec)).toEqual({ name, family });
});

test('a codec that nobody knows has no name', () => {
	for (const codec of ['', 'unknown codec', 'xyz1']) expect(namedCodec(codec)).toBeNull();
});

test('what converts keeps the time of every frame, and gives what the browser can decode', () => {
	for (const family of ['hevc', 'av1', 'h264', 'other'] as const) {
		expect(convertCommand(family)).toContain('-pix_fmt yuv420p -fps_mode passthrough');
	}
	expect(convertCommand('h264')).not.toContain('264');
	expect(convertCommand()).toContain('libx264');
});

test.each([
	['RIFF\x10\x20\x00\x00AVI LIST', 'AVI', true],
	['\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6', 'WMV (ASF)', true],
	['FLV\x01\x05', 'FLV', true],
	['\x00\x00\x01\xba\x44', 'MPEG (.mpg, .vob)', true],
	['\x06\x0e\x2b\x34\x02', 'MXF', true],
	['<!DOCTYPE html>', 'HTML', false],
	['version https://git-lfs.github.com/spec/v1', 'Git LFS', false],
	['PK\x03\x04\x14', 'ZIP', false],
	['%PDF-1.7', 'PDF', false],
	['\xff\xd8\xff\xe0', 'JPEG', false],
])('a file that begins %j is %s', (start, name, film) => {
	const bytes = Uint8Array.from(start, (letter) => letter.charCodeAt(0));
	expect(namedContent(bytes)).toEqual({ name, film });
	expect(isContentName(name)).toBe(!film);
});

test('what is not known has no name', () => {
	expect(namedContent(new Uint8Array(32))).toBeNull();
	expect(namedContent(new Uint8Array(0))).toBeNull();
	expect(isContentName('no known video format')).toBe(false);
});
