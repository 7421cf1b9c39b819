/**
 * A synthetic person: how this face's action units look, and where its skin shows motion.
 *
 * People differ in where features lie (heights and widths in inter-ocular distances), in size,
 * direction and reach of each movement, in evenness of the two sides, and in texture.
 */
import { ACTION_UNITS, ActionUnitField } from '../../study/actor/index.ts';
import type { ActionUnit, FieldPoint } from '../../study/actor/index.ts';
import type { Random } from '../../core/kernel/index.ts';
import { SkinFields } from './skin-field.ts';

export interface Person {
	/** How this person's action units move the skin. */
	readonly fields: SkinFields;
	/** Share of a movement on the picture's right and left side, per unit. */
	readonly evenness: ReadonlyMap<number, readonly [right: number, left: number]>;
	readonly skin: Skin;
}

/** How much of a motion a flow estimator sees, place by place. */
export interface Skin {
	/** 0..1, what is seen on smooth skin: forehead, cheeks, chin. */
	readonly forehead: number;
	readonly cheeks: number;
	readonly chin: number;
	/** y of the upper edge of what has texture on the forehead, IOD (negative: up). */
	readonly foreheadY: number;
	/** Half width and half height of the face's oval, IOD. */
	readonly halfWidth: number;
	readonly halfHeight: number;
	/** Share of sideways motion seen where features are level edges (brows, lids, lips). */
	readonly alongEdges: number;
}

/** Mid-height of the face's oval under the eyes, IOD. */
const OVAL_Y = 0.3;

export function drawPerson(random: Random): Person {
	const width = logNormal(random, 0.06);
	const browY = 0.04 * random.normal();
	const mouthScale = logNormal(random, 0.06);
	const fields = new Map<number, ActionUnitField>();
	const evenness = new Map<number, readonly [number, number]>();
	for (const unit of ACTION_UNITS) {
		const gain = logNormal(random, 0.3);
		const reach = logNormal(random, 0.15);
		const turn = 0.25 * random.normal(); // radians
		const strands = [...unit.points, ...(FURTHER_STRANDS[unit.au] ?? [])];
		const points = strands.map((point) =>
			varied(point, { width, browY, mouthScale, reach, turn }, random),
		);
		const own: ActionUnit = { ...unit, peak: unit.peak * gain, points };
		fields.set(unit.au, new ActionUnitField(own));
		const weaker = random.uniform(0.65, 1);
		evenness.set(unit.au, random.chance(0.5) ? [1, weaker] : [weaker, 1]);
	}
	return {
		fields: new SkinFields(fields),
		evenness,
		skin: {
			forehead: random.uniform(0, 0.4),
			cheeks: random.uniform(0.1, 0.9),
			chin: random.uniform(0.3, 1),
			foreheadY: random.uniform(-0.75, -0.42),
			halfWidth: random.uniform(0.95, 1.2),
			halfHeight: random.uniform(1.25, 1.6),
			alongEdges: random.uniform(0.45, 1),
		},
	};
}

/**
 * How much each bump of a unit differs from the table in strength, direction (radians) and place
 * (IOD). No two tables, rigs or people agree on these: a network that has seen one field of a unit
 * alone does not know the unit.
 */
const POINT_SIGMA = 0.5;
const POINT_TURN_SIGMA = 0.3;
const POINT_SHIFT = 0.04;
/** Share of a unit's bumps that hardly show in a person. */
const MISSING_STRAND = 0.12;
/**
 * Strands of a muscle that some people use and the table leaves out. AU 4 is three muscles (FACS):
 * the corrugator alone draws the whole brow inwards more than down.
 */
const FURTHER_STRANDS: Readonly<Record<number, readonly FieldPoint[]>> = {
	4: [[0.56, -0.36, -0.9, 0.4, 0.27, 0.17]],
	7: [[0.5, 0.22, 0, -0.5, 0.26, 0.1]],
	10: [[0.45, 0.66, 0.35, -0.6, 0.2, 0.2]],
};

interface Variation {
	readonly width: number;
	readonly browY: number;
	readonly mouthScale: number;
	readonly reach: number;
	readonly turn: number;
}

function varied(point: FieldPoint, by: Variation, random: Random): FieldPoint {
	const [x, y, , , sx, sy] = point;
	const share = random.chance(MISSING_STRAND) ? 0.1 : logNormal(random, POINT_SIGMA);
	const dx = share * point[2];
	const dy = share * point[3];
	const turn = by.turn + POINT_TURN_SIGMA * random.normal();
	// The table's heights: brows above -0.15, lids around 0, nose and mouth below 0.3.
	const moved = y < -0.15 ? y + by.browY : y > 0.3 ? y * by.mouthScale : y;
	const cos = Math.cos(turn);
	const sin = Math.sin(turn);
	return [
		x === 0 ? 0 : Math.max(0.05, x * by.width + POINT_SHIFT * random.normal()),
		moved + POINT_SHIFT * random.normal(),
		x === 0 ? 0 : dx * cos - dy * sin, // midline rows only move up and down
		x === 0 ? dy : dx * sin + dy * cos,
		sx * by.reach,
		sy * by.reach,
	];
}

const logNormal = (random: Random, sigma: number): number => Math.exp(sigma * random.normal());

/** Share of a motion that is seen at (x, y), IOD from the midpoint of the eyes; 0 off the face. */
export function visibility(skin: Skin, x: number, y: number): number {
	const onFace = faceShare(skin, x, y);
	let seen = skin.forehead + (1 - skin.forehead) * softStep((y - skin.foreheadY) / 0.06);
	const cheek = bump(Math.abs(x) - 0.68, y - 0.62, 0.26, 0.26);
	const chin = bump(x, y - 1.42, 0.35, 0.13);
	seen *= 1 - (1 - skin.cheeks) * cheek;
	seen *= 1 - (1 - skin.chin) * chin;
	return seen * onFace;
}

/** 1 on the face, 0 on what is behind it. */
export function faceShare(skin: Skin, x: number, y: number): number {
	const oval = Math.hypot(x / skin.halfWidth, (y - OVAL_Y) / skin.halfHeight);
	return softStep((1 - oval) / 0.06);
}

/** How much (x, y) lies on a level edge (brow, lid line, lips), 0..1. */
export function onLevelEdge(x: number, y: number): number {
	const side = Math.abs(x);
	const brow = bump(side - 0.48, y + 0.3, 0.28, 0.09);
	const lid = bump(side - 0.5, y, 0.24, 0.08);
	const lips = bump(x, y - 1.08, 0.3, 0.12);
	return Math.min(1, brow + lid + lips);
}

const bump = (x: number, y: number, sx: number, sy: number): number =>
	Math.exp(-0.5 * ((x / sx) ** 2 + (y / sy) ** 2));

const softStep = (x: number): number => 1 / (1 + Math.exp(-x));
