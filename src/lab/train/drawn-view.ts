/**
 * Looks at a scene without any picture: the motion of the skin on the grid, as a flow estimator
 * would give it, with its faults (`flow-model.ts`).
 *
 * Out   raw flow on the grid of `classify`, px200, rigid part included; framed as it should be
 */
import { GRID, GRID_EYE_DISTANCE, GRID_EYE_ROW } from '../../line/classify/index.ts';
import type { Random } from '../../core/kernel/index.ts';
import { CELLS, addCorrelatedNoise, addOutlier, blur, newFlow } from './flow-model.ts';
import type { Flow } from './flow-model.ts';
import { headU, headV } from './head.ts';
import type { Person } from './person.ts';
import { faceShare, onLevelEdge, visibility } from './person.ts';
import type { Pose, Scene } from './scene.ts';
import { newSkinField, skinMotionAt } from './skin-field.ts';

const ROOM_MOVES_SHARE = 0.3;
const LARGEST_DRIFT_PX200 = 0.25;

/** Raw flows of an event. */
export interface EventFlow {
	/** Onset -> apex. */
	readonly rise: Flow;
	/** Apex -> offset. */
	readonly fall: Flow;
	/** The face at onset, local contrast on the grid, -1..1; null where there is no picture. */
	readonly face: Float32Array | null;
}

export function seeDrawn(person: Person, scene: Scene, random: Random): EventFlow {
	const estimator: Estimator = {
		noise: random.uniform(0.04, 0.2),
		correlation: random.uniform(0.6, 2.5),
		blurCells: random.uniform(0.5, 1.8),
		smoothSkin: random.uniform(0, 1),
	};
	const see = (from: Pose, to: Pose): Flow =>
		observe(person, from, to, estimator, scene.blinks, random);
	return {
		rise: see(scene.onset, scene.apex),
		fall: see(scene.apex, scene.offset),
		face: null,
	};
}

interface Estimator {
	/** Standard deviation of the flow noise, px200, and over how many cells it hangs together. */
	readonly noise: number;
	readonly correlation: number;
	readonly blurCells: number;
	/** 0: sees no more on smooth skin than the person's texture shows; 1: fills it from around. */
	readonly smoothSkin: number;
}

const fromField = newSkinField();
const toField = newSkinField();
const moved = new Float64Array(2);

function observe(
	person: Person,
	from: Pose,
	to: Pose,
	{ noise, correlation, blurCells, smoothSkin }: Estimator,
	blinks: boolean,
	random: Random,
): Flow {
	const flow = newFlow();
	// Against the aligned face, a room with texture moves as the head did.
	const room = random.chance(ROOM_MOVES_SHARE) ? random.uniform(0.2, 1.5) : 0;
	const roomAngle = random.uniform(0, 2 * Math.PI);
	const roomX = room * Math.cos(roomAngle);
	const roomY = room * Math.sin(roomAngle);
	const gaze = to.gaze - from.gaze;
	person.fields.fill(from.movement, fromField);
	person.fields.fill(to.movement, toField);
	for (let i = 0; i < toField.length; i++) toField[i]! -= fromField[i]!;
	for (let row = 0, cell = 0; row < GRID; row++) {
		for (let column = 0; column < GRID; column++, cell++) {
			const x = (column - (GRID - 1) / 2) / GRID_EYE_DISTANCE;
			const y = (row - GRID_EYE_ROW) / GRID_EYE_DISTANCE;
			skinMotionAt(toField, x, y, moved);
			const onFace = faceShare(person.skin, x, y);
			const shown = visibility(person.skin, x, y);
			const seen = shown + (onFace - shown) * smoothSkin * SMOOTH_FILL;
			const sideways = 1 - (1 - person.skin.alongEdges) * onLevelEdge(x, y);
			const iris = gaze * Math.exp(-0.5 * (((Math.abs(x) - 0.5) / 0.1) ** 2 + (y / 0.06) ** 2));
			const u = headU(to.head, x, y) - headU(from.head, x, y);
			const v = headV(to.head, x, y) - headV(from.head, x, y);
			flow.u[cell] = seen * (sideways * moved[0]! + iris + u) + (1 - onFace) * roomX;
			flow.v[cell] = seen * (moved[1]! + v) + (1 - onFace) * roomY;
		}
	}
	blur(flow.u, blurCells);
	blur(flow.v, blurCells);
	addCorrelatedNoise(flow.u, noise, correlation, random);
	addCorrelatedNoise(flow.v, noise, correlation, random);
	// What alignment and perspective leave of a moving head is smooth, but no plane.
	const drift = random.uniform(0, LARGEST_DRIFT_PX200);
	addCorrelatedNoise(flow.u, drift, random.uniform(3, 7), random);
	addCorrelatedNoise(flow.v, drift, random.uniform(3, 7), random);
	if (random.chance(0.4)) {
		for (let n = 1 + random.index(3); n > 0; n--) {
			addOutlier(flow, random.uniform(0.2, 2), random);
		}
	}
	// A closing lid moves too fast and changes too much: the flow around it is partly arbitrary.
	if (blinks) addLidErrors(flow, random);
	return flow;
}

/** An estimator that fills smooth skin reaches so much of its motion at most. */
const SMOOTH_FILL = 0.6;

function addLidErrors(flow: Flow, random: Random): void {
	const sizes = [0, 1, 2, 3].map(() => random.normal());
	for (let cell = 0; cell < CELLS; cell++) {
		const x = ((cell % GRID) - (GRID - 1) / 2) / GRID_EYE_DISTANCE;
		const y = (Math.floor(cell / GRID) - GRID_EYE_ROW) / GRID_EYE_DISTANCE;
		const near = Math.exp(-0.5 * (((Math.abs(x) - 0.5) / 0.2) ** 2 + (y / 0.1) ** 2));
		const side = x > 0 ? 0 : 2;
		flow.u[cell]! += near * sizes[side]!;
		flow.v[cell]! += near * sizes[side + 1]!;
	}
}
