/**
 * `npm run evaluate -- strs`: spot-then-recognise of movements that were found elsewhere.
 *
 * In    two tables of movements (src/lab/evaluate/strs/movements-file.ts)
 * Out   a table on standard output, the figures as JSON where asked for; remarks on standard error
 * Exit  0 done; 1 a file is wrong; 2 wrong usage
 */
import { basename } from 'node:path';
import type { SpottedMovement } from '../../study/evaluation/index.ts';
import {
	CommandError,
	jsonText,
	readText,
	toStandardOutput,
	writeText,
} from '../terminal/index.ts';
import { USAGE, readArguments } from './strs/arguments.ts';
import { strsDocument } from './strs/document.ts';
import { movementsOf } from './strs/movements-file.ts';
import { tableText } from './strs/table.ts';

/** @returns the exit status */
export async function run(args: readonly string[]): Promise<number> {
	const wanted = readArguments(args);
	if (wanted.help) {
		console.log(USAGE);
		return 0;
	}
	const truths = await readMovements(wanted.truth);
	if (truths.length === 0) {
		throw new CommandError(
			`${basename(wanted.truth)} has no row below its header: there is nothing to find.`,
		);
	}
	const document = strsDocument(truths, await readMovements(wanted.predictions));
	if (document.unknownEmotions.length > 0) {
		console.error(
			`Predicted but never true: ${document.unknownEmotions.join(', ')}. These always count as wrong; check their spelling.`,
		);
	}
	await toStandardOutput(tableText(document));
	if (wanted.json !== null) await writeText(wanted.json, jsonText(document));
	return 0;
}

const readMovements = async (path: string): Promise<SpottedMovement[]> =>
	movementsOf(basename(path), await readText(path));
