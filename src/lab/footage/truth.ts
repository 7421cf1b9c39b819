/**
 * The truth file of a film: which movements were drawn into it, and what else the face does.
 *
 * Layout  that of `../shared/bench`: `clips/<name>.mp4` and `truth/<name>.json`; frames count from 0
 * Fails   TypeError that names the field
 */
import { Fields } from '../../core/kernel/index.ts';

export interface FilmEvent {
	/** Last neutral frame, peak, first frame back; all inclusive. */
	readonly onset: number;
	readonly apex: number;
	readonly offset: number;
	/** Last frame of a slow rest after an incomplete return; `offset` where there is none. */
	readonly relaxEnd: number;
	/** FACS numbers. */
	readonly aus: readonly number[];
	readonly peakPx200: number;
}

/** Anything else that happens from frame `start` to `end`. */
interface TruthNuisance {
	readonly kind: string;
	readonly start: number;
	readonly end: number;
}

export interface FilmTruth {
	/** File name of the film. */
	readonly file: string;
	readonly fps: number;
	/** A name for figures of their own, such as `video` and `photo`. */
	readonly part: string;
	readonly person: string;
	/** What the film was cut from; films with the same one are never trained and tried against. */
	readonly source: string;
	readonly events: readonly FilmEvent[];
	readonly nuisances: readonly TruthNuisance[];
}

export function readTruth(text: string): FilmTruth {
	const file = new Fields(JSON.parse(text));
	return {
		file: file.text('file'),
		fps: file.number('fps'),
		part: file.text('part'),
		person: file.text('person'),
		source: file.text('source'),
		events: file.list('events').map((event) => ({
			onset: event.number('onset'),
			apex: event.number('apex'),
			offset: event.number('offset'),
			relaxEnd: event.number('relaxEnd', event.number('offset')),
			aus: event.list('aus').map((unit) => unit.number('au')),
			peakPx200: event.number('peakPx200'),
		})),
		nuisances: file.list('nuisances').map((nuisance) => ({
			kind: nuisance.text('kind'),
			start: nuisance.number('start'),
			end: nuisance.number('end'),
		})),
	};
}
