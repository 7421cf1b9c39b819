/** What is wrong with a film, and the way out: one sentence each, for the command line and reports. */
import type { FaultCode, FaultReport } from '../../core/record/index.ts';

type FileFaultCode = Extract<FaultCode, `file/${string}`>;

const FILE_FAULTS: Readonly<Record<FileFaultCode, string>> = {
	'file/empty':
		'the file is empty (0 bytes): copying or downloading it was probably interrupted, so fetch it again.',
	'file/not-video':
		'no video can be read from it: MP4, MOV, WebM and Matroska work; convert others, for example with ffmpeg -i IN -c:v libx264 OUT.mp4.',
	'file/undecodable':
		'this browser cannot decode its codec (HEVC is the usual case): convert it to H.264, VP9 or AV1.',
	'file/broken':
		'it cannot be decoded to its end: what came before was analysed and kept; try the original recording.',
	'file/too-small':
		'the picture is too small to hold a face: at least 64 x 64 pixels, better some hundred, are needed.',
	'file/too-short':
		'it has too few frames to hold a movement and the rest before and after it: use a video of at least one second.',
	'file/no-face':
		'no face was found in any frame: the face should look roughly at the camera and fill a fair part of the picture.',
};

/** Null for a fault that is not the file's. */
export function fileFaultText(code: FaultCode): string | null {
	return (FILE_FAULTS as Partial<Record<FaultCode, string>>)[code] ?? null;
}

/** Cause and way out, in one sentence that starts with the file. */
export function fileFaultSentence(name: string, { code, detail }: FaultReport): string {
	const text = fileFaultText(code);
	if (text === null) {
		return `${name}: the measurement stopped (${code}: ${detail}): run this file again by itself.`;
	}
	return `${name}: ${text.replace(/\.$/, '')} (${detail}).`;
}
