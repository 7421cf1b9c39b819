/** Rows of an audit as the report shows them: with where the face lies in their key frames. */
import type { AuditRow } from '../../../study/audit/index.ts';
import type { ClipMotion } from '../../../core/record/index.ts';
import { KEY_FRAMES } from '../../../core/record/index.ts';
import type { ClipOnDisk } from './clips.ts';

export interface PlacedRow extends AuditRow<ClipOnDisk> {
	/** Of its key frames, coded and reselected, by frame; [4] each (align). */
	readonly placing: ReadonlyMap<number, readonly number[]>;
}

export function placed(row: AuditRow<ClipOnDisk>, motion: ClipMotion | null): PlacedRow {
	const { reselection } = row;
	if (motion === null || reselection === null) return { ...row, placing: new Map() };
	const frames = KEY_FRAMES.flatMap((name) => [reselection[name].coded, reselection[name].frame]);
	return { ...row, placing: placingOf(motion, frames) };
}

function placingOf(
	{ frames, faces, placing }: ClipMotion,
	wanted: readonly (number | null)[],
): Map<number, readonly number[]> {
	const found = new Map<number, readonly number[]>();
	for (const frame of wanted) {
		const t = frame === null ? -1 : frames.indexOf(frame);
		if (t >= 0 && faces[t] === 1) found.set(frame!, [...placing.subarray(4 * t, 4 * t + 4)]);
	}
	return found;
}
