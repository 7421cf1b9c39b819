/**
 * What an audit wants of the line, in frame numbers of the clip: pictures carry numbers of their own,
 * the line counts from their first.
 */
import type { ClipMotion } from '../../core/record/index.ts';
import { Fault } from '../../core/record/index.ts';
import type { FaultReport } from '../../core/record/index.ts';
import type { FramePicture } from '../../line/pipeline/index.ts';
import type { SourceSpec } from '../../line/camera/worker/index.ts';
import type { Desk } from '../desk/index.ts';

export interface MeasuredClip {
	readonly motion: ClipMotion;
	/** What ended it early: the motion is that of the part before. */
	readonly fault: FaultReport | null;
}

export interface AuditLine {
	/** Why the line cannot be had now, a sentence; null: it can. */
	refusal(): string | null;
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
	refusal() {
		if (desk.busy) return 'Live is measuring: stop it first, then start the audit.';
		if (desk.current !== null) {
			return 'A video is being analyzed: let it end, or cancel it in Analyze.';
		}
		return null;
	},
	async measure(source, onDone, wanted) {
		const report = await desk.watchClip({ kind: 'measure', source }, onDone, wanted);
		if (report?.kind !== 'measured') return null;
		const { motion, fault } = report;
		const first = firstNumber(source);
		return { motion: { ...motion, frames: motion.frames.map((frame) => frame + first) }, fault };
	},
	async show(source, motion, frames, wanted) {
		const first = firstNumber(source);
		const places = frames
			.map((frame) => motion.frames.indexOf(frame))
			.filter((place) => place >= 0 && motion.faces[place] === 1)
			.sort((a, b) => a - b);
		const report = await desk.watchClip(
			{
				kind: 'show-frames',
				source,
				frames: Int32Array.from(places, (place) => motion.frames[place]! - first),
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
		return pictures.map((picture) => ({ ...picture, frame: picture.frame + first }));
	},
	stop: () => desk.stopClip(),
});

const firstNumber = (source: SourceSpec): number =>
	source.kind === 'pictures' ? (source.numbers?.[0] ?? 0) : 0;
