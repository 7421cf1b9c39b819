/**
 * `npm run audit`: where key frames that were coded by hand really lie, and how sure that is.
 *
 * In    videos and folders of pictures, annotations, options (src/lab/commands/audit/arguments.ts)
 * Out   a table or JSON on standard output, documents in `--out`; progress and sentences on standard error
 * Exit  0 every row was audited; 1 some were not, or something was missing; 2 wrong usage
 */
import { basename, join } from 'node:path';
import type { AuditAbout } from '../../study/audit/index.ts';
import { auditDocument, byDoubt, isSilent, summarise } from '../../study/audit/index.ts';
import { auditCsv } from '../../files/export/index.ts';
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
import type { OutputFiles } from './audit/outputs.ts';
import { auditedAnnotations, planOutputs } from './audit/outputs.ts';
import { reportHtml } from './audit/report.ts';
import type { AuditedRow } from './audit/rows.ts';
import { documented, movementsOf, placeText, withoutClip } from './audit/rows.ts';
import { tableText } from './audit/table.ts';
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
	const annotations = await readAnnotationsFile(wanted.annotations);
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

	const { matched, unmatched, note } = match(reading.clips, found.clips);
	const run = new AuditRun(new Progress(standardError()), wanted);
	for (const each of [...reading.notes, ...(note === null ? [] : [note])]) console.error(each);
	for (const each of [...found.problems, ...reading.faults]) run.problem(each);
	for (const remark of reading.remarks) {
		const sentence = `${placeText(remark)}: ${remark.outcome}: ${remark.why.replace(/\.?$/, '.')}`;
		// What a data set always has is no fault; what was set aside in a row that stands is said only.
		if (remark.outcome === 'skipped' && remark.expected !== true) run.problem(sentence);
		else console.error(sentence);
	}
	for (const { record, why } of unmatched) run.problem(`${placeText(record)}: ${why}`);
	if (matched.length > 0) {
		await ensureBuilt(ROOT);
		await run.run(join(ROOT, 'dist'), matched, (rows) =>
			files === null ? [] : sorted(rows).slice(0, wanted.pictures),
		);
	}
	const without = unmatched.map(({ record, why }, n) => withoutClip(`u${n + 1}`, record, why));
	const about = {
		annotations: basename(annotations.path),
		dataset: reading.title,
		version: await appVersion(),
		reachMs: wanted.reachMs,
		toleranceMs: wanted.toleranceMs,
		problems: run.said,
	};
	await report([...run.rows, ...without], wanted, about, files, { annotations, run });
	if (run.interrupted) return 130;
	return run.said.length === 0 ? 0 : 1;
}

async function report(
	rows: readonly AuditedRow[],
	wanted: AuditArguments,
	about: AuditAbout,
	files: OutputFiles | null,
	{
		annotations,
		run,
	}: {
		readonly annotations: Awaited<ReturnType<typeof readAnnotationsFile>>;
		readonly run: AuditRun;
	},
): Promise<void> {
	// Where nothing speaks for a movement, its shifts are the prior's.
	const movements = movementsOf(rows).filter(({ reselection }) => !isSilent(reselection));
	const summary =
		movements.length === 0
			? null
			: summarise(movements, { column: wanted.group, toleranceMs: wanted.toleranceMs });
	const ordered = [...sorted(rows), ...rows.filter(({ reselection }) => reselection === null)];
	const json = auditDocument(ordered.map(documented), summary, about);
	if (files !== null) {
		await writeText(files.json, json);
		await writeText(files.csv, auditCsv(ordered));
		await writeText(
			files.report,
			reportHtml(ordered, summary, about, (row, frame) =>
				run.pictures.get(`${row.clip?.id} ${frame}`),
			),
		);
		await writeText(files.annotations, auditedAnnotations(annotations, rows));
		for (const path of Object.values(files) as string[]) console.error(path);
	}
	if (wanted.json) await toStandardOutput(json);
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

/** Those that were audited, the most doubtful first. */
const sorted = (rows: readonly AuditedRow[]): AuditedRow[] =>
	byDoubt(movementsOf(rows)).map(({ row }) => row);

await runCommand((args) => main(readArguments(args)));
