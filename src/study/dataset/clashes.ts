/**
 * Rows that contradict each other: coded twice, or one clip of two people. Pure.
 *
 * A row that repeats another is skipped. A clip that two subjects have is skipped whole: which of them
 * is right cannot be told, and the wrong one would let a person be trained and tried on.
 */
import { composed } from '../../core/kernel/index.ts';
import type { AnnotatedClip } from '../../core/record/index.ts';
import type { RemarkReason, RowRemark } from './row-remark.ts';

export function withoutClashes(
	clips: readonly AnnotatedClip[],
	remark: (remark: RowRemark) => void,
): AnnotatedClip[] {
	return withoutTwoSubjects(withoutRepeats(clips, remark), remark);
}

function withoutRepeats(
	clips: readonly AnnotatedClip[],
	remark: (remark: RowRemark) => void,
): AnnotatedClip[] {
	const seen = new Map<string, AnnotatedClip>();
	return clips.filter((clip) => {
		const { subject, kind, onset, apex, offset, coder, folder, place } = clip;
		const units = clip.units.map(({ unit, side }) => `${unit}${side}`).join('+');
		const key = JSON.stringify([
			subject,
			composed(clip.clip),
			folder,
			kind,
			onset,
			apex,
			offset,
			coder,
		]);
		const first = seen.get(key);
		if (first === undefined) {
			seen.set(key, clip);
			return true;
		}
		const same = units === first.units.map(({ unit, side }) => `${unit}${side}`).join('+');
		const code = same && clip.emotion === first.emotion ? 'row-repeated' : 'row-recoded';
		const { row } = first.place;
		const why: RemarkReason = { code, clip: clip.clip, subject, onset, offset, row };
		remark({ place, outcome: 'skipped', why });
		return false;
	});
}

function withoutTwoSubjects(
	clips: readonly AnnotatedClip[],
	remark: (remark: RowRemark) => void,
): AnnotatedClip[] {
	const owners = new Map<string, AnnotatedClip>();
	const torn = new Map<string, RemarkReason>();
	for (const clip of clips) {
		const key = picturesOf(clip);
		const owner = owners.get(key);
		if (owner === undefined) owners.set(key, clip);
		else if (owner.subject !== clip.subject) {
			torn.set(key, {
				code: 'two-subjects',
				clip: clip.clip,
				first: owner.subject,
				firstRow: owner.place.row,
				second: clip.subject,
				secondRow: clip.place.row,
			});
		}
	}
	return clips.filter((clip) => {
		const why = torn.get(picturesOf(clip));
		if (why !== undefined) remark({ place: clip.place, outcome: 'skipped', why });
		return why === undefined;
	});
}

/** What is one and the same recording: a folder of pictures, or a film. */
export function picturesOf({ dataset, subject, clip, folder, film }: AnnotatedClip): string {
	return `${dataset}|${composed(folder ?? film ?? `${subject}/${clip}`).toLowerCase()}`;
}
