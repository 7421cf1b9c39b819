/** What became of the candidates, and which of them were true movements. Pure. */
import { overlaps } from '../../study/evaluation/index.ts';
import type { RejectedCandidate } from '../../core/record/index.ts';
import type { SpottingFigures } from '../../files/export/index.ts';
import { REJECTION_REASONS } from '../../core/record/index.ts';
import type { FoundMovement } from './outcome.ts';
import { spanOf } from './outcome.ts';
import type { ClipTruth } from './truth.ts';

/** What the line found in a clip, and what it refused. */
export interface ClipRecord {
	readonly events: readonly FoundMovement[];
	readonly rejected: readonly (FoundMovement & Pick<RejectedCandidate, 'reason'>)[];
}

/** A clip and what the line made of it. */
export interface ClipResult {
	readonly clip: ClipTruth;
	readonly record: ClipRecord;
}

export function gatesOf(measured: readonly ClipResult[]): SpottingFigures['gates'] {
	const candidates = measured.flatMap(({ clip, record }) => {
		const isTrue = (span: ReturnType<typeof spanOf>): boolean =>
			clip.events.some((event) => overlaps(event, span));
		return [
			...record.events.map((event) => ({
				outcome: 'accepted' as const,
				isTrue: isTrue(spanOf(event)),
			})),
			...record.rejected.map((rejected) => ({
				outcome: rejected.reason,
				isTrue: isTrue(spanOf(rejected)),
			})),
		];
	});
	return {
		outcomes: (['accepted', ...REJECTION_REASONS] as const).map((outcome) => {
			const own = candidates.filter((candidate) => candidate.outcome === outcome);
			return {
				outcome,
				candidates: own.length,
				onTrueEvents: own.filter(({ isTrue }) => isTrue).length,
			};
		}),
		neverCandidates: measured.reduce((sum, each) => sum + neverCandidates(each), 0),
	};
}

function neverCandidates({ clip, record }: ClipResult): number {
	const spans = [...record.events, ...record.rejected].map(spanOf);
	return clip.events.filter((event) => !spans.some((span) => overlaps(event, span))).length;
}
