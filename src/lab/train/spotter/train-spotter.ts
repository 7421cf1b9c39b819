/**
 * One run: material, everything tried on people held out, and the networks from everybody.
 *
 * Held out  people in turn (folds.ts): every candidate that figures, calibration and bars come from
 *           was scored by networks that saw nothing of that person
 */
import type { ScorerFile } from '../../../line/select/index.ts';
import { ACTIVITIES } from '../../../line/select/index.ts';
import type { FilmStage } from '../../animate/index.ts';
import type { Footage } from '../../footage/index.ts';
import { revisionOf } from '../revision.ts';
import type { SpotterTrainConfig } from './config.ts';
import { fitEnsemble, precise } from './ensemble.ts';
import type { RecallAtRate } from './held-out.ts';
import { recallAt } from './held-out.ts';
import type { Entry, Material } from './material.ts';
import { gather } from './material.ts';
import type { TrackStore } from './track-store.ts';
import type { Origin } from './track.ts';
import type { HeldOutTrial } from './trial.ts';
import { minutesOf, scorerOf, tryOnOthers } from './trial.ts';

/** What decides a result, besides configuration and footage. */
const CODE = [
	'src/core/kernel',
	'src/core/statistics',
	'src/study/actor',
	...['face', 'align', 'buffer', 'motion', 'select'].map((room) => `src/line/${room}`),
	'src/line/pipeline/face-line.ts',
	'src/lab/footage',
	'src/lab/animate',
	'src/lab/animate',
	'src/lab/train',
];
/** False alarms a minute at which recall is told. */
const TOLD_RATES = [0.5, 1, 3];

/** Held-out figures of one part of the films, before the gates. */
interface PartFigures {
	readonly films: number;
	readonly minutes: number;
	readonly movements: number;
	readonly recall: readonly RecallAtRate[];
}

interface Amount {
	readonly films: number;
	readonly minutes: number;
	readonly movements: number;
}

/** `made` of the scorer's file. */
interface SpotterRunRecord {
	readonly config: SpotterTrainConfig;
	readonly date: string;
	readonly revision: string | null;
	readonly data: Readonly<Record<Origin, Amount>> & { readonly people: number };
	/** What the bars were measured on: films of people held out. */
	readonly barMinutes: ReturnType<typeof minutesOf>;
	readonly heldOut: Readonly<Record<Origin, Readonly<Record<string, PartFigures>>>>;
}

export type TrainedScorer = ScorerFile & { readonly made: SpotterRunRecord };

/**
 * @param stage - draws further films; null: none
 * @param date  - of the run, for the record
 */
export function trainSpotter(
	films: readonly Footage[],
	stage: FilmStage | null,
	store: TrackStore,
	config: SpotterTrainConfig,
	date: string,
	onProgress: (line: string) => void,
): TrainedScorer {
	// Of the code that is running, not of what it may be edited to meanwhile.
	const revision = revisionOf(CODE);
	const material = gather(films, stage, store, config, onProgress);
	const trial = tryOnOthers(material, config, onProgress);
	onProgress('networks from everyone');
	const ensemble = fitEnsemble(
		material.entries.map(({ film }) => film),
		config,
	);
	const made: SpotterRunRecord = {
		config,
		date,
		revision,
		data: {
			people: new Set(films.map(({ truth }) => truth.person)).size,
			...byOrigin((origin) => amountOf(material.entries.filter(isOf(origin)))),
		},
		barMinutes: roundedMinutes(trial),
		heldOut: byOrigin((origin) => figuresOf(material, trial, origin)),
	};
	const { calibration, bars } = trial;
	return { ...scorerOf(ensemble, material.patterns, calibration, bars), made };
}

function figuresOf(
	{ entries }: Material,
	{ peaks }: HeldOutTrial,
	origin: Origin,
): Record<string, PartFigures> {
	const own = entries.filter(isOf(origin));
	const parts = [...new Set(own.map(({ track }) => track.truth.part))].sort();
	return Object.fromEntries(
		parts.map((part) => {
			const ofPart = own.filter(({ track }) => track.truth.part === part);
			const amount = amountOf(ofPart);
			const recall = recallAt(
				peaks.filter(({ film }) => ofPart.includes(entries[film]!)),
				ofPart.flatMap(({ track }) => track.truth.events),
				amount.minutes,
				TOLD_RATES,
			);
			return [part, { ...amount, recall: recall.map((at) => ({ ...at, bar: precise(at.bar) })) }];
		}),
	);
}

const isOf =
	(origin: Origin) =>
	({ track }: Entry): boolean =>
		track.origin === origin;

const byOrigin = <T>(of: (origin: Origin) => T): Record<Origin, T> => ({
	film: of('film'),
	copy: of('copy'),
	drawn: of('drawn'),
});

const amountOf = (entries: readonly Entry[]): Amount => ({
	films: entries.length,
	minutes: rounded(entries.reduce((sum, { track }) => sum + track.seconds / 60, 0)),
	movements: entries.reduce((sum, { track }) => sum + track.truth.events.length, 0),
});

function roundedMinutes({ tried }: HeldOutTrial): ReturnType<typeof minutesOf> {
	const minutes = minutesOf(tried.filter(({ entry }) => isOf('film')(entry)));
	for (const activity of ACTIVITIES) minutes[activity] = rounded(minutes[activity]);
	return minutes;
}

const rounded = (value: number): number => Math.round(value * 100) / 100;
