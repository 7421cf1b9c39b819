/**
 * One run: patterns, examples, held-out figures, and the networks from everybody.
 *
 * Held out  people in turn (folds.ts): every candidate that figures, calibration and bars come from
 *           was scored by networks that saw nothing of that person
 */
import { seeded } from '../../../core/kernel/index.ts';
import { sigmoid } from '../../../core/statistics/index.ts';
import { FEATURE_COUNT, HALVES, SCORER_FORMAT } from '../../../line/select/index.ts';
import type { Half, ScorerFile, ScorerNet } from '../../../line/select/index.ts';
import { revisionOf } from '../revision.ts';
import type { SpotterTrainConfig } from './config.ts';
import type { ScoredFilm } from './examples.ts';
import { labelOf, measure } from './examples.ts';
import type { Examples, Net } from './fit.ts';
import { Standard, fitNet } from './fit.ts';
import { foldsOf } from './folds.ts';
import type { Footage } from '../../footage/index.ts';
import type { HalfCalibration, Candidate, RecallAtRate } from './held-out.ts';
import { barAt, calibrate, candidatesOf, recallAt } from './held-out.ts';
import { inject } from './inject.ts';
import { meanFace } from '../../footage/index.ts';
import { unitPatterns } from './patterns.ts';

/** What decides a result, besides configuration and footage. */
const CODE = [
	'src/core/kernel',
	'src/core/statistics',
	'src/study/actor',
	...['face', 'align', 'buffer', 'motion', 'select'].map((room) => `src/line/${room}`),
	'src/line/pipeline/face-line.ts',
	'src/lab/footage',
	'src/lab/animate',
	'src/lab/train',
];
/** Share of a film's frames that must show exactly one face for movements to be drawn into it. */
const LEAST_ALONE = 0.8;
/** False alarms a minute at which recall is told. */
const TOLD_RATES = [0.5, 1, 3];

/** Held-out figures of one part of the films. */
interface PartFigures {
	readonly films: number;
	readonly minutes: number;
	readonly movements: number;
	readonly recall: readonly RecallAtRate[];
}

/** `made` of the scorer's file. */
interface SpotterRunRecord {
	readonly config: SpotterTrainConfig;
	readonly date: string;
	readonly revision: string | null;
	readonly data: {
		readonly films: number;
		readonly people: number;
		readonly minutes: number;
		readonly movements: number;
		readonly copies: number;
		readonly drawnMovements: number;
	};
	readonly heldOut: {
		/** The films as they are, and their copies with movements drawn in, by part. */
		readonly films: Readonly<Record<string, PartFigures>>;
		readonly copies: Readonly<Record<string, PartFigures>>;
	};
}

export type TrainedScorer = ScorerFile & { readonly made: SpotterRunRecord };

/** @param date - of the run, for the record */
export function trainSpotter(
	films: readonly Footage[],
	config: SpotterTrainConfig,
	date: string,
	onProgress: (line: string) => void,
): TrainedScorer {
	// Of the code that is running, not of what it may be edited to meanwhile.
	const revision = revisionOf(CODE);
	const face = meanFace(films);
	const patterns = unitPatterns(face);
	const measured: ScoredFilm[] = [];
	for (const [i, film] of films.entries()) {
		onProgress(`video ${i + 1} of ${films.length}: ${film.name}`);
		measured.push(measure(film, false, patterns));
		if (!isAlone(film)) continue;
		for (let version = 0; version < config.versions; version++) {
			const name = `${film.name}~${version}`;
			const moved = inject(film, face, name, seeded(seedOf(name, config.seed)));
			measured.push(measure(moved, true, patterns));
		}
	}

	const folds = foldsOf(measured, config.folds);
	const candidates: Candidate[] = [];
	for (let fold = 0; fold < config.folds; fold++) {
		onProgress(`held out ${fold + 1} of ${config.folds}`);
		const known = measured.filter((_, i) => folds[i] !== fold);
		const ensemble = fitEnsemble(known, config);
		for (const [i, film] of measured.entries()) {
			if (folds[i] !== fold) continue;
			candidates.push(...candidatesOf(film, i, ensemble.logitsOf(film)));
		}
	}
	const calibration = byHalf((half) =>
		calibrate(candidates.filter((candidate) => candidate.half === half)),
	);
	const scored = candidates.map((candidate) => ({
		...candidate,
		score: probabilityOf(calibration[candidate.half], candidate.logit),
	}));
	const minutes = measured.reduce((sum, { seconds }) => sum + seconds / 60, 0);
	const bars = config.barRates.map((rate) => [rate, precise(barAt(scored, minutes, rate))]);

	onProgress('networks from everyone');
	const ensemble = fitEnsemble(measured, config);
	const plain = measured.filter(({ copy }) => !copy);
	const copies = measured.filter(({ copy }) => copy);
	const movements = (of: readonly ScoredFilm[]): number =>
		of.reduce((sum, { truth }) => sum + truth.events.length, 0);
	const ofPlain = new Map(plain.map(({ name, truth }) => [name, truth.events.length]));
	const repeated = copies.reduce((sum, { name }) => sum + ofPlain.get(name.split('~')[0]!)!, 0);
	const figures = (copy: boolean): Record<string, PartFigures> => figuresOf(measured, scored, copy);
	return {
		format: SCORER_FORMAT,
		made: {
			config,
			date,
			revision,
			data: {
				films: plain.length,
				people: new Set(plain.map(({ truth }) => truth.person)).size,
				minutes: rounded(plain.reduce((sum, { seconds }) => sum + seconds / 60, 0)),
				movements: movements(plain),
				copies: copies.length,
				drawnMovements: movements(copies) - repeated,
			},
			heldOut: { films: figures(false), copies: figures(true) },
		},
		patterns,
		mean: Array.from(ensemble.standard.mean, precise),
		deviation: Array.from(ensemble.standard.deviation, precise),
		nets: byHalf((half) => ensemble.nets[half].map(written)),
		calibration,
		bars,
	};
}

function isAlone({ faces, frames }: Footage): boolean {
	return faces.reduce((sum, count) => sum + Number(count === 1), 0) >= LEAST_ALONE * frames;
}

/** Of a copy: by its name, so that it does not depend on which other films there are. */
function seedOf(name: string, seed: number): number {
	let hash = seed | 0;
	for (const letter of name) hash = (Math.imul(hash, 31) + letter.codePointAt(0)!) | 0;
	return hash;
}

interface Ensemble {
	readonly standard: Standard;
	readonly nets: Readonly<Record<Half, readonly Net[]>>;
	/** Per half and vector. */
	logitsOf(film: ScoredFilm): Float64Array[];
}

function fitEnsemble(films: readonly ScoredFilm[], config: SpotterTrainConfig): Ensemble {
	const standard = new Standard(
		films.map(({ features }) => features),
		FEATURE_COUNT,
	);
	const nets = byHalf((half) => {
		const examples = examplesOf(films, half, standard, config);
		return Array.from({ length: config.nets }, (_, net) => {
			const seed = seedOf(`${half} ${net}`, config.seed);
			return fitNet(examples, FEATURE_COUNT, config, seed);
		});
	});
	const input = new Float32Array(FEATURE_COUNT);
	return {
		standard,
		nets,
		logitsOf: (film) => {
			const logits = HALVES.map(() => new Float64Array(film.count));
			for (let i = 0; i < film.count; i++) {
				standard.write(film.features, i * FEATURE_COUNT, input, 0);
				for (const [h, half] of HALVES.entries()) {
					const sum = nets[half].reduce((total, net) => total + net.logit(input, 0), 0);
					logits[h]![i] = sum / nets[half].length;
				}
			}
			return logits;
		},
	};
}

/** Movements all of them, of what is nothing a share. */
function examplesOf(
	films: readonly ScoredFilm[],
	half: Half,
	standard: Standard,
	config: SpotterTrainConfig,
): Examples {
	const random = seeded(seedOf(half, config.seed));
	const picked: { film: ScoredFilm; vector: number; target: number; weight: number }[] = [];
	for (const film of films) {
		const share = film.copy ? config.negativesOfCopies : config.negativesOfFilms;
		for (let vector = 0; vector < film.count; vector++) {
			const label = labelOf(
				film.truth,
				half,
				film.frames[vector]!,
				film.halfWidths[vector]!,
				config.faintBelowPx200,
			);
			if (label === 'ignored' || (label === 'nothing' && !random.chance(share))) continue;
			const target = label === 'nothing' ? 0 : 1;
			const weight =
				label === 'movement' ? config.movementWeight : label === 'faint' ? config.faintWeight : 1;
			picked.push({ film, vector, target, weight });
		}
	}
	const inputs = new Float32Array(picked.length * FEATURE_COUNT);
	for (const [i, { film, vector }] of picked.entries()) {
		standard.write(film.features, vector * FEATURE_COUNT, inputs, i * FEATURE_COUNT);
	}
	return {
		inputs,
		targets: Uint8Array.from(picked, ({ target }) => target),
		weights: Float32Array.from(picked, ({ weight }) => weight),
		count: picked.length,
	};
}

function figuresOf(
	films: readonly ScoredFilm[],
	scored: readonly (Candidate & { readonly score: number })[],
	copy: boolean,
): Record<string, PartFigures> {
	const parts = [...new Set(films.map(({ truth }) => truth.part))].sort();
	return Object.fromEntries(
		parts.map((part) => {
			const isOf = (film: ScoredFilm): boolean => film.copy === copy && film.truth.part === part;
			const own = films.filter(isOf);
			const events = own.flatMap(({ truth }) => truth.events);
			const minutes = own.reduce((sum, { seconds }) => sum + seconds / 60, 0);
			const candidates = scored.filter(({ film }) => isOf(films[film]!));
			const recall = recallAt(candidates, events, minutes, TOLD_RATES);
			return [
				part,
				{
					films: own.length,
					minutes: rounded(minutes),
					movements: events.length,
					recall: recall.map((at) => ({ ...at, bar: precise(at.bar) })),
				},
			];
		}),
	);
}

const probabilityOf = ({ slope, shift }: HalfCalibration, logit: number): number =>
	sigmoid(slope * logit + shift);

const byHalf = <T>(of: (half: Half) => T): Record<Half, T> => ({
	upper: of('upper'),
	lower: of('lower'),
});

/** A network as the file holds it. */
export const written = (net: Net): ScorerNet => ({
	hidden: Array.from(net.hidden, precise),
	hiddenBias: Array.from(net.hiddenBias, precise),
	out: Array.from(net.out, precise),
	outBias: precise(net.outBias[0]!),
});

/** Five digits are more than the figures are good for. */
const precise = (value: number): number => Number(value.toPrecision(5));
const rounded = (value: number): number => Math.round(value * 100) / 100;
