/** What the spotter says of a candidate. */
import type { RejectionReason } from '../../core/record/index.ts';
import type { KeyFrames } from './key-frames.ts';
import type { FaceActivity } from './scorer.ts';

export interface RegionPart {
	readonly region: number;
	readonly dx: number;
	readonly dy: number;
	readonly z: number;
}

export interface SpotterDecision {
	readonly accepted: boolean;
	/** Frame numbers of the ring. */
	readonly keyFrames: KeyFrames;
	readonly reason: RejectionReason | null;
	/** Null where the reason has no limit: blink, speech, face lost. */
	readonly measured: number | null;
	readonly limit: number | null;
	/** Regions that took part, strongest first. */
	readonly parts: readonly RegionPart[];
	readonly score: number;
	/** What the face did besides: which bar the score had to reach. */
	readonly activity: FaceActivity;
	readonly fps: number;
}
