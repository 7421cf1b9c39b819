/** What came of one clip: hits, misses and false alarms, and where in the clip those fell. Pure. */
import type { Span } from '../../study/evaluation/index.ts';
import { pair } from '../../study/evaluation/index.ts';
import type { ClipTruth, TrueEvent } from './truth.ts';

/** Kinds of nuisance that make a frame active. */
const ACTIVE_KINDS = new Set('blink mouth headMotion expression macro lost relax'.split(' '));
/** A false alarm is active when more of its frames than this share are. */
const ACTIVE_FROM = 0.25;

/** A movement or candidate of the line, in frames of the film. */
export interface FoundSpan extends Span {
	readonly apex: number;
	/** Frame time of the decision, ms since the first frame. */
	readonly decidedAtMs: number;
}

export interface Hit {
	readonly truth: TrueEvent;
	readonly found: FoundSpan;
}

export interface Outcome {
	readonly clip: ClipTruth;
	readonly minutes: { readonly calm: number; readonly active: number };
	readonly hits: readonly Hit[];
	readonly misses: readonly TrueEvent[];
	readonly falseAlarms: { readonly calm: number; readonly active: number };
}

/** A movement or candidate as records have it; of the key frames, only where they are. */
export interface FoundMovement {
	readonly onset: { readonly frame: number };
	readonly apex: { readonly frame: number };
	readonly offset: { readonly frame: number };
	readonly decidedAtMs: number;
}

export const spanOf = (found: FoundMovement): FoundSpan => ({
	onset: found.onset.frame,
	apex: found.apex.frame,
	offset: found.offset.frame,
	decidedAtMs: found.decidedAtMs,
});

export function outcomeOf(clip: ClipTruth, found: readonly FoundSpan[]): Outcome {
	const pairs = pair(clip.events, found);
	const active = activeFrames(clip);
	const activeCount = sum(active);
	const minutes = (frames: number): number => frames / clip.fps / 60;
	const alarms = found
		.filter((_, at) => !pairs.some((taken) => taken.found === at))
		.map((alarm) => isActive(alarm, active));
	const activeAlarms = alarms.filter((each) => each).length;
	return {
		clip,
		minutes: { calm: minutes(clip.frames - activeCount), active: minutes(activeCount) },
		hits: pairs.map((taken) => ({ truth: clip.events[taken.truth]!, found: found[taken.found]! })),
		misses: clip.events.filter((_, at) => !pairs.some(({ truth }) => truth === at)),
		falseAlarms: { calm: alarms.length - activeAlarms, active: activeAlarms },
	};
}

/** 1 for every frame `[frames]` with a nuisance in it. */
function activeFrames({ frames, nuisances }: ClipTruth): Uint8Array {
	const active = new Uint8Array(frames);
	for (const { kind, start, end } of nuisances) {
		if (ACTIVE_KINDS.has(kind)) active.fill(1, Math.max(0, start), Math.max(0, end + 1));
	}
	return active;
}

function isActive({ onset, offset }: Span, active: Uint8Array): boolean {
	const inside = active.subarray(Math.max(0, onset), Math.max(0, offset + 1));
	return sum(inside) > ACTIVE_FROM * Math.max(1, inside.length);
}

const sum = (flags: Uint8Array): number => flags.reduce((total, flag) => total + flag, 0);
