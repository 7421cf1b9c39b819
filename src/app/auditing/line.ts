/** What an audit wants of the line. */
import type { ClipMotion, FaultReport } from '../../core/record/index.ts';
import { Fault } from '../../core/record/index.ts';
import type { FramePicture, SkippedFrame } from '../../line/pipeline/index.ts';
import type { SourceSpec } from '../../line/camera/worker/index.ts';
import type { Desk } from '../desk/index.ts';

export interface MeasuredClip {
	readonly motion: ClipMotion;
	/** Pictures that could not be decoded. */
	readonly skipped: readonly SkippedFrame[];
	/** What ended it early: the motion is that of the part before. */
	readonly fault: FaultReport | null;
}

/** Why the line cannot be had: Live measures, or a video is analyzed. */
export type LineTaken = 'live-measures' | 'video-analyzed';

export interface AuditLine {
	/** Why the line cannot be had now; null: it can. */
	taken(): LineTaken | null;
	/**
	 * Null: it was stopped, taken by a later order, or no longer `wanted` when its turn came. Rejects
	 * with a `Fault`.
	 */
	measure(
		source: SourceSpec,
		onDone: (share: number) => void,
		wanted: () => boolean,
	): Promise<MeasuredClip | null>;
	/** Pictures of frames that have a face; null and failing as above. */
	show(
		source: SourceSpec,
		motion: ClipMotion,
		frames: readonly number[],
		wanted: () => boolean,
	): Promise<readonly FramePicture[] | null>;
	/** Gives up what is being measured or shown. */
	stop(): void;
}

type ClipDesk = Pick<Desk, 'busy' | 'current' | 'watchClip' | 'stopClip'>;

export const auditLine = (desk: ClipDesk): AuditLine => ({
	taken() {
		if (desk.busy) return 'live-measures';
		return desk.current === null ? null : 'video-analyzed';
	},
	async measure(source, onDone, wanted) {
		const report = await desk.watchClip({ kind: 'measure', source }, onDone, wanted);
		if (report?.kind !== 'measured') return null;
		const { motion, skipped, fault } = report;
		return { motion, skipped, fault };
	},
	async show(source, motion, frames, wanted) {
		const places = frames
			.map((frame) => motion.frames.indexOf(frame))
			.filter((place) => place >= 0 && motion.faces[place] === 1)
			.sort((a, b) => a - b);
		const report = await desk.watchClip(
			{
				kind: 'show-frames',
				source,
				frames: Int32Array.from(places, (place) => motion.frames[place]!),
				placing: Float32Array.from(
					places.flatMap((place) => [...motion.placing.subarray(4 * place, 4 * place + 4)]),
				),
			},
			() => {},
			wanted,
		);
		if (report?.kind !== 'frames-shown') return null;
		const { pictures, fault } = report;
		if (fault !== null && pictures.length === 0) throw new Fault(fault.code, fault.detail);
		return pictures;
	},
	stop: () => desk.stopClip(),
});
