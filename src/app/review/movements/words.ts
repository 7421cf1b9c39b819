/** A review in plain words. */
import { clock, clockSeconds, headlineOf, regionWords } from '../../parts/index.ts';
import type { EngineInfo } from '../../../core/record/index.ts';
import type { LabelDecision, LabelStep, ReviewedMovement } from '../../reviewing/index.ts';
import { keyFramesOf, machineOf } from '../../reviewing/index.ts';
import { say, sayNumber } from '../../../core/words/index.ts';

/** FACS numbers that a person may label a movement with; what a network may name is its card's. */
export const LABEL_UNITS = [
	...([1, 2, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 20, 22, 23, 24] as const),
	...([25, 26, 27, 28, 45] as const),
] as const;
export type Unit = (typeof LABEL_UNITS)[number];
export const SIDES = ['both', 'left', 'right'] as const;
export type UnitSide = (typeof SIDES)[number];

/** As labels and files write it: "AU12 left". */
export const unitCode = (unit: Unit, side: UnitSide): string =>
	side === 'both' ? `AU${unit}` : `AU${unit} ${side}`;

const isUnit = (value: number): value is Unit => (LABEL_UNITS as readonly number[]).includes(value);

/** "AU 12 lip corner puller, left"; what is not known is given as it stands. */
export function unitWords(code: string): string {
	const [, number, side] = /^AU\s*(\d+)(?:\s+(left|right))?$/i.exec(code) ?? [];
	const unit = Number(number);
	if (!isUnit(unit)) return code;
	const name = say('review.unit.name', { number: unit, name: say(`review.unit.${unit}`) });
	if (side === undefined) return name;
	return say('review.unit.sided', {
		unit: name,
		side: say(`review.side.${side.toLowerCase() as 'left' | 'right'}`),
	});
}

export const DECISION_SIGNS: Readonly<Record<LabelDecision, string>> = {
	accepted: '✓',
	rejected: '✕',
	unsure: '?',
};

export const decisionWords = (decision: LabelDecision): string =>
	say(`review.decision.${decision}`);

/** "Movement at 0:07.3: lip corners pulled up". */
export function movementTitle(row: ReviewedMovement, engine: EngineInfo | null): string {
	const at = clock(keyFramesOf(row)?.onset.ms ?? 0);
	return say('review.movement.title', { at, what: whatMoved(row, engine) });
}

export function whatMoved(row: ReviewedMovement, engine: EngineInfo | null): string {
	if (row.event !== null) return headlineOf(row.event, engine);
	const machine = machineOf(row);
	const region = machine?.regions[0]?.region;
	if (region !== undefined) return say('review.movement.region', { region: regionWords(region) });
	return say(row.kind === 'found' ? 'review.movement.found' : 'review.movement.brief');
}

export const stepWords = ({ kind, about }: LabelStep): string =>
	say(`review.step.${kind}`, { movement: about ?? '' });

/** "1/4": as people who replay films write it. */
export const SPEED_WORDS = { 1: '1×', 0.25: '¼×', 0.1: '⅒×' } as const;

/** "0:07.233", for one frame. */
export function preciseClock(ms: number): string {
	const whole = Math.round(ms);
	const minutes = Math.floor(whole / 60_000);
	const seconds = (whole % 60_000) / 1000;
	return `${minutes}:${clockSeconds(seconds, 3)}`;
}

export const signedFrames = (frames: number): string =>
	sayNumber(frames, { signDisplay: 'exceptZero' });
