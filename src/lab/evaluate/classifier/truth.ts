/**
 * What the movements in films mean: class, side and action units, from the truth files that
 * `openFilms` reads the rest of.
 *
 * Out   by the film's file name, its movements in the order of the file
 * Fails CommandError that names the file, the field and the way out
 */
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Class3, Side } from '../../../core/record/index.ts';
import { CLASSES } from '../../../line/classify/index.ts';
import { Fields } from '../../../core/kernel/index.ts';
import { CommandError } from '../../terminal/index.ts';

export interface TrueMovement {
	/** The class that such a set of units is usually labelled with; nobody need have felt anything. */
	readonly class3: Class3;
	/** The subject's own side, of all its units. */
	readonly side: Side;
	/** FACS numbers. */
	readonly units: readonly number[];
	/** Largest displacement, px200. */
	readonly peakPx200: number;
}

const SIDES: readonly Side[] = ['both', 'left', 'right'];

export async function readTrueMovements(
	folder: string,
): Promise<ReadonlyMap<string, readonly TrueMovement[]>> {
	const names = await readdir(join(folder, 'truth')).catch(() => {
		throw new CommandError(
			`There is no folder ${join(folder, 'truth')}: check the path given with --truth.`,
		);
	});
	const films = new Map<string, readonly TrueMovement[]>();
	for (const name of names.filter((each) => each.endsWith('.json')).sort()) {
		const text = await readFile(join(folder, 'truth', name), 'utf8');
		const { file, movements } = trueMovementsOf(name, text);
		films.set(file, movements);
	}
	return films;
}

/** @param name - of the truth file, for the sentence. */
export function trueMovementsOf(
	name: string,
	text: string,
): { readonly file: string; readonly movements: readonly TrueMovement[] } {
	try {
		const film = new Fields(JSON.parse(text));
		return { file: film.text('file'), movements: film.list('events').map(movementOf) };
	} catch (cause) {
		const why = cause instanceof Error ? cause.message : String(cause);
		throw new CommandError(
			`${name} does not say what its movements mean (${why}): repair it, or remove the file from the folder.`,
			{ cause },
		);
	}
}

const movementOf = (event: Fields): TrueMovement => ({
	class3: oneOf(event, 'class3', CLASSES),
	side: oneOf(event, 'side', SIDES),
	units: event.list('aus').map((unit) => unit.number('au')),
	peakPx200: event.number('peakPx200'),
});

function oneOf<Word extends string>(event: Fields, name: string, words: readonly Word[]): Word {
	const said = event.text(name);
	const word = words.find((each) => each === said);
	if (word === undefined) throw event.wrong(name, words.join(', '));
	return word;
}
