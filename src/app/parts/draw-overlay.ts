/**
 * The overlay: outline of the face, regions lighting up with their motion, masked regions hatched.
 *
 * In    the newest `FrameReport` and where the picture lies on the canvas, CSS pixels
 */
import { REGIONS } from '../../core/record/index.ts';
import type { FrameReport } from '../../line/pipeline/index.ts';
import { OUTLINE_PATHS, OUTLINE_SPOTS } from '../../line/pipeline/index.ts';
import type { Focus, Size } from './placement.ts';
import { pixels } from './words.ts';

/** Where the picture lies on the canvas, and whether it is shown mirrored. */
export interface Placement {
	readonly left: number;
	readonly top: number;
	readonly width: number;
	readonly height: number;
	readonly mirrored: boolean;
}

/** Motion at which a region is fully lit, px200; micro-expressions reach 0.5 to 4. */
const FULL_PX200 = 2;
/** Below this a region stays dark: noise. */
const LIT_FROM_PX200 = 0.25;
const NUMBERED_FROM_PX200 = 0.5;
/** Spot radius as a share of the outer-canthus distance. */
const SPOT_RADIUS = 0.13;

const LINE = 'rgba(244, 246, 250, 0.42)';
const LINE_FAINT = 'rgba(244, 246, 250, 0.16)';
const SPOT = '255, 176, 103';

export function drawOverlay(
	context: CanvasRenderingContext2D,
	report: FrameReport,
	placement: Placement,
	stage: Size,
	spotlight: Spotlight,
): void {
	const { outline } = report;
	if (outline.length < (OUTLINE_SPOTS + REGIONS.length) * 2) return;
	const x = (point: number): number => {
		const share = outline[point * 2]!;
		return placement.left + (placement.mirrored ? 1 - share : share) * placement.width;
	};
	const y = (point: number): number => placement.top + outline[point * 2 + 1]! * placement.height;

	context.lineWidth = 1.25;
	context.lineJoin = 'round';
	for (const { name, first, end, closed } of OUTLINE_PATHS) {
		context.strokeStyle = name === 'face' || name === 'nose' ? LINE_FAINT : LINE;
		context.beginPath();
		context.moveTo(x(first), y(first));
		for (let point = first + 1; point < end; point++) context.lineTo(x(point), y(point));
		if (closed) context.closePath();
		context.stroke();
	}

	const right = OUTLINE_PATHS.find(({ name }) => name === 'eyeRight')!.first;
	const left = OUTLINE_PATHS.find(({ name }) => name === 'eyeLeft')!.first;
	const eyes = Math.hypot(x(left) - x(right), y(left) - y(right));
	const radius = Math.max(5, eyes * SPOT_RADIUS);
	for (let region = 0; region < REGIONS.length; region++) {
		const motion = report.motion[region] ?? 0;
		const at = OUTLINE_SPOTS + region;
		if (report.masked[region] === 1) hatch(context, x(at), y(at), radius);
		else if (motion >= LIT_FROM_PX200) light(context, x(at), y(at), radius, motion);
	}
	label(context, spotlight.strongest(report), { x, y, radius, stage });
}

function light(
	context: CanvasRenderingContext2D,
	x: number,
	y: number,
	radius: number,
	motion: number,
): void {
	const strength = Math.min(1, motion / FULL_PX200);
	const glow = context.createRadialGradient(x, y, 0, x, y, radius * 1.5);
	glow.addColorStop(0, `rgba(${SPOT}, ${0.2 + 0.65 * strength})`);
	glow.addColorStop(0.6, `rgba(${SPOT}, ${0.12 + 0.3 * strength})`);
	glow.addColorStop(1, `rgba(${SPOT}, 0)`);
	context.fillStyle = glow;
	context.beginPath();
	context.arc(x, y, radius * 1.5, 0, Math.PI * 2);
	context.fill();
	// A ring as wide as the motion is strong: legible without colour.
	context.strokeStyle = `rgba(${SPOT}, ${0.4 + 0.6 * strength})`;
	context.lineWidth = 1 + 1.5 * strength;
	context.beginPath();
	context.arc(x, y, radius * (0.45 + 0.55 * strength), 0, Math.PI * 2);
	context.stroke();
}

function hatch(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
	context.save();
	context.beginPath();
	context.arc(x, y, radius * 0.8, 0, Math.PI * 2);
	context.clip();
	context.strokeStyle = 'rgba(244, 246, 250, 0.45)';
	context.lineWidth = 1;
	context.beginPath();
	for (let offset = -2 * radius; offset <= 2 * radius; offset += 5) {
		context.moveTo(x + offset - radius, y + radius);
		context.lineTo(x + offset + radius, y - radius);
	}
	context.stroke();
	context.restore();
}

/** Another region must be so much stronger before the number goes over to it. */
const TAKES_OVER = 1.3;
/** A number goes when its region has come back to this. */
const NUMBERED_TO_PX200 = 0.35;

/** The region that has the number: one, and not another one with every frame. */
export class Spotlight {
	#region = -1;

	/** @returns region and motion in px200; null while nothing moves enough */
	strongest({ motion, masked }: FrameReport): { region: number; px200: number } | null {
		const of = (region: number): number =>
			region < 0 || masked[region] === 1 ? 0 : (motion[region] ?? 0);
		let strongest = -1;
		for (let region = 0; region < REGIONS.length; region++) {
			if (of(region) > of(strongest)) strongest = region;
		}
		const held = of(this.#region);
		if (held < NUMBERED_TO_PX200 || of(strongest) > TAKES_OVER * held) {
			this.#region = of(strongest) > NUMBERED_FROM_PX200 ? strongest : -1;
		}
		return this.#region < 0 ? null : { region: this.#region, px200: of(this.#region) };
	}
}

function label(
	context: CanvasRenderingContext2D,
	strongest: { region: number; px200: number } | null,
	at: {
		readonly x: (point: number) => number;
		readonly y: (point: number) => number;
		readonly radius: number;
		readonly stage: Size;
	},
): void {
	if (strongest === null) return;
	const text = pixels(strongest.px200, 1);
	context.font = '600 14px system-ui, sans-serif';
	const width = context.measureText(text).width + 16;
	const point = OUTLINE_SPOTS + strongest.region;
	const beside = at.x(point) + at.radius * 1.3;
	const left = beside + width < at.stage.width ? beside : at.x(point) - at.radius * 1.3 - width;
	const top = at.y(point) - 13;
	context.fillStyle = 'rgba(10, 12, 16, 0.8)';
	context.beginPath();
	context.roundRect(left, top, width, 26, 13);
	context.fill();
	context.fillStyle = `rgb(${SPOT})`;
	context.textBaseline = 'middle';
	context.fillText(text, left + 8, top + 13.5);
}

/** The face as it is shown; null without one. */
export function faceIn({ outline }: FrameReport, mirrored: boolean): Focus | null {
	const path = OUTLINE_PATHS.find(({ name }) => name === 'face');
	if (path === undefined || outline.length < path.end * 2) return null;
	let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
	for (let point = path.first; point < path.end; point++) {
		left = Math.min(left, outline[2 * point]!);
		right = Math.max(right, outline[2 * point]!);
		top = Math.min(top, outline[2 * point + 1]!);
		bottom = Math.max(bottom, outline[2 * point + 1]!);
	}
	const x = (left + right) / 2;
	return { x: mirrored ? 1 - x : x, y: (top + bottom) / 2, height: bottom - top };
}
