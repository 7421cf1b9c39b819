/**
 * Measured clips as the trainer takes events: both motions normalised, units and class as targets.
 *
 * Class   MEGC 2019's three; a clip with none of them teaches its units only, and is judged by none
 * Units   those that the network knows. A side that was not coded is both; a code with a question mark
 *         counts; one that was held all along (`kept`) does not. A data set in which no clip has a unit codes none: its clips teach no units
 * Offset  a clip without one has no fall: the fall's motion is 0 and its correlation too, so that the
 *         gate stays shut and no loss falls on it
 */
import type { GridField } from '../../../line/classify/index.ts';
import { CLASSES, GRID, GRID_CHANNELS, UNITS, eventMotion } from '../../../line/classify/index.ts';
import type { AnnotatedClip } from '../../../core/record/index.ts';
import { seeded } from '../../../core/kernel/index.ts';
import type { Random } from '../../../core/kernel/index.ts';
import { drawFraming, reframe } from '../framing.ts';
import type { Framing } from '../framing.ts';
import type { Dataset, Truth } from '../../judge/index.ts';
import type { GridFlow } from './clip-motion.ts';
import type { FlowClip } from './measured-clip.ts';

const CELLS = GRID * GRID;
const BLOCK = CELLS * GRID_CHANNELS;
const SIDES = 2 * UNITS.length;
const STILL = new Float64Array(CELLS);

/** In the order of the clips. */
export function clipSet(clips: readonly FlowClip[]): Dataset {
	return setOf(clips, () => null);
}

/**
 * Copies of every clip as other framings of the face would have shown it, `copies` in a row: what is
 * learnt must not depend on how exactly the eyes were found.
 */
export function reframedSet(clips: readonly FlowClip[], copies: number, seed: number): Dataset {
	const random: Random = seeded(seed);
	const repeated = clips.flatMap((clip) => Array.from({ length: copies }, () => clip));
	return setOf(repeated, () => drawFraming(random));
}

function setOf(clips: readonly FlowClip[], framingOf: () => Framing | null): Dataset {
	const size = clips.length;
	const rise = new Float32Array(size * BLOCK);
	const fall = new Float32Array(size * BLOCK);
	const correlation = new Float32Array(size);
	const units = new Float32Array(size * SIDES);
	const unitsKnown = new Uint8Array(size);
	const classes = new Float32Array(size * CLASSES.length);
	const truths: Truth[] = [];
	const asymmetry: Dataset['asymmetry'][number][] = [];
	const quality: Dataset['quality'][number][] = [];
	const coding = new Set(
		clips.filter(({ record }) => record.units.length > 0).map(({ record }) => record.dataset),
	);
	const people = [...new Set(clips.map(({ record }) => record.subject))];
	for (const [i, { record, motion }] of clips.entries()) {
		const framing = framingOf();
		const [riseU, riseV] = framed(motion.rise, framing);
		const [fallU, fallV] = motion.fall === null ? [STILL, STILL] : framed(motion.fall, framing);
		const event = eventMotion(riseU, riseV, fallU, fallV);
		rise.set(event.rise, i * BLOCK);
		fall.set(event.fall, i * BLOCK);
		correlation[i] = event.correlation;
		asymmetry.push(event.asymmetry);
		quality.push(event.quality);
		const intensities = intensitiesOf(record);
		units.set(intensities, i * SIDES);
		unitsKnown[i] = Number(coding.has(record.dataset));
		if (record.class3 !== null) classes[i * CLASSES.length + CLASSES.indexOf(record.class3)] = 1;
		truths.push({
			content: 'expression',
			class3: record.class3,
			intensities,
			person: people.indexOf(record.subject),
			offsetIs: motion.fall === null ? 'wrong' : 'right',
			path: 'real',
		});
	}
	return {
		size,
		channels: GRID_CHANNELS,
		rise,
		fall,
		correlation,
		asymmetry,
		quality,
		units,
		unitsKnown,
		classes,
		truths,
	};
}

function framed({ u, v }: GridFlow, framing: Framing | null): readonly [GridField, GridField] {
	if (framing === null) return [u, v];
	const fields = [Float64Array.from(u), Float64Array.from(v)] as const;
	for (const field of fields) reframe(field, framing);
	return fields;
}

/** 1 where a unit was coded: the subject's left side, then the right. */
function intensitiesOf({ units }: AnnotatedClip): Float32Array {
	const intensities = new Float32Array(SIDES);
	for (const { unit, side, kept } of units) {
		const place = (UNITS as readonly number[]).indexOf(unit);
		if (place < 0 || kept === true) continue;
		if (side !== 'right') intensities[place] = 1;
		if (side !== 'left') intensities[UNITS.length + place] = 1;
	}
	return intensities;
}

/** The events at `places`, in that order. */
export function subsetOf(data: Dataset, places: readonly number[]): Dataset {
	const part = (from: Float32Array, width: number): Float32Array => {
		const out = new Float32Array(places.length * width);
		for (const [i, at] of places.entries()) {
			out.set(from.subarray(at * width, (at + 1) * width), i * width);
		}
		return out;
	};
	const { unitsKnown } = data;
	return {
		size: places.length,
		channels: data.channels,
		rise: part(data.rise, CELLS * data.channels),
		fall: part(data.fall, CELLS * data.channels),
		correlation: part(data.correlation, 1),
		asymmetry: places.map((at) => data.asymmetry[at]!),
		quality: places.map((at) => data.quality[at]!),
		units: part(data.units, SIDES),
		...(unitsKnown && { unitsKnown: Uint8Array.from(places, (at) => unitsKnown[at]!) }),
		classes: part(data.classes, CLASSES.length),
		truths: places.map((at) => data.truths[at]!),
	};
}

/** One set after the other. */
export function joinedSets(first: Dataset, second: Dataset): Dataset {
	const join = (a: Float32Array, b: Float32Array): Float32Array => {
		const out = new Float32Array(a.length + b.length);
		out.set(a);
		out.set(b, a.length);
		return out;
	};
	const known = ({ unitsKnown, size }: Dataset): Iterable<number> =>
		unitsKnown ?? new Uint8Array(size).fill(1);
	return {
		size: first.size + second.size,
		channels: first.channels,
		rise: join(first.rise, second.rise),
		fall: join(first.fall, second.fall),
		correlation: join(first.correlation, second.correlation),
		asymmetry: [...first.asymmetry, ...second.asymmetry],
		quality: [...first.quality, ...second.quality],
		units: join(first.units, second.units),
		unitsKnown: Uint8Array.from([...known(first), ...known(second)]),
		classes: join(first.classes, second.classes),
		truths: [...first.truths, ...second.truths],
	};
}
