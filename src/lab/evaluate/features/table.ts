/** The figures as text for a terminal. Pure. */
import type { Block } from '../../terminal/index.ts';
import { DIGITS, NOTHING, aligned, counted, text } from '../../terminal/index.ts';
import type { FeaturesDocument } from './document.ts';
import type { CorrelationFigures, SampleGroupFigures, SetFigures } from './figures.ts';
import type { Way } from './score.ts';
import { WAYS } from './score.ts';

const WAY_WORDS: Readonly<Record<Way, string>> = {
	gated: 'gated, as in the app',
	riseOnly: 'without the fall',
	bothAlways: 'both always',
};

interface Group {
	readonly name: string;
	readonly figures: SampleGroupFigures;
}

export function tableText(document: FeaturesDocument): string {
	const { datasets, all, classes } = document;
	const groups: Group[] = [
		{ name: 'all', figures: all },
		// Of a single dataset everything has been said.
		...(datasets.length > 1 ? datasets.map((figures) => ({ name: figures.dataset, figures })) : []),
	];
	const blocks = [
		classBlock(groups),
		...groups.map((group) => confusionBlock(group, classes)),
		coverageBlock(groups),
		...(all.withFall === null ? [] : [correlationBlock(groups)]),
	];
	return `${[heading(document), ...blocks.map(aligned)].join('\n\n')}\n`;
}

function heading({ data, network, scale, method, datasets, all }: FeaturesDocument): string {
	const lines = [
		`Features of ${data.name}: ${counted(data.samples, 'sample')} of ${data.people === 1 ? '1 person' : `${data.people} people`} from ${counted(datasets.length, 'dataset')}.`,
		`Network ${network.name} (sha256 ${network.sha256.slice(0, 12)}); u and v ${scale === 'common' ? 'over one common scale, as in the app' : 'each over its own scale'}.`,
		`${counted(data.withFall, 'sample')} with a fall; it counted in ${all.gateOpen} (correlation above ${network.gateCorrelation}).`,
		'UF1: mean of the F1 of each class, counts pooled. UAR: mean recall of the classes that occur.',
		'Precision: mean over the classes; some published code prints it as UAR.',
		`In brackets: 95% interval, bootstrap over people (${method.resamples} times, seed ${method.seed}).`,
	];
	if (data.still > 0) {
		lines.push(`${counted(data.still, 'sample')} with a rise of zeros, counted like the others.`);
	}
	return lines.join('\n');
}

/** All samples of a group and, where that is not the same, those with a fall. */
function setsOf({ name, figures: { all, withFall } }: Group): [string, SetFigures][] {
	const sets: [string, SetFigures][] = [[name, all]];
	if (withFall !== null && withFall.samples < all.samples) {
		sets.push([`${name}, with a fall`, withFall]);
	}
	return sets;
}

const classBlock = (groups: readonly Group[]): Block => [
	['samples', 'count', 'people', 'branches', 'UF1', 'UAR', 'precision', 'accuracy'],
	...groups
		.flatMap(setsOf)
		.flatMap(([name, { samples, people, ways }]) =>
			WAYS.map((way) => [
				name,
				String(samples),
				String(people),
				WAY_WORDS[way],
				text(ways[way].uf1),
				ways[way].uar.toFixed(DIGITS),
				ways[way].precisionPublishedAsUar.toFixed(DIGITS),
				ways[way].accuracy.toFixed(DIGITS),
			]),
		),
];

const confusionBlock = (group: Group, classes: readonly string[]): Block => [
	['confusion', 'branches', 'truth', ...classes],
	...setsOf(group).flatMap(([name, { ways }]) =>
		WAYS.flatMap((way) =>
			ways[way].confusion.map((row, k) => [name, WAY_WORDS[way], classes[k]!, ...row.map(String)]),
		),
	),
];

const coverageBlock = (groups: readonly Group[]): Block => [
	['most certain', 'share', 'count', 'from certainty', 'accuracy', 'UF1'],
	...groups.flatMap(({ name, figures }) =>
		figures.coverage.map(({ coverage, samples, from, accuracy, uf1 }) => [
			name,
			coverage.toFixed(DIGITS),
			String(samples),
			from.toFixed(DIGITS),
			accuracy.toFixed(DIGITS),
			text(uf1),
		]),
	),
];

const correlationBlock = (groups: readonly Group[]): Block => [
	['accuracy by correlation', 'of branches', 'count', ...WAYS.map((way) => WAY_WORDS[way])],
	...groups.flatMap(({ name, figures }) =>
		figures.correlation.map((bin) => [
			name,
			binName(bin),
			String(bin.samples),
			...WAYS.map((way) => bin.accuracy?.[way].toFixed(DIGITS) ?? NOTHING),
		]),
	),
];

function binName({ from, to }: CorrelationFigures): string {
	if (from === null) return `below ${to}`;
	return to === null ? `${from} and above` : `${from} to ${to}`;
}
