/** A session as the writers of files take it. */
import type { EngineInfo, Quality, SessionRecord, SourceRecord } from '../../core/record/index.ts';
import { millis } from '../../core/kernel/index.ts';
import type { Session } from '../desk/index.ts';

const UNMEASURED: Quality = {
	frames: 0,
	dropped: 0,
	fps: 0,
	faceLost: 0,
	clockBreaks: 0,
	durationMs: millis(0),
};

/** What is left out where there is nothing to say. */
export function saidOf(remarks: Session['remarks']): Pick<SourceRecord, 'captureFps' | 'remarks'> {
	const slowed = remarks.find(({ code }) => code === 'slowed');
	return {
		...(slowed?.fps === undefined ? {} : { captureFps: slowed.fps }),
		...(remarks.length === 0 ? {} : { remarks }),
	};
}

/** What can be saved: the exports say what the session was measured with. */
export type SavableSession = Session & { readonly engine: EngineInfo };

/** A session that began has a size; before that there is nothing to save. */
export const canSave = (session: Session | null): session is SavableSession =>
	session !== null && session.size !== null && session.engine !== null;

/** The session as the writers take it. */
export function recordOf(session: SavableSession): SessionRecord {
	return {
		source: {
			kind: session.kind,
			name: session.label,
			widthPx: session.size?.width ?? 0,
			heightPx: session.size?.height ?? 0,
			mirrored: session.mirrored,
			startedAt: session.kind === 'file' ? null : session.startedAt.toISOString(),
			...saidOf(session.remarks),
		},
		engine: session.engine,
		quality: session.quality ?? UNMEASURED,
		fault: session.fault,
		faces: session.faces,
		events: session.events.map(({ event }) => event),
		rejected: session.rejected,
		markers: session.markers,
		labels: [],
		study: session.study,
	};
}
