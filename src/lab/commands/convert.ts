/**
 * `npm run convert`: weights of the published GAMDSS network, as this program runs them.
 *
 * In    a safetensors file of the state dict, options (src/lab/commands/convert/arguments.ts)
 * Out   a folder with weights.safetensors and model.json; a report on standard output
 * Exit  0 converted; 1 the file does not fit; 2 wrong usage
 */
import { jsonText, logToStandardError, runCommand, toStandardOutput } from '../terminal/index.ts';
import { USAGE, readArguments } from './convert/arguments.ts';
import { convertFile, reportText } from './convert/convert-file.ts';

await runCommand(async (args) => {
	const wanted = readArguments(args);
	if (wanted.help) {
		console.log(USAGE);
		return 0;
	}
	logToStandardError();
	console.error(`Converting ${wanted.input}.`);
	const converted = await convertFile(wanted);
	const { conversion, bytes, fileSha256, paths, seconds } = converted;
	const { file, rounding, dropped } = conversion;
	const document = { ...file, bytes, fileSha256, rounding, dropped, paths, seconds };
	await toStandardOutput(wanted.json ? jsonText(document) : reportText(converted));
	return 0;
});
