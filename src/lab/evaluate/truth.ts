/**
 * What is known about a clip: a truth file, checked field by field.
 *
 * In    JSON as the benchmark writes it (fields it has beyond these are not looked at)
 * Out   `ClipTruth`; frames are indices from 0 in presentation order, intervals include their ends
 * Fails CommandError that names the file, the field and the way out
 */
import * as v from 'valibot';
import { clauseIn, list } from '../../core/kernel/index.ts';
import { filmFields, movementFields } from '../footage/index.ts';
import { CommandError } from '../terminal/index.ts';

const { onset, apex, offset, peakPx200, context } = movementFields;
const { file, fps, frames, part, person, nuisances } = filmFields;

const eventSchema = v.pipe(
	v.object({ onset, apex, offset, peakPx200, context }),
	v.forward(
		v.check((event) => event.offset >= event.onset, 'at or after the onset'),
		['offset'],
	),
	v.readonly(),
);

export type TrueEvent = v.InferOutput<typeof eventSchema>;

const clipSchema = v.pipe(
	v.object({
		/** Unique among the clips. */
		file,
		fps,
		frames,
		part,
		person,
		events: list(eventSchema),
		/** A clip in which nothing else happens needs no list. */
		nuisances: v.optional(nuisances, []),
	}),
	v.readonly(),
);

export type ClipTruth = v.InferOutput<typeof clipSchema>;

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
	const { success, output, issues } = v.safeParse(clipSchema, value, { abortEarly: true });
	if (success) return output;
	throw new CommandError(
		`${name} is not a clip's truth (${clauseIn(issues[0])}): repair it, or remove it from the folder.`,
	);
}
