/** Codecs and containers by the names that people know, and what converts them. */

/** By families, whose ways out differ. */
type CodecFamily = 'hevc' | 'av1' | 'h264' | 'other';

interface NamedCodec {
	/** In any language. */
	readonly name: string;
	readonly family: CodecFamily;
}

/** H.264 of 10 bits, 4:2:2 or 4:4:4, by the profile in `avc1.PPCCLL`. */
const DEEP_H264: Readonly<Record<string, string>> = {
	'6e': 'H.264 (10-bit, High 10)',
	'7a': 'H.264 (4:2:2, High 4:2:2)',
	f4: 'H.264 (4:4:4, High 4:4:4)',
};

/** First letters of what a file calls its codec (RFC 6381, QuickTime, Matroska). */
const CODECS: readonly (readonly [starts: RegExp, name: string, family?: CodecFamily])[] = [
	[/^(?:hvc1|hev1|V_MPEGH)/i, 'HEVC (H.265)', 'hevc'],
	[/^(?:dvh1|dvhe)/i, 'Dolby Vision (HEVC)', 'hevc'],
	[/^(?:avc\d|dva1|dvav|V_MPEG4\/ISO\/AVC)/i, 'H.264', 'h264'],
	[/^(?:av01|V_AV1)/i, 'AV1', 'av1'],
	[/^(?:vvc1|vvi1)/i, 'VVC (H.266)'],
	[/^(?:ap4h|ap4x|apch|apcn|apcs|apco|aprn|aprh|V_PRORES)/i, 'Apple ProRes'],
	[/^(?:avdn|avdh|V_DNX)/i, 'DNxHD'],
	[/^cfhd/i, 'CineForm'],
	[/^(?:mjpa|mjpb|mjpg|jpeg|V_MJPEG)/i, 'Motion JPEG'],
	[/^(?:mp4v|divx|xvid|V_MPEG4|FMP4)/i, 'MPEG-4 Part 2 (DivX, Xvid)'],
	[/^(?:m2v1|mp2v|mpg2|hdv|xdv|xd5|mx[345]|V_MPEG2)/i, 'MPEG-2'],
	[/^(?:mpg1|mp1v|V_MPEG1)/i, 'MPEG-1'],
	[/^(?:dvc|dvp|dvh[2-6pq]|dv5)/i, 'DV'],
	[/^(?:ffv1|V_FFV1)/i, 'FFV1'],
	[/^(?:theora|V_THEORA)/i, 'Theora'],
	[/^(?:s263|h263)/i, 'H.263'],
	[/^(?:v210|2vuy|yuv|raw|V_UNCOMPRESSED)/i, 'uncompressed'],
	[/^(?:vp0?9|V_VP9)/i, 'VP9'],
	[/^(?:vp0?8|V_VP8)/i, 'VP8'],
];

/** Null: nobody knows it. @param codec as a file has it, such as `hvc1.1.6.L93.B0` or `apcn` */
export function namedCodec(codec: string): NamedCodec | null {
	const found = CODECS.find(([starts]) => starts.test(codec));
	if (found === undefined) return null;
	const [, name, family = 'other'] = found;
	const profile = /^avc\d\.([0-9a-f]{2})/i.exec(codec)?.[1]?.toLowerCase() ?? '';
	return { name: DEEP_H264[profile] ?? name, family };
}

/** Every frame keeps its time. In any browser with H.264, which some builds of Chromium lack. */
const TO_MP4 = 'ffmpeg -i IN -c:v libx264 -crf 14 -pix_fmt yuv420p -fps_mode passthrough OUT.mp4';
const TO_WEBM =
	'ffmpeg -i IN -c:v libvpx-vp9 -crf 15 -b:v 0 -pix_fmt yuv420p -fps_mode passthrough OUT.webm';

/** For a terminal. What a browser cannot decode as H.264 is no better as H.264. */
export const convertCommand = (family: CodecFamily = 'other'): string =>
	family === 'h264' ? TO_WEBM : TO_MP4;

/** Films that browsers cannot open, and what is none, by the first bytes. */
const SIGNATURES: readonly (readonly [at: number, bytes: string, name: string])[] = [
	[8, 'AVI ', 'AVI'],
	[0, '\x30\x26\xb2\x75\x8e\x66\xcf\x11', 'WMV (ASF)'],
	[0, 'FLV\x01', 'FLV'],
	[0, '\x00\x00\x01\xba', 'MPEG (.mpg, .vob)'],
	[0, '\x00\x00\x01\xb3', 'MPEG (.mpv, .m2v)'],
	[0, '\x06\x0e\x2b\x34', 'MXF'],
	[0, '.RMF', 'RealMedia'],
	[0, '\x1f\x07\x00', 'DV'],
];

const OTHERS: readonly (readonly [at: number, bytes: string, name: string])[] = [
	[0, '<!DOCTYPE', 'HTML'],
	[0, '<!doctype', 'HTML'],
	[0, '<html', 'HTML'],
	[0, '<HTML', 'HTML'],
	[0, 'version https://git-lfs', 'Git LFS'],
	[0, '%PDF', 'PDF'],
	[0, 'PK\x03\x04', 'ZIP'],
	[0, 'Rar!', 'RAR'],
	[0, '7z\xbc\xaf', '7z'],
	[0, 'GIF8', 'GIF'],
	[0, '\x89PNG', 'PNG'],
	[0, '\xff\xd8\xff', 'JPEG'],
	[0, 'II*\x00', 'TIFF'],
	[0, 'MM\x00*', 'TIFF'],
];

/** Whether a fault's detail is a name of `namedContent`, and no sentence for logs. */
export const isContentName = (detail: string): boolean =>
	OTHERS.some(([, , name]) => name === detail);

interface NamedContent {
	readonly name: string;
	/** Something that players show and browsers do not. */
	readonly film: boolean;
}

/** Null: not known. @param start the first 32 bytes or more */
export function namedContent(start: Uint8Array): NamedContent | null {
	const text = String.fromCharCode(...start.subarray(0, 32));
	const found = (of: typeof SIGNATURES): string | undefined =>
		of.find(([at, bytes]) => text.startsWith(bytes, at))?.[2];
	const film = found(SIGNATURES);
	if (film !== undefined) return { name: film, film: true };
	const other = found(OTHERS);
	return other === undefined ? null : { name: other, film: false };
}
