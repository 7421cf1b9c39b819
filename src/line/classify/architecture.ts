/** What shape a live network has, and how large it may be. */
import * as v from 'valibot';
import { object } from '../../core/kernel/index.ts';
import { GRID, GRID_CHANNELS } from './motion-grid.ts';

/** Largest values a file may ask for. */
export const LARGEST = { members: 8, hidden: 256 } as const;

/** A whole number from 1 on; the message is what a misfit is expected to be. */
const upTo = (most: number) =>
	v.pipe(
		v.number(`1 to ${most}`),
		v.integer(`1 to ${most}`),
		v.minValue(1, `1 to ${most}`),
		v.maxValue(most, `1 to ${most}`),
	);

/** Of a network that the app runs: it takes motion, three channels. */
export const architectureSchema = object({
	/** Networks whose logits are averaged. */
	members: upTo(LARGEST.members),
	/** Cells of the grid that are averaged, along either side: 1, 2, 4, 7, 14. */
	pool: v.pipe(
		v.number(`a divisor of ${GRID}`),
		v.check((cells) => cells >= 1 && GRID % cells === 0, `a divisor of ${GRID}`),
	),
	hidden: upTo(LARGEST.hidden),
	/** 3 (motion), or 4: the ablation with a picture of the face at onset as a fourth. */
	channels: v.pipe(
		v.number(`${GRID_CHANNELS}`),
		v.check((channels) => channels === GRID_CHANNELS, `${GRID_CHANNELS}`),
	),
});

export type Architecture = v.InferOutput<typeof architectureSchema>;
