/**
 * Trials: a movement's true key frames, moved, and where each way of selecting puts them then.
 *
 * Published selections look at luminance, of aligned crops and of whole frames. What cannot be
 * selected anew (a face missing) stays as it was coded, and counts.
 */
import type { KeyFrameName } from '../../../core/record/index.ts';
import type { Reselection } from '../../../study/audit/index.ts';
import { reselect, toleranceAt } from '../../../study/audit/index.ts';
import type { Random } from '../../../core/kernel/index.ts';
import type { DifferenceKind, PublishedVariant } from '../../../line/select/index.ts';
import { PUBLISHED_VARIANTS, reselectPublished } from '../../../line/select/index.ts';
import type { Footage } from '../../footage/index.ts';
import type { KeyFrameNumbers } from './jitter.ts';
import { jittered } from './jitter.ts';
import type { MeasuredFilm } from './measured-film.ts';

export interface Trial {
	readonly film: string;
	readonly person: string;
	readonly part: string;
	readonly peakPx200: number;
	readonly fps: number;
	readonly truth: KeyFrameNumbers;
	readonly coded: KeyFrameNumbers;
	/** By method, `METHODS`. */
	readonly selected: Readonly<Record<string, KeyFrameNumbers>>;
	/** The audit that knew the units; null: it could not be done. */
	readonly reselection: Reselection | null;
}

/** The audit that is told the action units, as a coder names them. */
export const AUDIT = 'audit';
/** ... and the one that is not. */
const AUDIT_WITHOUT_UNITS = 'audit, without units';

interface PublishedMethod {
	readonly name: string;
	readonly variant: PublishedVariant;
	readonly of: 'crop' | 'whole';
	readonly kind: DifferenceKind;
}

const PUBLISHED: readonly PublishedMethod[] = PUBLISHED_VARIANTS.flatMap((variant) => [
	{ name: `${variant}, aligned`, variant, of: 'crop' as const, kind: 'signed' as const },
	{ name: `${variant}, frames`, variant, of: 'whole' as const, kind: 'signed' as const },
	{ name: `${variant}, as published`, variant, of: 'whole' as const, kind: 'wrapped' as const },
]);

export const METHODS: readonly string[] = [
	AUDIT,
	AUDIT_WITHOUT_UNITS,
	...PUBLISHED.map(({ name }) => name),
];

export interface Drawing {
	/** Widest jitter, frames. */
	readonly jitter: number;
	readonly runs: number;
	readonly random: Random;
}

export function trialsOf(
	{ name, truth: film, frames }: Footage,
	measured: MeasuredFilm,
	{ jitter, runs, random }: Drawing,
): Trial[] {
	return film.events.flatMap((event, at) =>
		Array.from({ length: runs }, (): Trial => {
			const { onset, apex, offset } = event;
			const truth = { onset, apex, offset };
			const coded = jittered(truth, jitter, frames, random);
			const audit = (units: readonly number[]): Reselection | null => {
				const said = reselect(measured.motion, { id: `${at}`, ...coded, units });
				return 'why' in said ? null : said;
			};
			const reselection = audit(event.aus);
			return {
				film: name,
				person: film.person,
				part: film.part,
				fps: film.fps,
				peakPx200: event.peakPx200,
				truth,
				coded,
				reselection,
				selected: {
					[AUDIT]: framesOf(reselection) ?? coded,
					[AUDIT_WITHOUT_UNITS]: framesOf(audit([])) ?? coded,
					...Object.fromEntries(
						PUBLISHED.map((method) => [
							method.name,
							reselectPublished(measured[method.of], coded, method.variant, method.kind),
						]),
					),
				},
			};
		}),
	);
}

const framesOf = (said: Reselection | null): KeyFrameNumbers | null =>
	said && { onset: said.onset.frame, apex: said.apex.frame, offset: said.offset.frame };

/** Whether a coded key frame is really off by more than the tolerance. */
export function isOff(
	{ coded, truth, fps }: Trial,
	name: KeyFrameName,
	toleranceMs: number,
): boolean {
	const ms = (Math.abs(coded[name] - truth[name]) * 1000) / fps;
	return ms > toleranceAt(toleranceMs, fps);
}
