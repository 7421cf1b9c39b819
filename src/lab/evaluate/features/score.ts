/**
 * What the network says of every sample, computed by the functions that the app runs. The backend
 * must be started before.
 */
import type { Branches, EventLogits, MotionScale, Network } from '../../../line/classify/index.ts';
import type { EventMotion } from '../../../line/backend/index.ts';
import type { Class3 } from '../../../core/record/index.ts';
import {
	CLASSES,
	GRID,
	GRID_CHANNELS,
	eventMotion,
	joinBranches,
	readingCertainty,
} from '../../../line/classify/index.ts';
import { softmax } from '../../../core/statistics/index.ts';
import { predict } from '../../judge/index.ts';
import type { FlowFile } from './flow-file.ts';
import { isStill } from './flow-file.ts';
import type { Sample } from './samples.ts';

/** Which branches count: the rise alone, both whatever their correlation, or as the app's gate has it. */
export const WAYS = ['gated', 'riseOnly', 'bothAlways'] as const;
export type Way = (typeof WAYS)[number];

/** Class logits, probabilities of classes: in the order of `CLASSES`. */
export interface ScoredSample {
	readonly id: string;
	readonly subject: string;
	readonly dataset: string;
	readonly label: Class3;
	/** The most probable class; the app might not name it. */
	readonly predicted: Class3;
	/** After temperature; they sum to 1. */
	readonly probabilities: Readonly<Record<Class3, number>>;
	readonly logits: {
		readonly rise: readonly number[];
		/** Null without a fall. */
		readonly fall: readonly number[] | null;
		/** As the gate has it: what the probabilities are of. */
		readonly joined: readonly number[];
	};
	/** Of rise and negated fall; 0 without a fall. */
	readonly correlation: number;
	readonly branches: Branches;
}

export interface ScoredOutcome {
	readonly sample: ScoredSample;
	/** What the bootstrap draws by: subjects of different datasets are different people. */
	readonly clip: { readonly person: string };
	/** The rise is zeros all over. */
	readonly still: boolean;
	/** Most probable class, by which branches count. */
	readonly said: Readonly<Record<Way, Class3>>;
	/** How far the most probable class is to be trusted: what is named goes by this. */
	readonly certainty: number;
}

const STILL: FlowFile = { u: new Float32Array(GRID * GRID), v: new Float32Array(GRID * GRID) };
const BLOCK = GRID * GRID * GRID_CHANNELS;

export function scoreSamples(
	samples: readonly Sample[],
	network: Network,
	scale: MotionScale,
): ScoredOutcome[] {
	const size = samples.length;
	const rises = new Float32Array(size * BLOCK);
	const falls = new Float32Array(size * BLOCK);
	const motions = samples.map(({ rise: up, fall }, i) => {
		const down = fall ?? STILL;
		const motion = eventMotion(up.u, up.v, down.u, down.v, scale);
		rises.set(motion.rise, i * BLOCK);
		falls.set(motion.fall, i * BLOCK);
		return motion;
	});
	const { file, parameters } = network;
	const all = { size, rise: rises, fall: falls };
	const logits = predict({ architecture: file.architecture, parameters }, all);
	return samples.map((sample, i) => scored(sample, logits[i]!, motions[i]!, network));
}

function scored(
	{ id, subject, dataset, label, rise, fall }: Sample,
	logits: EventLogits,
	motion: Pick<EventMotion, 'correlation' | 'quality'>,
	{ file }: Network,
): ScoredOutcome {
	const { correlation } = motion;
	const { temperature, gateCorrelation } = file;
	// A correlation at either end opens or shuts the gate at 0 for certain.
	const riseOnly = joinBranches(logits, -1, 0);
	const bothAlways = fall === null ? riseOnly : joinBranches(logits, 1, 0);
	const gated = fall === null ? riseOnly : joinBranches(logits, correlation, gateCorrelation);
	const fallOnly = joinBranches({ rise: logits.fall, fall: logits.fall }, -1, 0);
	const p = softmax(gated.classes, temperature.classes);
	return {
		sample: {
			id,
			subject,
			dataset,
			label,
			predicted: topOf(p),
			probabilities: Object.fromEntries(CLASSES.map((name, k) => [name, p[k]!])) as Record<
				Class3,
				number
			>,
			logits: {
				rise: riseOnly.classes,
				fall: fall === null ? null : fallOnly.classes,
				joined: gated.classes,
			},
			correlation,
			branches: gated.branches,
		},
		clip: { person: `${dataset}:${subject}` },
		still: isStill(rise),
		said: {
			gated: topOf(gated.classes),
			riseOnly: topOf(riseOnly.classes),
			bothAlways: topOf(bothAlways.classes),
		},
		certainty: readingCertainty(gated, motion, file),
	};
}

const topOf = (row: readonly number[]): Class3 => CLASSES[row.indexOf(Math.max(...row))]!;
