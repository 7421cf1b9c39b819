/** Every fault in words: what happened, and the ways out. The compiler sees that none is missing. */
import type { FaultCode, FaultReport } from '../../core/record/index.ts';
import { convertCommand, isContentName, namedCodec } from '../../core/record/index.ts';
import { say } from '../../core/words/index.ts';
import { spoken } from './words.ts';

const WAYS = ['retry', 'actor', 'file', 'restart', 'continue'] as const;
/** What a button under the text does. */
export type WayOut = (typeof WAYS)[number];

export interface FaultText {
	readonly title: string;
	readonly body: string;
	readonly ways: readonly WayOut[];
}

/** In the language shown when they are read. */
export const WAY_WORDS = spoken(WAYS, (way) => say(`live.way.${way}`));

const WAYS_OUT: Readonly<Record<FaultCode, readonly WayOut[]>> = {
	'camera/absent': ['retry', 'actor', 'file'],
	'camera/denied': ['retry', 'actor', 'file'],
	'camera/dismissed': ['retry', 'actor', 'file'],
	'camera/embedded': ['actor', 'file'],
	'camera/forbidden': ['actor', 'file'],
	'camera/system': ['retry', 'actor', 'file'],
	'camera/busy': ['retry', 'actor', 'file'],
	'camera/ended': ['retry', 'actor', 'file'],
	'camera/frozen': ['retry', 'actor', 'file'],
	'camera/insecure': ['actor', 'file'],
	'camera/unsupported': ['retry', 'actor', 'file'],
	'file/empty': ['file'],
	'file/not-video': ['file'],
	'file/sound-only': ['file'],
	'file/no-index': ['file'],
	'file/other-container': ['file'],
	'file/undecodable': ['file'],
	'file/broken': ['file', 'retry'],
	'file/too-small': ['file'],
	'file/too-short': ['file'],
	'file/no-face': ['file'],
	'browser/insecure': [],
	'browser/webcodecs': ['restart'],
	'browser/simd': ['restart'],
	'landmarks/webgl': ['restart'],
	'landmarks/model': ['restart'],
	'landmarks/failed': ['restart'],
	'gpu/absent': ['restart', 'continue'],
	'gpu/lost': ['restart', 'continue'],
	'model/missing': ['continue', 'restart'],
	'model/mismatch': ['continue', 'restart'],
	'storage/full': ['continue'],
	'worker/crashed': ['restart'],
};

/** What the detail of a fault lets one say beyond its code; an empty one: nothing. */
function bodyOf({ code, detail }: FaultReport): string {
	switch (code) {
		case 'file/undecodable': {
			const codec = namedCodec(detail);
			if (codec === null) return say(`live.fault.${code}.body`, { command: convertCommand() });
			const { name, family } = codec;
			const command = convertCommand(family);
			return family === 'other'
				? say(`live.fault.${code}.body.named`, { codec: name, command })
				: say(`live.fault.${code}.body.${family}`, { codec: name, command });
		}
		case 'file/other-container': {
			const command = convertCommand();
			return detail === ''
				? say(`live.fault.${code}.body`, { command })
				: say(`live.fault.${code}.body.named`, { container: detail, command });
		}
		case 'file/not-video':
			return isContentName(detail)
				? say(`live.fault.${code}.body.named`, { kind: detail })
				: say(`live.fault.${code}.body`);
		default:
			return say(`live.fault.${code}.body`);
	}
}

/** Of one fault as it was met: codecs and kinds of file are called by their names. */
export function faultText(fault: FaultReport): FaultText {
	// A file of another version may have faults that this one does not know.
	const { title, ways } = FAULT_TEXT[fault.code] ?? FAULT_TEXT['worker/crashed'];
	return { title, ways, body: fault.code in FAULT_TEXT ? bodyOf(fault) : fault.detail };
}

/** In the language shown when they are read. */
export const FAULT_TEXT = Object.fromEntries(
	(Object.keys(WAYS_OUT) as FaultCode[]).map((code): [FaultCode, FaultText] => [
		code,
		{
			get title() {
				return say(`live.fault.${code}.title`);
			},
			get body() {
				return bodyOf({ code, detail: '' });
			},
			ways: WAYS_OUT[code],
		},
	]),
) as Readonly<Record<FaultCode, FaultText>>;
