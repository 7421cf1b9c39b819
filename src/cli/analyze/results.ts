/** What came back for a file: as a record for the writers, and as sentences. */
import type { SessionRecord } from '../../export/index.ts';
import { fileFaultText } from '../../export/index.ts';
import type { FaultReport } from '../../pipeline/index.ts';
import type { FileResult } from './contract.ts';

/** Null when not one frame was measured: such a file is not in the output. */
export function recordOf(name: string, result: FileResult | FaultReport): SessionRecord | null {
	if ('code' in result || result.quality === null || result.quality.frames === 0) return null;
	const { engine, widthPx, heightPx, quality, fault, events, rejected } = result;
	return {
		source: { kind: 'file', name, widthPx, heightPx, startedAt: null },
		engine,
		quality,
		fault,
		events,
		rejected,
		markers: [],
	};
}

const counted = (count: number, thing: string): string =>
	`${count} ${thing}${count === 1 ? '' : 's'}`;

export const foundSentence = ({ events, rejected }: SessionRecord): string =>
	`${counted(events.length, 'event')}, ${rejected.length} turned down`;

/** Cause and way out, in one sentence that starts with the file. */
export function faultSentence(name: string, { code, detail }: FaultReport): string {
	const text = fileFaultText(code);
	if (text === null) {
		return `${name}: the measurement stopped (${code}: ${detail}): run this file again, alone.`;
	}
	return `${name}: ${text.replace(/\.$/, '')} (${detail}).`;
}
