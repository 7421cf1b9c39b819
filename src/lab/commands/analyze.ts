/**
 * `npm run analyze`: the product's own line over video files.
 *
 * In    files and folders, options (src/lab/analyze/arguments.ts)
 * Out   documents on standard output or in `--out`; progress and sentences on standard error
 * Exit  0 every file was analyzed; 1 some were not (the others are written); 2 wrong usage
 */
import { join } from 'node:path';
import {
	USAGE,
	analyzeFilms,
	chosenNetwork,
	distinctFilms,
	planOutput,
	readArguments,
	refuseAlike,
	runSettings,
} from '../analyze/index.ts';
import { ensureBuilt } from '../build/index.ts';
import {
	Progress,
	ROOT,
	findInputs,
	logToStandardError,
	runCommand,
	standardError,
} from '../terminal/index.ts';

await runCommand(async (args) => {
	const wanted = readArguments(args);
	if (wanted.help) {
		console.log(USAGE);
		return 0;
	}
	logToStandardError();
	const inputs = await findInputs(wanted.inputs);
	// Every person's document has a name of its own.
	const several = inputs.several || wanted.face === 'all';
	const plan = wanted.shard ? null : await planOutput(wanted.format, wanted.out, several);
	for (const problem of inputs.problems) console.error(problem);
	if (inputs.files.length === 0) return 1;
	const { films, remarks } = distinctFilms(inputs.files);
	for (const remark of remarks) console.error(remark);
	refuseAlike(
		wanted.format,
		films.map(({ name }) => name),
	);
	const network = await chosenNetwork(wanted.network, (line) => console.error(line));
	await ensureBuilt(ROOT);

	const { backend, tracker, face, mirrored, captureFps, jobs, giveUpMs } = wanted;
	const status = await analyzeFilms({
		wanted,
		plan,
		films,
		several,
		settings: await runSettings(ROOT, wanted, network),
		batch: {
			dist: join(ROOT, 'dist'),
			backend,
			tracker,
			network,
			face,
			mirrored,
			captureFps,
			jobs,
			giveUpMs,
		},
		progress: new Progress(standardError()),
	});
	return status === 0 && inputs.problems.length > 0 ? 1 : status;
});
