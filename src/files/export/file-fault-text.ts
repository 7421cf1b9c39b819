/** What is wrong with a film, and the way out: one sentence each, for the command line and reports. */
import type { FaultCode, FaultReport } from '../../core/record/index.ts';
import { convertCommand, isContentName, namedCodec } from '../../core/record/index.ts';

type FileFaultCode = Extract<FaultCode, `file/${string}`>;

const FILE_FAULTS: Readonly<Record<FileFaultCode, string>> = {
	'file/empty':
		'the file is empty (0 bytes): copying or downloading it was probably interrupted, so fetch it again.',
	'file/not-video':
		'no video can be read from it: MP4, MOV, WebM and Matroska work; choose the film itself.',
	'file/sound-only':
		'it has sound but no picture: choose the file with the picture, or export the recording again with its video.',
	'file/no-index':
		'it breaks off before its index, without which no picture can be found: copy it again from where it was recorded; a recording that broke off can often be repaired, for example with untrunc.',
	'file/other-container': `browsers cannot open this kind of video file: convert it, for example with ${convertCommand()}.`,
	'file/undecodable': `this browser cannot decode its video: convert it, for example with ${convertCommand()}.`,
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
export function fileFaultSentence(name: string, fault: FaultReport): string {
	const { code, detail } = fault;
	const text = textOf(fault);
	if (text === null) {
		return `${name}: the measurement stopped (${code}: ${detail}): run this file again by itself.`;
	}
	return `${name}: ${text.replace(/\.$/, '')} (${detail}).`;
}

/** Codecs and kinds of file are called by their names. */
function textOf({ code, detail }: FaultReport): string | null {
	switch (code) {
		case 'file/undecodable': {
			const codec = namedCodec(detail);
			if (codec === null) return fileFaultText(code);
			return `its video is ${codec.name}, which this browser cannot decode: convert it, for example with ${convertCommand(codec.family)}`;
		}
		case 'file/other-container':
			return `it is ${detail}, which browsers cannot open: convert it, for example with ${convertCommand()}`;
		case 'file/not-video':
			if (!isContentName(detail)) return fileFaultText(code);
			return `it holds ${detail}, not a video: ${detail === 'Git LFS' ? 'fetch the film itself with git lfs pull' : 'choose the film itself (MP4, MOV, WebM, Matroska)'}`;
		default:
			return fileFaultText(code);
	}
}
