/**
 * What an audit is asked, and what it answers: a coded movement and its key frames reselected.
 * Plain data; it crosses the worker's border and can be kept in a file.
 */

import type { LeftOut } from './left-out.ts';

/** A movement as somebody coded it, in frame numbers of the source. */
export interface CodedMovement {
	/** Unique among the movements of an audit. */
	readonly id: string;
	readonly onset: number;
	/** Null: not coded. */
	readonly apex: number | null;
	readonly offset: number | null;
	/** Action units that the coder named, FACS numbers; empty: none, or not said. */
	readonly units: readonly number[];
}

/** One key frame, coded and reselected. */
export interface ReselectedFrame {
	readonly coded: number | null;
	/** The posterior's median. */
	readonly frame: number;
	/** Between these the true frame lies with a probability of 0.8. */
	readonly low: number;
	readonly high: number;
	/** Probability that the coded frame is off by more than the tolerance; null: none was coded. */
	readonly moved: number | null;
}

/** What an audit says about a coded movement. */
export interface Reselection {
	readonly id: string;
	readonly onset: ReselectedFrame;
	readonly apex: ReselectedFrame;
	readonly offset: ReselectedFrame;
	/**
	 * Log odds, natural, of the motion having a rise and fall there rather than drifting as it does
	 * elsewhere; near or below 0 nothing speaks for a movement and the coded frames stand.
	 */
	readonly evidence: number;
	/** Probability that at least one coded key frame is off by more than the tolerance, 0..1. */
	readonly doubt: number;
	/** Size of the best fitting movement in its strongest region, px200. */
	readonly peakPx200: number;
	/** Frames a second around the movement. */
	readonly fps: number;
}

/** Why a coded movement could not be looked at. */
export interface Unaudited {
	readonly id: string;
	readonly why: LeftOut;
}
