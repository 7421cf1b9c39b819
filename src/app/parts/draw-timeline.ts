/**
 * The motion timeline's drawing: one lane per part of the face, newest frame at the right edge.
 *
 * In    the session's trace; colours resolved from the design tokens
 * Cost  one pass over the frames in view; a window that moves on with its newest frame is moved, and
 *       only its end is drawn (`MovingTimeline`)
 */
import type { Trace } from '../desk/index.ts';
import { LANES } from '../desk/index.ts';
import { clockSeconds } from './words.ts';

export interface TimelineView {
	readonly width: number;
	readonly height: number;
	/** Left edge and length of the window, ms. */
	readonly startMs: number;
	readonly spanMs: number;
	/** Height kept free at the top for the marks. */
	readonly marksPx: number;
	/** Only what comes after this is drawn, ms; the rest of the canvas stays. @default all */
	readonly fromMs?: number;
}

export interface TimelineColours {
	readonly trace: string;
	readonly rise: string;
	readonly fall: string;
	readonly line: string;
	readonly soft: string;
}

/** As the theme around `element` has them now. */
export function timelineColours(element: Element): TimelineColours {
	const style = getComputedStyle(element);
	return {
		trace: style.getPropertyValue('--trace'),
		rise: style.getPropertyValue('--rise'),
		fall: style.getPropertyValue('--fall'),
		line: style.getPropertyValue('--line'),
		soft: style.getPropertyValue('--text-soft'),
	};
}

export const AXIS_PX = 20;
/** Top of a lane, px200: micro-expressions lie between 0.5 and 4. */
const LANE_PX200 = 3;
/** A longer pause between frames is a gap, not a slope. */
const GAP_MS = 500;

export function drawTimeline(
	context: CanvasRenderingContext2D,
	trace: Trace,
	view: TimelineView,
	colours: TimelineColours,
): void {
	const { fromMs = view.startMs } = view;
	context.save();
	const from = Math.max(0, (fromMs - view.startMs) * (view.width / view.spanMs));
	context.beginPath();
	context.rect(from, 0, view.width - from, view.height);
	context.clip();
	context.clearRect(from, 0, view.width - from, view.height);
	drawAxis(context, view, colours);
	const laneHeight = (view.height - view.marksPx - AXIS_PX) / LANES.length;
	// A little earlier: a curve begins at the floor, and a slope is seen from the frames around it.
	const first = Math.max(0, trace.firstAtOrAfter(fromMs) - (2 * SLOPE_FRAMES + 1));
	const end = Math.min(trace.size, trace.firstAtOrAfter(view.startMs + view.spanMs) + 1);
	for (let lane = 0; lane < LANES.length; lane++) {
		const floor = view.marksPx + (lane + 1) * laneHeight - 0.5;
		context.strokeStyle = colours.line;
		context.lineWidth = 1;
		context.beginPath();
		context.moveTo(0, floor);
		context.lineTo(view.width, floor);
		context.stroke();
		drawLane(context, trace, view, colours, { lane, floor, height: laneHeight, first, end });
	}
	context.restore();
}

/** Width at the newest frame that is drawn anew: numbers of the axis, and frames that others follow. */
const REDRAWN_PX = 56;
const REDRAWN_MS = 400;

/** A window of fixed length that ends at the newest frame: what was drawn moves, its end is drawn. */
export class MovingTimeline {
	readonly #context: CanvasRenderingContext2D;
	#startMs = NaN;
	/** Whatever makes what was drawn useless. */
	#look = '';

	constructor(context: CanvasRenderingContext2D) {
		this.#context = context;
	}

	/** @returns where the window begins, ms: on a pixel of the canvas */
	draw(
		trace: Trace,
		view: Omit<TimelineView, 'startMs' | 'fromMs'>,
		colours: TimelineColours,
	): number {
		const { canvas } = this.#context;
		const msPerPixel = view.spanMs / canvas.width;
		const startMs = Math.floor((trace.newestMs - view.spanMs) / msPerPixel) * msPerPixel;
		const moved = Math.round((startMs - this.#startMs) / msPerPixel);
		const look = JSON.stringify([canvas.width, canvas.height, view, colours]);
		const goesOn = look === this.#look && moved >= 0 && moved < canvas.width / 2;
		this.#look = look;
		this.#startMs = startMs;
		if (!goesOn) {
			drawTimeline(this.#context, trace, { ...view, startMs }, colours);
			return startMs;
		}
		this.#move(moved);
		const margin = Math.max(REDRAWN_MS, (REDRAWN_PX * view.spanMs) / view.width);
		const fromMs = startMs + view.spanMs - moved * msPerPixel - margin;
		drawTimeline(this.#context, trace, { ...view, startMs, fromMs }, colours);
		return startMs;
	}

	#move(pixels: number): void {
		if (pixels === 0) return;
		const context = this.#context;
		context.save();
		context.resetTransform();
		context.globalCompositeOperation = 'copy';
		context.drawImage(context.canvas, -pixels, 0);
		context.restore();
	}
}

interface LaneSpan {
	readonly lane: number;
	readonly floor: number;
	readonly height: number;
	readonly first: number;
	readonly end: number;
}

function drawLane(
	context: CanvasRenderingContext2D,
	trace: Trace,
	view: TimelineView,
	colours: TimelineColours,
	span: LaneSpan,
): void {
	const { lane, floor, height, first, end } = span;
	const perMs = view.width / view.spanMs;
	const x = (index: number): number => (trace.timeMs(index) - view.startMs) * perMs;
	// Square root: 0.5 px200 is still seen beside 3.
	const y = (index: number): number =>
		floor - Math.sqrt(Math.min(1, trace.value(index, lane) / LANE_PX200)) * (height - 4);
	const curve = new Path2D();
	const hatch = new Path2D();
	let open = false;
	let lastX = 0;
	const close = (): void => {
		if (open) curve.lineTo(lastX, floor);
		open = false;
	};
	for (let index = first; index < end; index++) {
		const at = x(index);
		const gap = index > first && trace.timeMs(index) - trace.timeMs(index - 1) > GAP_MS;
		const masked = trace.masked(index, lane);
		if (gap || masked || trace.absent(index)) close();
		if (masked && !gap && index > first) {
			hatchBetween(
				hatch,
				{ from: x(index - 1), to: at, origin: -view.startMs * perMs },
				floor,
				height,
			);
		} else if (!trace.absent(index)) {
			if (!open) curve.moveTo(at, floor);
			curve.lineTo(at, y(index));
			open = true;
			lastX = at;
		}
	}
	close();
	context.fillStyle = colours.trace;
	context.globalAlpha = 0.3;
	context.fill(curve);
	context.globalAlpha = 0.95;
	context.strokeStyle = colours.trace;
	context.lineWidth = 1.25;
	context.lineJoin = 'round';
	context.stroke(curve);
	context.globalAlpha = 0.55;
	context.lineWidth = 1;
	context.stroke(hatch);
	context.globalAlpha = 1;
	drawSlopes(context, trace, colours, span, { x, y });
}

/** Motion from which on a slope gets its hue; below, it is mostly noise. */
const SLOPE_FROM_PX200 = 0.35;
/** Change over `SLOPE_FRAMES` frames either way that is a slope, px200. */
const LEAST_SLOPE_PX200 = 0.12;
const SLOPE_FRAMES = 2;

/** What goes up in the hue of the rise, what comes back in that of the fall. */
function drawSlopes(
	context: CanvasRenderingContext2D,
	trace: Trace,
	colours: TimelineColours,
	{ lane, floor, first, end }: LaneSpan,
	{ x, y }: { x: (index: number) => number; y: (index: number) => number },
): void {
	const paths = { rise: new Path2D(), fall: new Path2D() };
	for (let index = Math.max(1, first + 1); index < end; index++) {
		const [before, after] = [index - SLOPE_FRAMES, index + SLOPE_FRAMES - 1];
		if (before < first || after >= end) continue;
		const gone = (at: number): boolean => trace.absent(at) || trace.masked(at, lane);
		if (gone(index - 1) || gone(index) || gone(before) || gone(after)) continue;
		if (trace.timeMs(after) - trace.timeMs(before) > GAP_MS) continue;
		const largest = Math.max(trace.value(index, lane), trace.value(index - 1, lane));
		const change = trace.value(after, lane) - trace.value(before, lane);
		if (largest < SLOPE_FROM_PX200 || Math.abs(change) < LEAST_SLOPE_PX200) continue;
		const path = paths[change > 0 ? 'rise' : 'fall'];
		path.moveTo(x(index - 1), floor);
		path.lineTo(x(index - 1), y(index - 1));
		path.lineTo(x(index), y(index));
		path.lineTo(x(index), floor);
		path.closePath();
	}
	context.globalAlpha = 0.9;
	context.fillStyle = colours.rise;
	context.fill(paths.rise);
	context.fillStyle = colours.fall;
	context.fill(paths.fall);
	context.globalAlpha = 1;
}

/** Slanted strokes on a grid that moves with the window: each stays where it is in time. */
function hatchBetween(
	path: Path2D,
	{ from, to, origin }: { readonly from: number; readonly to: number; readonly origin: number },
	floor: number,
	height: number,
): void {
	const rise = height * 0.4;
	for (let x = Math.ceil((from - origin) / 4) * 4 + origin; x < to; x += 4) {
		path.moveTo(x, floor - 1);
		path.lineTo(x + rise * 0.4, floor - rise);
	}
}

function drawAxis(
	context: CanvasRenderingContext2D,
	view: TimelineView,
	colours: TimelineColours,
): void {
	const perMs = view.width / view.spanMs;
	const stepMs = tickStepMs(perMs);
	context.font = '11px system-ui, sans-serif';
	context.textBaseline = 'middle';
	context.textAlign = 'center';
	const baseline = view.height - AXIS_PX / 2 + 1;
	const firstTick = Math.max(0, Math.ceil(view.startMs / stepMs) * stepMs);
	for (let ms = firstTick; ms <= view.startMs + view.spanMs; ms += stepMs) {
		const x = Math.round((ms - view.startMs) * perMs) + 0.5;
		context.strokeStyle = colours.line;
		context.lineWidth = 1;
		context.beginPath();
		context.moveTo(x, view.marksPx);
		context.lineTo(x, view.height - AXIS_PX);
		context.stroke();
		if (x < 14 || x > view.width - 14) continue;
		context.fillStyle = colours.soft;
		context.fillText(tickText(ms, stepMs), x, baseline);
	}
}

const STEPS_S = [0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800];

/** The first step that leaves room for its number. */
function tickStepMs(perMs: number): number {
	const seconds = STEPS_S.find((step) => step * 1000 * perMs >= 64) ?? 3600;
	return seconds * 1000;
}

function tickText(ms: number, stepMs: number): string {
	const minutes = Math.floor(ms / 60_000);
	const rest = (ms % 60_000) / 1000;
	return `${minutes}:${clockSeconds(rest, stepMs < 1000 ? 1 : 0)}`;
}
