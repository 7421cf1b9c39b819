/**
 * Which action units go together, and how often: the priors of real micro-expressions.
 *
 * Two tables of P(action unit | label), counted on published annotations of real micro-expressions
 * (three data sets, n = 2270; and the two with laboratory labels alone, n = 414), used half and half.
 * Units are drawn one by one from these, except the pairs that are bound together (1 with 2, 12
 * with 6), until at least one is drawn. Only counts are used; no frame of those sets was.
 */
import type { Random } from '../../core/kernel/index.ts';
import type { Class3 } from '../../core/record/index.ts';

export interface Emotion {
	readonly label: string;
	/** `null`: only the action units are learnt from it. */
	readonly class3: Class3 | null;
	/** How often, within its class. */
	readonly weight: number;
	readonly units: Readonly<Record<number, number>>;
	/** Share of one-sided movements. */
	readonly oneSided: number;
}

const ONE_SIDED = 0.2;
const CONTEMPT_ONE_SIDED = 0.7;

const emotion = (
	label: string,
	class3: Class3 | null,
	weight: number,
	units: Readonly<Record<number, number>>,
	oneSided = ONE_SIDED,
): Emotion => ({ label, class3, weight, units, oneSided });

/** Weights: the number of samples of the three sets; of repression more, for it is chin and mouth alone. */
const LARGE: readonly Emotion[] = [
	emotion('disgust', 'negative', 620, { 4: 0.77, 7: 0.43, 10: 0.14, 9: 0.05 }),
	emotion('sadness', 'negative', 291, {
		4: 0.4,
		14: 0.19,
		24: 0.16,
		7: 0.13,
		17: 0.13,
		1: 0.08,
		15: 0.08,
	}),
	emotion('fear', 'negative', 275, { 4: 0.49, 7: 0.28, 5: 0.19, 24: 0.13, 1: 0.13, 20: 0.07 }),
	emotion('anger', 'negative', 218, { 4: 0.61, 7: 0.38, 24: 0.08, 23: 0.05 }),
	emotion(
		'contempt',
		'negative',
		112,
		{ 12: 0.62, 14: 0.14, 10: 0.11, 6: 0.11 },
		CONTEMPT_ONE_SIDED,
	),
	emotion('repression', 'negative', 60, { 17: 0.7, 15: 0.41, 14: 0.15 }),
	emotion('surprise', 'surprise', 338, { 2: 0.74, 1: 0.71, 5: 0.58 }),
	emotion('happiness', 'positive', 264, { 12: 0.82, 6: 0.44, 24: 0.08, 10: 0.06 }),
	emotion('others', null, 99, { 4: 0.68, 14: 0.16 }),
];

/** Weights: our estimate of the shares within the laboratory sets' negative class. */
const LABORATORY: readonly Emotion[] = [
	emotion('disgust', 'negative', 70, { 4: 0.83, 7: 0.42, 10: 0.31, 9: 0.24 }),
	emotion('anger', 'negative', 55, { 7: 0.74, 4: 0.37 }),
	emotion('repression', 'negative', 30, { 17: 0.7, 15: 0.41, 14: 0.15 }),
	emotion('contempt', 'negative', 15, { 14: 0.95, 17: 0.25 }, CONTEMPT_ONE_SIDED),
	emotion('sadness', 'negative', 15, { 1: 0.69, 17: 0.23, 15: 0.15 }),
	emotion('fear', 'negative', 10, { 20: 0.8 }),
	emotion('surprise', 'surprise', 1, { 2: 0.6, 1: 0.55, 5: 0.23 }),
	emotion('happiness', 'positive', 1, { 12: 0.91, 6: 0.19 }),
	emotion('others', null, 1, { 4: 0.68, 14: 0.16 }),
];

/** The second of a pair is drawn with the first one's number in this share of the cases. */
const PAIRS: readonly (readonly [first: number, second: number, share: number])[] = [
	[2, 1, 0.85],
	[12, 6, 1],
];

/**
 * The class that a unit alone is usually seen with (EMFACS and the counts above); null where it is
 * seen with anything.
 */
const CLASS_OF_UNIT: Readonly<Record<number, Class3 | null>> = {
	1: 'negative',
	2: 'surprise',
	5: 'surprise',
	6: 'positive',
	12: 'positive',
	4: 'negative',
	7: 'negative',
	9: 'negative',
	10: 'negative',
	14: 'negative',
	15: 'negative',
	17: 'negative',
	20: 'negative',
	23: 'negative',
	24: 'negative',
	25: null,
	26: null,
};

/** Combinations of the textbooks (EMFACS; Ekman and Friesen) that counts alone would seldom draw. */
const TEXTBOOK: readonly (UnitSet & { readonly weight: number })[] = [
	negative(5, 1, 4),
	negative(5, 10), // alone it looks much like AU 12
	negative(1, 7, 10),
	negative(1, 1, 15),
	negative(1, 1, 4, 15),
	negative(1, 1, 2, 4),
	negative(1, 4, 7),
	negative(1, 4, 5, 7),
	negative(1, 4, 9),
	negative(1, 9, 10),
	negative(1, 4, 10),
	negative(1, 15, 17),
	negative(1, 17, 24),
	negative(1, 23, 24),
	negative(1, 12, 14),
	textbook('surprise', 1, [1, 2]),
	textbook('surprise', 1, [1, 2, 5]),
	textbook('surprise', 1, [2, 5]),
	textbook('surprise', 1, [1, 2, 25]),
	textbook('surprise', 1, [1, 2, 26]),
	textbook('positive', 2, [6, 12]),
	textbook('positive', 1, [12, 25]),
	textbook('positive', 1, [6, 12, 25]),
];

function negative(weight: number, ...units: number[]) {
	return textbook('negative', weight, units);
}

function textbook(class3: Class3, weight: number, units: readonly number[]) {
	return { units, class3, weight };
}

export interface UnitSet {
	readonly units: readonly number[];
	readonly class3: Class3 | null;
}

/** One unit of any kind, or a combination of the textbooks: for the units' sake. */
export function drawUnitSet(random: Random): UnitSet {
	if (random.chance(0.4)) {
		return drawWeighted(TEXTBOOK, random);
	}
	const au = SINGLE_UNITS[random.index(SINGLE_UNITS.length)]!;
	return { units: [au], class3: CLASS_OF_UNIT[au]! };
}

const SINGLE_UNITS: readonly number[] = Object.keys(CLASS_OF_UNIT).map(Number);

/** A label of the class, `null` for one without a class, from either table. */
export function drawEmotion(class3: Class3 | null, random: Random): Emotion {
	const table = (random.chance(0.5) ? LARGE : LABORATORY).filter((row) => row.class3 === class3);
	return drawWeighted(table, random);
}

function drawWeighted<Row extends { readonly weight: number }>(
	table: readonly Row[],
	random: Random,
): Row {
	let left = random.next() * table.reduce((sum, row) => sum + row.weight, 0);
	for (const row of table) {
		left -= row.weight;
		if (left < 0) return row;
	}
	return table[table.length - 1]!;
}

/** Action units of one event: at least one. */
export function drawUnits({ units }: Emotion, random: Random): number[] {
	for (;;) {
		const draws = new Map<number, number>();
		for (const au of Object.keys(units)) draws.set(Number(au), random.next());
		for (const [first, second, share] of PAIRS) {
			const draw = draws.get(first);
			if (draw !== undefined && draws.has(second) && random.chance(share)) draws.set(second, draw);
		}
		const drawn = [...draws].filter(([au, draw]) => draw < units[au]!).map(([au]) => au);
		if (drawn.length > 0) return drawn;
	}
}
