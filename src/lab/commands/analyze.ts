/**
 * `npm run analyze`: the product's own line over video files.
 *
 * In    files and folders, options (src/lab/analyze/arguments.ts)
 * Out   documents on standard output or in `--out`; progress and sentences on standard error
 * Exit  0 every file was analyzed; 1 some were not (the others are written); 2 wrong usage
 */
import { join } from 'node:path';
import {
	Batch,
	USAGE,
	chosenNetwork,
	planOutput,
	readArguments,
	writeDocuments,
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
	const plan = await planOutput(wanted.format, wanted.out, inputs.several || wanted.face === 'all');
	for (const problem of inputs.problems) console.error(problem);
	if (inputs.files.length === 0) return 1;
	const network = await chosenNetwork(wanted.network, (line) => console.error(line));
	await ensureBuilt(ROOT);

	const progress = new Progress(standardError());
	const batch = new Batch(progress);
	try {
		await batch.run(inputs.files, {
			dist: join(ROOT, 'dist'),
			backend: wanted.backend,
			tracker: wanted.tracker,
			face: wanted.face,
			mirrored: wanted.mirrored,
			network,
			jobs: wanted.jobs,
		});
	} finally {
		// Whatever ended the batch: what was measured is written.
		const complete = batch.records.length > 0 || wanted.format === 'score';
		if (complete) for (const path of await writeDocuments(plan, batch.records)) progress.say(path);
	}
	if (batch.interrupted) {
		progress.say('Stopped before the last file; what was analyzed is written.');
		return 130;
	}
	return batch.failed + inputs.problems.length === 0 ? 0 : 1;
});
