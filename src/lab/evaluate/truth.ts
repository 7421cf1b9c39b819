/**
 * What is known about a clip: a truth file, checked field by field.
 *
 * In    JSON as the benchmark writes it (fields it has beyond these are not looked at)
 * Out   `ClipTruth`; frames are indices from 0 in presentation order, intervals include their ends
 * Fails CommandError that names the file, the field and the way out
 */
import type { Span } from '../../study/evaluation/index.ts';
import { Fields } from '../../core/kernel/index.ts';
import { CommandError } from '../terminal/index.ts';

export interface TrueEvent extends Span {
	readonly apex: number;
	/** Largest displacement, px200. */
	readonly peakPx200: number;
	/** `calm`, or `active` where a nuisance is near. */
	readonly context: string;
}

interface ClipNuisance {
	readonly kind: string;
	readonly start: number;
	readonly end: number;
}

export interface ClipTruth {
	/** Name of the film, unique among the clips. */
	readonly file: string;
	readonly fps: number;
	readonly frames: number;
	/** Kind of material: `video`, `photo`. */
	readonly part: string;
	readonly person: string;
	readonly events: readonly TrueEvent[];
	/** What else moves the face, or hides it. */
	readonly nuisances: readonly ClipNuisance[];
}

/** @param name - of the truth file, for the sentence. */
export function truthOf(name: string, text: string): ClipTruth {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (cause) {
		throw new CommandError(`${name} is not JSON: repair it, or remove it from the folder.`, {
			cause,
		});
	}
	try {
		return clipOf(new Fields(value));
	} catch (cause) {
		const why = cause instanceof TypeError ? cause.message : String(cause);
		throw new CommandError(
			`${name} is not a clip's truth (${why}): repair it, or remove it from the folder.`,
			{ cause },
		);
	}
}

function clipOf(clip: Fields): ClipTruth {
	const truth: ClipTruth = {
		file: clip.text('file'),
		fps: clip.number('fps'),
		frames: clip.number('frames'),
		part: clip.text('part'),
		person: clip.text('person'),
		events: clip.list('events').map(eventOf),
		// A clip in which nothing else happens needs no list.
		nuisances: clip.has('nuisances') ? clip.list('nuisances').map(nuisanceOf) : [],
	};
	if (truth.fps <= 0) throw clip.wrong('fps', 'more than 0');
	if (truth.frames < 1) throw clip.wrong('frames', 'at least 1');
	return truth;
}

function eventOf(event: Fields): TrueEvent {
	const onset = event.number('onset');
	const offset = event.number('offset');
	if (offset < onset) throw event.wrong('offset', 'at or after the onset');
	return {
		onset,
		apex: event.number('apex'),
		offset,
		peakPx200: event.number('peakPx200'),
		context: event.text('context'),
	};
}

const nuisanceOf = (nuisance: Fields): ClipNuisance => ({
	kind: nuisance.text('kind'),
	start: nuisance.number('start'),
	end: nuisance.number('end'),
});
