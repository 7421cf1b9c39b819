/**
 * A person in a photograph, made ready to be moved: shape, depth, and which points move which skin.
 *
 * Space  pixels of the photograph, brought to about the size at which it will be seen
 * Grid   nodes every 0.05 eye distances over the face and around it; values between by bilinear look-up
 */
import { OUTER_CANTHI_PX200 } from '../../core/kernel/index.ts';
import { MESH_POINTS } from '../../line/face/index.ts';
import type { FaceAffine, Footage } from '../footage/index.ts';
import { FACE_POINTS, MATRIX_FLOATS, MESH_FLOATS, fitAffine } from '../footage/index.ts';
import { EYES, LOWER_LIP, UPPER_LIP, ramp } from './face-points.ts';
import { RIGID_POINTS, rotationOfMatrix } from './rigid-pose.ts';
import type { Photograph } from './photograph.ts';
import { brought } from './photograph.ts';

const CELL_IOD = 0.05;
/** Of the grid around the eyes, IOD. */
const LEFT_IOD = -2;
const TOP_IOD = -2;
const COLUMNS = 81;
const ROWS = 97;
export const NODES = COLUMNS * ROWS;
/** Points that speak for a node. */
const NEIGHBORS = 8;
/** Skin farther than this from the mesh moves less, down to nothing, IOD. */
const NEAR_IOD = 0.08;
const FADE_IOD = 0.5;
/** Slopes are taken over so many cells to both sides: the mesh is no finer. */
const NORMAL_REACH = 2;
/** Depth is read off points about so near, IOD. */
const DEPTH_IOD = 0.07;
/** The head: middle below the eyes, half axes, and the way to where nothing moves, IOD. */
const HEAD = { y: 0.5, halfWidth: 1.7, halfHeight: 2.2, fade: 0.55 };

/** Nodes that skin moves, and the points that move them. */
export interface SkinWeights {
	readonly nodes: Int32Array;
	/** [nodes, 8] */
	readonly points: Int32Array;
	readonly weights: Float32Array;
}

export class Sitter {
	readonly name: string;
	readonly picture: Photograph;
	/** x, y, z in pixels, [478, 3]. */
	readonly points: Float64Array;
	readonly iod: number;
	readonly px200: number;
	readonly eyes: { readonly x: number; readonly y: number };
	/** Middle of the rigid points: what the head turns about. */
	readonly origin: Float64Array;
	/** Of the canonical face in the photograph. */
	readonly rotation: Float64Array;
	readonly matrix: Float32Array;
	/** Depth against the origin, px, and how far a place belongs to what stays; [NODES]. */
	readonly depth: Float32Array;
	readonly staying: Float32Array;
	/** Which way the skin faces: x, y, z of a length of 1, [NODES, 3]. */
	readonly normals: Float32Array;
	/** Seen from above the eyes' and lips' openings, and from below. */
	readonly above: SkinWeights;
	readonly below: SkinWeights;
	/** Photograph -> mean face. */
	readonly toFace: FaceAffine;
	readonly #left: number;
	readonly #top: number;
	readonly #cell: number;

	/** @param pxPerPx200 at which it will be seen: a larger photograph is made smaller */
	constructor(portrait: Footage, face: Float64Array, pxPerPx200: number) {
		const native = canthiPx(portrait) / OUTER_CANTHI_PX200;
		const factor = Math.min(1, (1.15 * pxPerPx200) / native);
		this.name = portrait.name;
		this.picture = brought(portrait, factor);
		this.points = new Float64Array(MESH_FLOATS);
		for (let i = 0; i < MESH_POINTS; i++) {
			// Centers of pixels are at whole numbers, before and after.
			this.points[3 * i] = portrait.meshes[3 * i]! * portrait.width * factor;
			this.points[3 * i + 1] = portrait.meshes[3 * i + 1]! * portrait.height * factor;
			this.points[3 * i + 2] = portrait.meshes[3 * i + 2]! * portrait.width * factor;
		}
		const mid = (axis: number): number[] =>
			EYES.map(({ outer, inner }) => (this.at(outer, axis) + this.at(inner, axis)) / 2);
		const [[rightX, leftX], [rightY, leftY]] = [
			mid(0) as [number, number],
			mid(1) as [number, number],
		];
		this.iod = Math.hypot(leftX - rightX, leftY - rightY);
		this.px200 = native * factor;
		this.eyes = { x: (leftX + rightX) / 2, y: (leftY + rightY) / 2 };
		this.origin = new Float64Array(3);
		for (const point of RIGID_POINTS) {
			for (let axis = 0; axis < 3; axis++) {
				this.origin[axis]! += this.at(point, axis) / RIGID_POINTS.length;
			}
		}
		this.matrix = portrait.matrices.slice(0, MATRIX_FLOATS);
		this.rotation = rotationOfMatrix(this.matrix);
		this.toFace = fitAffine(this.points, 1, 1, face);
		this.#cell = CELL_IOD * this.iod;
		this.#left = this.eyes.x + LEFT_IOD * this.iod;
		this.#top = this.eyes.y + TOP_IOD * this.iod;
		this.depth = new Float32Array(NODES);
		this.staying = new Float32Array(NODES);
		this.#mapDepth();
		this.normals = this.#findNormals();
		const lids = (of: 'upper' | 'lower'): number[] => EYES.flatMap((eye) => [...eye[of]]);
		this.above = this.#weigh(new Set([...LOWER_LIP, ...lids('lower')]));
		this.below = this.#weigh(new Set([...UPPER_LIP, ...lids('upper')]));
	}

	at(point: number, axis: number): number {
		return this.points[3 * point + axis]!;
	}

	nodeX(node: number): number {
		return this.#left + (node % COLUMNS) * this.#cell;
	}

	nodeY(node: number): number {
		return this.#top + Math.floor(node / COLUMNS) * this.#cell;
	}

	/** Node to the upper left of a place, held on the grid, and shares of the next ones, in `out` [3]. */
	place(x: number, y: number, out: Float64Array): void {
		const column = Math.max(0, Math.min(COLUMNS - 1.001, (x - this.#left) / this.#cell));
		const row = Math.max(0, Math.min(ROWS - 1.001, (y - this.#top) / this.#cell));
		const c = column | 0;
		const r = row | 0;
		out[0] = r * COLUMNS + c;
		out[1] = column - c;
		out[2] = row - r;
	}

	#mapDepth(): void {
		for (let node = 0; node < NODES; node++) {
			const x = this.nodeX(node);
			const y = this.nodeY(node);
			let sum = 0;
			let total = 0;
			for (let i = 0; i < FACE_POINTS; i++) {
				const away = ((this.at(i, 0) - x) ** 2 + (this.at(i, 1) - y) ** 2) / this.iod ** 2;
				// Long tails, so that there is a depth everywhere.
				const weight = 1 / (DEPTH_IOD ** 2 + away) ** 3;
				sum += weight * (this.at(i, 2) - this.origin[2]!);
				total += weight;
			}
			this.depth[node] = sum / total;
			const away = Math.hypot(
				(x - this.eyes.x) / (HEAD.halfWidth * this.iod),
				(y - this.eyes.y - HEAD.y * this.iod) / (HEAD.halfHeight * this.iod),
			);
			this.staying[node] = ramp((away - 1) / HEAD.fade);
		}
	}

	#findNormals(): Float32Array {
		const normals = new Float32Array(3 * NODES);
		const reach = NORMAL_REACH;
		for (let node = 0; node < NODES; node++) {
			const column = node % COLUMNS;
			const row = Math.floor(node / COLUMNS);
			const z = (dx: number, dy: number): number => {
				const c = Math.max(0, Math.min(COLUMNS - 1, column + dx));
				const r = Math.max(0, Math.min(ROWS - 1, row + dy));
				return this.depth[r * COLUMNS + c]!;
			};
			const slopeX = (z(reach, 0) - z(-reach, 0)) / (2 * reach * this.#cell);
			const slopeY = (z(0, reach) - z(0, -reach)) / (2 * reach * this.#cell);
			const length = Math.hypot(slopeX, slopeY, 1);
			// Towards the camera z falls.
			normals.set([slopeX / length, slopeY / length, -1 / length], 3 * node);
		}
		return normals;
	}

	/** Modified Shepard weights of the nearest points, `left` left out. */
	#weigh(left: ReadonlySet<number>): SkinWeights {
		const nodes: number[] = [];
		const near: number[] = [];
		const weights: number[] = [];
		const nearest = new Int32Array(NEIGHBORS + 1);
		const away = new Float64Array(NEIGHBORS + 1);
		const { points } = this;
		for (let node = 0; node < NODES; node++) {
			const x = this.nodeX(node);
			const y = this.nodeY(node);
			away.fill(Infinity);
			for (let i = 0; i < FACE_POINTS; i++) {
				if (left.has(i)) continue;
				const d = (points[3 * i]! - x) ** 2 + (points[3 * i + 1]! - y) ** 2;
				if (d >= away[NEIGHBORS]!) continue;
				let slot = NEIGHBORS;
				while (slot > 0 && d < away[slot - 1]!) slot -= 1;
				away.copyWithin(slot + 1, slot, NEIGHBORS);
				nearest.copyWithin(slot + 1, slot, NEIGHBORS);
				away[slot] = d;
				nearest[slot] = i;
			}
			for (let k = 0; k <= NEIGHBORS; k++) away[k] = Math.sqrt(away[k]!);
			const moving = 1 - ramp((away[0]! / this.iod - NEAR_IOD) / FADE_IOD);
			if (moving === 0) continue;
			const reach = away[NEIGHBORS]! + 1e-9;
			const own = Array.from(
				{ length: NEIGHBORS },
				(_, k) => ((reach - away[k]!) / (reach * (away[k]! + 0.01 * this.iod))) ** 2,
			);
			const total = own.reduce((sum, weight) => sum + weight, 0);
			nodes.push(node);
			near.push(...nearest.subarray(0, NEIGHBORS));
			weights.push(...own.map((weight) => (moving * weight) / total));
		}
		return {
			nodes: Int32Array.from(nodes),
			points: Int32Array.from(near),
			weights: Float32Array.from(weights),
		};
	}

	/** Displacements of points [468, 2] to the nodes, [NODES, 2], by the weights of one side. */
	spread({ nodes, points, weights }: SkinWeights, moved: Float64Array, out: Float32Array): void {
		for (let n = 0; n < nodes.length; n++) {
			let x = 0;
			let y = 0;
			for (let k = NEIGHBORS * n; k < NEIGHBORS * (n + 1); k++) {
				const weight = weights[k]!;
				const point = 2 * points[k]!;
				x += weight * moved[point]!;
				y += weight * moved[point + 1]!;
			}
			out[2 * nodes[n]!] = x;
			out[2 * nodes[n]! + 1] = y;
		}
	}
}

export const GRID_COLUMNS = COLUMNS;

/** Distance of the outer eye corners, px. */
export function canthiPx({ meshes, width, height }: Footage): number {
	return Math.hypot(
		(meshes[3 * 33]! - meshes[3 * 263]!) * width,
		(meshes[3 * 33 + 1]! - meshes[3 * 263 + 1]!) * height,
	);
}
