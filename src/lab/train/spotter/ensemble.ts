/** The networks of the scorer, from the films that may be known. */
import { seeded } from '../../../core/kernel/index.ts';
import { FEATURE_COUNT, HALVES } from '../../../line/select/index.ts';
import type { Half, ScorerNet } from '../../../line/select/index.ts';
import type { SpotterTrainConfig } from './config.ts';
import type { ScoredFilm } from './examples.ts';
import { labelOf } from './examples.ts';
import type { Examples, Net } from './fit.ts';
import { Standard, fitNet } from './fit.ts';

export interface Ensemble {
	readonly standard: Standard;
	readonly nets: Readonly<Record<Half, readonly Net[]>>;
	/** Per half and vector. */
	logitsOf(film: ScoredFilm): Float64Array[];
}

export function fitEnsemble(films: readonly ScoredFilm[], config: SpotterTrainConfig): Ensemble {
	const standard = new Standard(
		films.map(({ features }) => features),
		FEATURE_COUNT,
	);
	const real = films.filter(({ origin }) => origin !== 'drawn');
	const nets = byHalf((half) => {
		const ofAll = examplesOf(films, half, standard, config);
		const mixed = real.length > 0 && real.length < films.length;
		const ofFilms = mixed ? examplesOf(real, half, standard, config) : ofAll;
		return Array.from({ length: config.nets }, (_, net) => {
			const seed = seedOf(`${half} ${net}`, config.seed);
			const examples = net < config.netsOfFilms ? ofFilms : ofAll;
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
		const share = film.origin === 'film' ? config.negativesOfFilms : config.negativesOfCopies;
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

/** Of whatever has a name, so that it does not depend on what else there is. */
export function seedOf(name: string, seed: number): number {
	let hash = seed | 0;
	for (const letter of name) hash = (Math.imul(hash, 31) + letter.codePointAt(0)!) | 0;
	return hash;
}

export const byHalf = <T>(of: (half: Half) => T): Record<Half, T> => ({
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
export const precise = (value: number): number => Number(value.toPrecision(5));
