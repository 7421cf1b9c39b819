/**
 * What the movements in films mean: class, side and action units, from the truth files that
 * `openFilms` reads the rest of.
 *
 * Out   by the film's file name, its movements in the order of the file
 * Fails CommandError that names the file, the field and the way out
 */
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { list } from '../../../core/kernel/index.ts';
import { filmFields, movementFields, readTruthAs } from '../../footage/index.ts';
import { CommandError } from '../../terminal/index.ts';

const { class3, side, aus, peakPx200 } = movementFields;

const movementSchema = v.pipe(
	v.object({ class3, side, aus, peakPx200 }),
	v.transform(({ aus: units, ...rest }) => ({ ...rest, units })),
	v.readonly(),
);

export type TrueMovement = v.InferOutput<typeof movementSchema>;

const meaningSchema = v.object({
	file: filmFields.file,
	events: list(movementSchema),
});

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
		const { file, events } = readTruthAs(meaningSchema, text);
		return { file, movements: events };
	} catch (cause) {
		const why = cause instanceof Error ? cause.message : String(cause);
		throw new CommandError(
			`${name} does not say what its movements mean (${why}): repair it, or remove the file from the folder.`,
			{ cause },
		);
	}
}
