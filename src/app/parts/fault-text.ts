/** Every fault in words: what happened, and the ways out. The compiler sees that none is missing. */
import type { FaultCode } from '../../core/record/index.ts';
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
	'camera/busy': ['retry', 'actor', 'file'],
	'camera/ended': ['retry', 'actor', 'file'],
	'camera/frozen': ['retry', 'actor', 'file'],
	'camera/insecure': ['actor', 'file'],
	'camera/unsupported': ['retry', 'actor', 'file'],
	'file/empty': ['file'],
	'file/not-video': ['file'],
	'file/undecodable': ['file'],
	'file/broken': ['file', 'retry'],
	'file/too-small': ['file'],
	'file/too-short': ['file'],
	'file/no-face': ['file'],
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

/** In the language shown when they are read. */
export const FAULT_TEXT = Object.fromEntries(
	(Object.keys(WAYS_OUT) as FaultCode[]).map((code): [FaultCode, FaultText] => [
		code,
		{
			get title() {
				return say(`live.fault.${code}.title`);
			},
			get body() {
				return say(`live.fault.${code}.body`);
			},
			ways: WAYS_OUT[code],
		},
	]),
) as Readonly<Record<FaultCode, FaultText>>;
