/** Pictures that explain a movement: its three key frames, where the skin moved, and which way. */
import type { ActorFace, ActorMoment } from '../../../study/actor/index.ts';
import type { Arrow, ExplainedMovement } from './messages.ts';

/** The hue of the rise on dark ground, as in the pictures of Live's events. */
const HOT: readonly [number, number, number] = [255, 176, 103];
/** Between points where the skin's way is asked, IOD. */
const GRID = 0.05;
/** Arrows stand this far apart, and only where the way is this share of the longest. */
const ARROW_APART = 0.36;
const ARROW_FROM = 0.45;
/** The least share that is tinted. */
const TINT_FROM = 0.12;
/** One grain for all pictures: what differs between them is the movement. */
const NOISE_SEED = 7;

interface Way {
	/** Pixels of the picture. */
	readonly x: number;
	readonly y: number;
	readonly dx: number;
	readonly dy: number;
}

export function explain(face: ActorFace, moment: ActorMoment): ExplainedMovement {
	const at = (ms: number): ImageData => {
		const picture = new ImageData(face.width, face.height);
		face.render(moment.poseAt(ms), NOISE_SEED, picture.data);
		return picture;
	};
	const apex = at(moment.apexMs);
	const ways = waysOf(face, moment);
	return {
		onset: bitmapOf(at(moment.onsetMs)),
		apex: bitmapOf(apex),
		offset: bitmapOf(at(moment.offsetMs)),
		motion: bitmapOf(tinted(apex, ways, GRID * face.iodPx)),
		arrows: arrowsOf(ways, face),
	};
}

/** The way of the skin from rest to apex, with the head where it is at the apex. */
function waysOf(face: ActorFace, moment: ActorMoment): Way[] {
	const moved = moment.poseAt(moment.apexMs);
	const still = moment.stillAt(moment.apexMs);
	const points: [x: number, y: number][] = [];
	for (let y = -0.85; y <= 1.75; y += GRID) {
		for (let x = -1.05; x <= 1.05; x += GRID) points.push([x, y]);
	}
	// pose by pose: `place` prepares the face for one
	const from = points.map(([x, y]) => face.place(still, x, y, y < 1.05));
	const to = points.map(([x, y]) => face.place(moved, x, y, y < 1.05));
	return from.map(([x, y], i) => ({ x, y, dx: to[i]![0] - x, dy: to[i]![1] - y }));
}

const longest = (ways: readonly Way[]): number =>
	ways.reduce((most, { dx, dy }) => Math.max(most, Math.hypot(dx, dy)), 1e-6);

function arrowsOf(ways: readonly Way[], { iodPx, width, height }: ActorFace): Arrow[] {
	const most = longest(ways);
	const apart = ARROW_APART * iodPx;
	const chosen: Way[] = [];
	for (const way of ways.toSorted((a, b) => Math.hypot(b.dx, b.dy) - Math.hypot(a.dx, a.dy))) {
		if (Math.hypot(way.dx, way.dy) < ARROW_FROM * most) break;
		if (chosen.every(({ x, y }) => Math.hypot(x - way.x, y - way.y) >= apart)) chosen.push(way);
	}
	return chosen.map(({ x, y, dx, dy }) => ({
		x: x / width,
		y: y / height,
		toX: (x + dx) / width,
		toY: (y + dy) / height,
	}));
}

/** Dim grey, lit by how far the skin has come; `spacing` between the ways, pixels. */
function tinted(apex: ImageData, ways: readonly Way[], spacing: number): ImageData {
	const { width, height, data } = apex;
	const heat = new Float32Array(width * height);
	const weight = new Float32Array(width * height);
	const most = longest(ways);
	const reach = Math.ceil(1.5 * spacing);
	for (const { x, y, dx, dy } of ways) {
		const share = Math.hypot(dx, dy) / most;
		const cx = Math.round(x);
		const cy = Math.round(y);
		for (let py = Math.max(0, cy - reach); py <= Math.min(height - 1, cy + reach); py++) {
			for (let px = Math.max(0, cx - reach); px <= Math.min(width - 1, cx + reach); px++) {
				const w = Math.exp(-((px - x) ** 2 + (py - y) ** 2) / (0.8 * spacing * spacing));
				heat[py * width + px]! += w * share;
				weight[py * width + px]! += w;
			}
		}
	}
	const out = new ImageData(width, height);
	for (let i = 0; i < heat.length; i++) {
		const at = 4 * i;
		// BT.601 luma, at under half strength: the face stays recognisable beneath the tint.
		const grey = 0.45 * (0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!);
		const share = weight[i]! > 0 ? heat[i]! / weight[i]! : 0;
		const glow = Math.max(0, (share - TINT_FROM) / (1 - TINT_FROM)) * 0.85;
		for (let channel = 0; channel < 3; channel++) {
			out.data[at + channel] = grey + (HOT[channel]! * (0.35 + (0.65 * grey) / 115) - grey) * glow;
		}
		out.data[at + 3] = 255;
	}
	return out;
}

function bitmapOf(picture: ImageData): ImageBitmap {
	const canvas = new OffscreenCanvas(picture.width, picture.height);
	canvas.getContext('2d')!.putImageData(picture, 0, 0);
	return canvas.transferToImageBitmap();
}
