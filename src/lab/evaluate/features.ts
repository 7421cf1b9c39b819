/**
 * `npm run evaluate -- features`: how well the network reads motion that was computed elsewhere.
 *
 * In    a folder with an index and motion fields, options (src/lab/evaluate/features/arguments.ts)
 * Out   on standard output a table, or one JSON document with every sample
 * Exit  0 done; 1 something in the folder or the network is wrong; 2 wrong usage
 */
import { join } from 'node:path';
import { useWasm } from '../judge/index.ts';
import { ROOT, jsonText, logToStandardError, toStandardOutput } from '../terminal/index.ts';
import { USAGE, readArguments } from './features/arguments.ts';
import { featuresDocument } from './features/document.ts';
import { readNetwork } from './features/network.ts';
import { readSamples } from './features/samples.ts';
import { scoreSamples } from './features/score.ts';
import { tableText } from './features/table.ts';

const SHIPPED = join(ROOT, 'static/models/live');

/** @returns the exit status */
export async function run(args: readonly string[]): Promise<number> {
	const wanted = readArguments(args);
	if (wanted.help) {
		console.log(USAGE);
		return 0;
	}
	logToStandardError();
	const { name, samples } = await readSamples(wanted.dir);
	const network = await readNetwork(wanted.network ?? SHIPPED);
	await useWasm();
	const scored = scoreSamples(samples, network, wanted.scale);
	const document = featuresDocument(scored, { name, network, scale: wanted.scale });
	await toStandardOutput(wanted.json ? jsonText(document) : tableText(document));
	return 0;
}
