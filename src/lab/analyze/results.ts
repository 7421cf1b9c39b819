/** What came back for a file: as a record for the writers, and as sentences. */
import type { FacesRecord, SessionRecord, SourceRemark } from '../../core/record/index.ts';
import type { FaultReport } from '../../core/record/index.ts';
import { fileFaultSentence, remarkText } from '../../files/export/index.ts';
import type { FileResult } from './contract.ts';
import type { PageDeath } from './line-browser.ts';

/** Null when not one frame was measured: such a file is not in the output. */
export function recordOf(
	name: string,
	result: FileResult | FaultReport,
	mirrored = false,
): SessionRecord | null {
	if ('code' in result || result.quality === null || result.quality.frames === 0) return null;
	const {
		engine,
		widthPx,
		heightPx,
		quality,
		fault,
		faces,
		remarks = [],
		events,
		rejected,
	} = result;
	const slowed = remarks.find(({ code }) => code === 'slowed');
	const said = {
		...(slowed?.fps === undefined ? {} : { captureFps: slowed.fps }),
		...(remarks.length === 0 ? {} : { remarks }),
	};
	return {
		source: { kind: 'file', name, widthPx, heightPx, mirrored, startedAt: null, ...said },
		engine,
		quality,
		fault,
		faces,
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

const seconds = (ms: number): string => (ms / 1000).toFixed(1);

/** Who was followed and who else was there, and cuts; null where there was one face from first to last. */
export function facesSentence(name: string, faces: FacesRecord | null): string | null {
	if (faces === null) return null;
	const { choice, followed, others, cuts } = faces;
	const said: string[] = [];
	if (others.length > 0) {
		const from = Math.min(...others.map(({ fromMs }) => fromMs));
		const to = Math.max(...others.map(({ toMs }) => toMs));
		said.push(
			`the ${choice === 'largest' ? 'largest face' : `face chosen (${choice})`} was followed; ${counted(others.length, 'other')} seen between ${seconds(from)} and ${seconds(to)} s`,
		);
	}
	const changes = followed.filter(({ why }) => why === 'other').map(({ ms }) => seconds(ms));
	if (changes.length > 0) said.push(`another face was followed from ${changes.join(', ')} s on`);
	if (cuts.length > 0) {
		const shown = cuts.slice(0, 3).map(({ frame }) => frame);
		const more = cuts.length > shown.length ? ', ...' : '';
		said.push(`${counted(cuts.length, 'cut')} (frame ${shown.join(', ')}${more})`);
	}
	return said.length === 0 ? null : `${name}: ${said.join('; ')}.`;
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
