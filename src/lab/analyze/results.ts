/** What came back for a file: as a record for the writers, and as sentences. */
import type { SessionRecord, SourceRemark } from '../../core/record/index.ts';
import type { FaultReport } from '../../core/record/index.ts';
import { fileFaultSentence, remarkText } from '../../files/export/index.ts';
import type { FileResult } from './contract.ts';
import type { PageDeath } from './line-browser.ts';

/** Null when not one frame was measured: such a file is not in the output. */
export function recordOf(name: string, result: FileResult | FaultReport): SessionRecord | null {
	if ('code' in result || result.quality === null || result.quality.frames === 0) return null;
	const { engine, widthPx, heightPx, quality, fault, remarks = [], events, rejected } = result;
	const slowed = remarks.find(({ code }) => code === 'slowed');
	const said = {
		...(slowed?.fps === undefined ? {} : { captureFps: slowed.fps }),
		...(remarks.length === 0 ? {} : { remarks }),
	};
	return {
		source: { kind: 'file', name, widthPx, heightPx, startedAt: null, ...said },
		engine,
		quality,
		fault,
		events,
		rejected,
		markers: [],
		labels: [],
		study: null,
	};
}

const counted = (count: number, thing: string): string =>
	`${count} ${thing}${count === 1 ? '' : 's'}`;

export const foundSentence = ({ events, rejected }: SessionRecord): string =>
	`${counted(events.length, 'event')}, ${rejected.length} rejected`;

/** What is to be known about a film, one sentence each. */
export const remarkSentences = (name: string, remarks: readonly SourceRemark[]): string[] =>
	remarks.flatMap((remark) => remarkText(remark) ?? []).map((text) => `${name}: ${text}`);

/** Cause and way out, in one sentence that starts with the file. */
export function faultSentence(name: string, fault: PageDeath): string {
	if (fault.silentMs === undefined) return fileFaultSentence(name, fault);
	const seconds = fault.silentMs / 1000;
	return `${name}: it was given up after ${seconds} s without a new frame: the file is probably damaged, so try the original recording; --give-up ${10 * seconds} waits longer.`;
}

/** What went on without the network, and why; null when nothing did. */
export function warningSentence(name: string, { engine, unread }: FileResult): string | null {
	if (engine.network.state === 'absent') {
		const why = engine.network.fault ?? 'no weights';
		return `${name}: no network ran (${why}): events were found and measured, but without action units or a reading.`;
	}
	const [first] = unread;
	if (!first) return null;
	return `${name}: ${counted(unread.length, 'event')} without action units or a reading (${first.code}: ${first.detail}).`;
}
