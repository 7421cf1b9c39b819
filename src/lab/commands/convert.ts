/**
 * `npm run convert`: weights of the published GAMDSS network, as this program runs them.
 *
 * In    a safetensors file of the state dict, options (src/lab/commands/convert/arguments.ts)
 * Out   a folder with weights.safetensors and model.json; a report on standard output
 * Exit  0 converted; 1 the file does not fit; 2 wrong usage
 */
import { CommandError } from '../terminal/index.ts';
import { USAGE, readArguments } from './convert/arguments.ts';
import { convertFile, reportText } from './convert/convert-file.ts';
import { UsageError } from '../terminal/index.ts';

async function main(): Promise<void> {
	const wanted = readArguments(process.argv.slice(2));
	if (wanted.help) {
		console.log(USAGE);
		return;
	}
	// Standard output is for the report; what tfjs prints belongs to the other one.
	console.log = console.error;
	console.error(`Converting ${wanted.input}.`);
	const converted = await convertFile(wanted);
	const { conversion, bytes, fileSha256, paths, seconds } = converted;
	const { file, rounding, dropped } = conversion;
	const document = { ...file, bytes, fileSha256, rounding, dropped, paths, seconds };
	process.stdout.write(
		wanted.json ? `${JSON.stringify(document, null, '\t')}\n` : reportText(converted),
	);
}

try {
	await main();
} catch (error) {
	const spoken = error instanceof CommandError || error instanceof UsageError;
	console.error(spoken ? error.message : error);
	process.exitCode = error instanceof UsageError ? 2 : 1;
}
