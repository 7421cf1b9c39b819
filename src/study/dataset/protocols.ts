/**
 * From coded emotions to the classes that are told apart in evaluations.
 *
 * `megc2019` is the three classes of the Micro-Expression Grand Challenge 2019. Negative are disgust and
 * repression in CASME II (the challenge counts 88 such clips, so sadness and fear are none) and anger,
 * contempt, disgust, fear and sadness in SAMM (92); SMIC is coded in the three. Data sets that the
 * challenge did not have are read as SAMM is. The others are the class lists of GAMDSS's code. Null: left out of the protocol.
 */
import type { AnnotatedClip, Class3, DatasetName } from '../../core/record/index.ts';

type ByEmotion = Readonly<Record<string, string>>;

const POSITIVE = { positive: 'positive', happiness: 'positive', happy: 'positive', po: 'positive' };
const SURPRISE = { surprise: 'surprise', surprised: 'surprise', sur: 'surprise' };
const NEGATIVE = { negative: 'negative', ne: 'negative', disgust: 'negative' };
const SAD_AND_ANGRY = {
	anger: 'negative',
	angry: 'negative',
	contempt: 'negative',
	fear: 'negative',
	sad: 'negative',
	sadness: 'negative',
};

const THREE: ByEmotion = { ...POSITIVE, ...SURPRISE, ...NEGATIVE, ...SAD_AND_ANGRY };
const THREE_CASME2: ByEmotion = {
	...POSITIVE,
	...SURPRISE,
	...NEGATIVE,
	repression: 'negative',
};

/** Of one emotion, as coded in lower case. */
export function class3Of(dataset: DatasetName, emotion: string | null): Class3 | null {
	const classes = dataset === 'casme2' ? THREE_CASME2 : THREE;
	return (classes[emotion ?? ''] as Class3 | undefined) ?? null;
}

export interface Protocol {
	readonly name: string;
	readonly datasets: readonly DatasetName[] | 'all';
	readonly classes: readonly string[];
	/** Null: no part of the protocol. */
	readonly classOf: (clip: AnnotatedClip) => string | null;
}

const named = (
	name: string,
	dataset: DatasetName,
	classes: readonly string[],
	byEmotion: ByEmotion,
): Protocol => ({
	name,
	datasets: [dataset],
	classes,
	classOf: ({ emotion }) => byEmotion[emotion ?? ''] ?? null,
});

const OTHER = { other: 'others', others: 'others' };
const HAPPY = { happiness: 'happiness', happy: 'happiness' };

export const PROTOCOLS: readonly Protocol[] = [
	{
		name: 'megc2019',
		datasets: 'all',
		classes: ['negative', 'positive', 'surprise'],
		classOf: ({ class3 }) => class3,
	},
	named('gamdss-c3', 'casme2', ['negative', 'positive', 'surprise'], {
		...THREE_CASME2,
		...SAD_AND_ANGRY,
	}),
	named('gamdss-c5', 'casme2', ['happiness', 'repression', 'disgust', 'surprise', 'others'], {
		...HAPPY,
		...SURPRISE,
		...OTHER,
		repression: 'repression',
		disgust: 'disgust',
	}),
	named('gamdss-c3', 'samm', ['positive', 'surprise', 'negative'], THREE),
	named('gamdss-c5', 'samm', ['anger', 'contempt', 'happiness', 'surprise', 'others'], {
		...HAPPY,
		...SURPRISE,
		...OTHER,
		anger: 'anger',
		contempt: 'contempt',
	}),
	named('gamdss-c4', 'casme3', ['positive', 'surprise', 'others', 'negative'], {
		...THREE,
		...OTHER,
	}),
	named(
		'gamdss-c7',
		'casme3',
		['anger', 'disgust', 'fear', 'happiness', 'sadness', 'surprise', 'others'],
		{
			...HAPPY,
			...SURPRISE,
			...OTHER,
			anger: 'anger',
			disgust: 'disgust',
			fear: 'fear',
			sad: 'sadness',
			sadness: 'sadness',
		},
	),
];

export const protocolsFor = (dataset: DatasetName): Protocol[] =>
	PROTOCOLS.filter(({ datasets }) => datasets === 'all' || datasets.includes(dataset));
