/**
 * How hard a round is. Level 1 is plain: strong, half a second long, both sides, a still head. Level 6
 * is as small and short as movements that coders still agree on, among blinks and head motion. Pure.
 */
export interface Level {
	/** Largest displacement, px200: from, to. */
	readonly peakPx200: readonly [number, number];
	/** Onset to offset, ms: from, to. */
	readonly movementMs: readonly [number, number];
	/** Share of the movements that can be one-sided and are. */
	readonly oneSided: number;
	/** Share of rounds with a blink, and of those with one that runs into the movement. */
	readonly blinks: number;
	readonly blinksOver: number;
	readonly sway: number;
	/** Answers offered. */
	readonly answers: number;
	/** Whether the wrong answers are those most like the right one, or any. */
	readonly alike: boolean;
}

export const LEVELS: readonly Level[] = [
	{
		peakPx200: [3.6, 4.2],
		movementMs: [480, 500],
		oneSided: 0,
		blinks: 0,
		blinksOver: 0,
		sway: 0.15,
		answers: 3,
		alike: false,
	},
	{
		peakPx200: [3.1, 3.6],
		movementMs: [420, 500],
		oneSided: 0.2,
		blinks: 0.2,
		blinksOver: 0,
		sway: 0.3,
		answers: 4,
		alike: false,
	},
	{
		peakPx200: [2.6, 3.1],
		movementMs: [340, 440],
		oneSided: 0.3,
		blinks: 0.35,
		blinksOver: 0,
		sway: 0.45,
		answers: 4,
		alike: true,
	},
	{
		peakPx200: [2.2, 2.6],
		movementMs: [280, 380],
		oneSided: 0.35,
		blinks: 0.45,
		blinksOver: 0.15,
		sway: 0.6,
		answers: 5,
		alike: true,
	},
	{
		peakPx200: [1.8, 2.2],
		movementMs: [230, 320],
		oneSided: 0.4,
		blinks: 0.6,
		blinksOver: 0.25,
		sway: 0.8,
		answers: 5,
		alike: true,
	},
	{
		peakPx200: [1.4, 1.8],
		movementMs: [200, 270],
		oneSided: 0.45,
		blinks: 0.7,
		blinksOver: 0.3,
		sway: 1,
		answers: 6,
		alike: true,
	},
];

export const LEVEL_COUNT = LEVELS.length;
