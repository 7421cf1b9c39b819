/**
 * `npm run evaluate -- strs`: spot-then-recognise of movements that were found elsewhere.
 *
 * In    two tables of movements (src/lab/evaluate/strs/movements-file.ts)
 * Out   a table on standard output, the figures as JSON where asked for; remarks on standard error
 * Exit  0 done; 1 a file is wrong; 2 wrong usage
 */
import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { SpottedMovement } from '../../study/evaluation/index.ts';
import { CommandError } from '../terminal/index.ts';
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
			`${basename(wanted.truth)} has no row below its header: there is nothing to be found.`,
		);
	}
	const document = strsDocument(truths, await readMovements(wanted.predictions));
	if (document.unknownEmotions.length > 0) {
		console.error(
			`Predicted and never true: ${document.unknownEmotions.join(', ')}. Such words are always wrong; check how they are spelt.`,
		);
	}
	process.stdout.write(tableText(document));
	if (wanted.json !== null) await write(wanted.json, `${JSON.stringify(document, null, '\t')}\n`);
	return 0;
}

async function readMovements(path: string): Promise<SpottedMovement[]> {
	let text: string;
	try {
		text = await readFile(path, 'utf8');
	} catch (cause) {
		throw new CommandError(`${path} cannot be read: check the path.`, { cause });
	}
	return movementsOf(basename(path), text);
}

async function write(path: string, text: string): Promise<void> {
	try {
		await writeFile(path, text);
	} catch (cause) {
		throw new CommandError(`${path} cannot be written: check the path.`, { cause });
	}
}
