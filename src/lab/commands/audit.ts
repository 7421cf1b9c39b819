/**
 * `npm run audit`: where key frames that were coded by hand really lie, and how sure that is.
 *
 * In    videos and folders of pictures, annotations, options (src/lab/commands/audit/arguments.ts)
 * Out   a table or JSON on standard output, documents in `--out`; progress and sentences on standard error
 * Exit  0 every row was audited; 1 some were not, or something was missing; 2 wrong usage
 */
import { basename, join } from 'node:path';
import type { AuditAbout } from '../../study/audit/index.ts';
import { mostDoubtful } from '../../study/audit/index.ts';
import { LineBrowser } from '../analyze/index.ts';
import {
	checkColumn,
	match,
	readAnnotationsFile,
	readLayout,
	readRecords,
} from './audit/annotations.ts';
import type { AuditArguments } from './audit/arguments.ts';
import { USAGE, readArguments } from './audit/arguments.ts';
import { AuditRun } from './audit/audit-run.ts';
import { findClips } from './audit/clips.ts';
import type { CoderFile, OutputFiles } from './audit/outputs.ts';
import { documentsOf, planOutputs } from './audit/outputs.ts';
import { reportHtml } from './audit/report.ts';
import type { PlacedRow } from './audit/rows.ts';
import { tableText } from './audit/table.ts';
import { tellOf } from './audit/told.ts';
import { ensureBuilt } from '../build/index.ts';
import {
	CommandError,
	Progress,
	ROOT,
	appVersion,
	logToStandardError,
	runCommand,
	standardError,
	toStandardOutput,
	writeText,
} from '../terminal/index.ts';

async function main(wanted: AuditArguments): Promise<number> {
	if (wanted.help) {
		console.log(USAGE);
		return 0;
	}
	logToStandardError();
	const annotations = await readAnnotationsFile(wanted.annotations, wanted.encoding);
	const layout = await readLayout(wanted);
	const found = await findClips(wanted.inputs, layout.picture);
	const reading = readRecords(annotations, wanted, layout, found);
	checkColumn(wanted.group, reading.clips);
	const files =
		wanted.out === null
			? null
			: await planOutputs(
					wanted.out,
					annotations,
					found.clips.flatMap(({ paths }) => paths),
				);

	const matching = match(reading.clips, found.clips);
	const { matched } = matching;
	const progress = new Progress(standardError());
	const { reachMs, toleranceMs } = wanted;
	const run = new AuditRun(progress, { toleranceMs, ...(reachMs === null ? {} : { reachMs }) });
	const without = tellOf(reading, found, matching, run, console.error);
	if (matched.length > 0) {
		await ensureBuilt(ROOT);
		const dist = join(ROOT, 'dist');
		const line = new LineBrowser(
			dist,
			{ backend: 'wasm', tracker: 'auto', network: null },
			(news) => progress.update(news),
		);
		await run.run(line, matched, (rows) =>
			files === null ? [] : mostDoubtful(rows).slice(0, wanted.pictures),
		);
	}
	const about = {
		annotations: basename(annotations.path),
		dataset: reading.title,
		version: await appVersion(),
		reachMs,
		toleranceMs,
		problems: run.said,
	};
	await report([...run.rows, ...without], wanted, about, files, { annotations, run });
	if (run.interrupted) return 130;
	return run.said.length === 0 ? 0 : 1;
}

async function report(
	rows: readonly PlacedRow[],
	wanted: AuditArguments,
	about: AuditAbout,
	files: OutputFiles | null,
	{ annotations, run }: { readonly annotations: CoderFile; readonly run: AuditRun },
): Promise<void> {
	const documents = documentsOf(rows, annotations, wanted.group, about);
	const { summary, ordered } = documents;
	if (files !== null) {
		await writeText(files.json, documents.json);
		await writeText(files.csv, documents.csv);
		await writeText(
			files.report,
			reportHtml(ordered, summary, about, (row, frame) =>
				run.pictures.get(`${row.clip?.id} ${frame}`),
			),
		);
		await writeText(files.annotations, documents.annotations);
		for (const path of Object.values(files) as string[]) console.error(path);
	}
	if (wanted.json) await toStandardOutput(documents.json);
	else if (summary !== null) await toStandardOutput(tableText(ordered, summary));
	if (summary === null) {
		const silent = rows.filter(({ reselection }) => reselection !== null).length;
		throw new CommandError(
			silent === 0
				? 'No movement could be audited.'
				: `Nothing in the motion speaks for any of the ${silent} coded movements: check that clips and frame numbers belong together.`,
		);
	}
}

await runCommand((args) => main(readArguments(args)));
