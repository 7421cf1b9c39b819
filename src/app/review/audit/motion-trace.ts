/** The motion that an audit judged a movement by, as a curve for people. Pure. */
import type { ClipMotion } from '../../../core/record/index.ts';
import { KEY_FRAMES } from '../../../core/record/index.ts';
import type { RegionName } from '../../../core/record/index.ts';
import { REGIONS } from '../../../core/record/index.ts';
import type { ReselectedRow } from '../../auditing/index.ts';

interface TracePoint {
	readonly frame: number;
	/** ms since the source's first frame. */
	readonly ms: number;
	/** Along the way from onset to apex, px200; null: no face was seen. */
	readonly px200: number | null;
}

export interface MotionTrace {
	/** The one that moves farthest from the reselected onset to the apex. */
	readonly region: RegionName;
	readonly points: readonly TracePoint[];
}

/** Shown beyond the outermost frame that matters, ms. */
const MARGIN_MS = 200;

/** First and last frame of all that an audit says about a movement. */
export function spanOf({ reselection }: ReselectedRow): readonly [number, number] {
	const frames = KEY_FRAMES.flatMap((name) => {
		const { coded, frame, low, high } = reselection[name];
		return coded === null ? [frame, low, high] : [coded, frame, low, high];
	});
	return [Math.min(...frames), Math.max(...frames)];
}

/** Places in the clip of the frames around a movement. */
export function placesAround(motion: ClipMotion, row: ReselectedRow): number[] {
	const [first, last] = spanOf(row);
	const margin = Math.max(2, Math.round((MARGIN_MS * row.reselection.fps) / 1000));
	const places: number[] = [];
	for (let at = 0; at < motion.frames.length; at++) {
		const frame = motion.frames[at]!;
		if (frame >= first - margin && frame <= last + margin) places.push(at);
	}
	return places;
}

/** Null: neither onset nor apex is among the frames that were measured. */
export function traceOf(motion: ClipMotion, row: ReselectedRow): MotionTrace | null {
	const { onset, apex } = row.reselection;
	const from = motion.frames.indexOf(onset.frame);
	const to = motion.frames.indexOf(apex.frame);
	if (from < 0 || to < 0) return null;
	const value = (at: number, region: number, axis: number): number =>
		motion.signals[(at * REGIONS.length + region) * 2 + axis]!;
	let best = { region: 0, u: 0, v: 0, size: -1 };
	for (let region = 0; region < REGIONS.length; region++) {
		const u = value(to, region, 0) - value(from, region, 0);
		const v = value(to, region, 1) - value(from, region, 1);
		const size = Math.hypot(u, v);
		if (size > best.size) best = { region, u, v, size };
	}
	const { region, u, v, size } = best;
	const [du, dv] = size > 0 ? [u / size, v / size] : [0, 1];
	const points = placesAround(motion, row).map((at): TracePoint => {
		const along =
			(value(at, region, 0) - value(from, region, 0)) * du +
			(value(at, region, 1) - value(from, region, 1)) * dv;
		const seen = motion.faces[at] === 1 && Number.isFinite(along);
		return { frame: motion.frames[at]!, ms: motion.times[at]!, px200: seen ? along : null };
	});
	return { region: REGIONS[region]!, points };
}
