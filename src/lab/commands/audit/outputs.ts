/**
 * What an audit writes into its folder: settled before the work begins, never over a file it was given.
 */
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { AuditAbout, AuditSummary } from '../../../study/audit/index.ts';
import { auditDocument, inDocumentOrder, summaryOf } from '../../../study/audit/index.ts';
import type { EncodingName } from '../../../study/dataset/index.ts';
import { annotationText } from '../../../study/dataset/index.ts';
import { auditCsv, auditedAnnotations, auditedName, csvFile } from '../../../files/export/index.ts';
import { CommandError, makeFolder } from '../../terminal/index.ts';
import type { PlacedRow } from './rows.ts';

/** A coder's file, as it was read. */
export interface CoderFile {
	readonly path: string;
	readonly bytes: Uint8Array;
	/** Of its letters, as a person said; null or left out: as they show. */
	readonly encoding?: EncodingName | null;
}

export interface OutputFiles {
	readonly json: string;
	readonly csv: string;
	readonly report: string;
	readonly annotations: string;
}

/** @throws CommandError where the folder cannot be made, or one of the files is among `inputs` */
export async function planOutputs(
	out: string,
	annotations: CoderFile,
	inputs: readonly string[],
): Promise<OutputFiles> {
	await makeFolder(out);
	const files: OutputFiles = {
		json: join(out, 'audit.json'),
		csv: join(out, 'audit.csv'),
		report: join(out, 'report.html'),
		annotations: join(
			out,
			auditedName(
				basename(annotations.path),
				annotationText(annotations.bytes, annotations.encoding),
			),
		),
	};
	const given = new Map<string, string>();
	for (const input of [annotations.path, ...inputs]) {
		const key = await identity(input);
		if (key !== null) given.set(key, input);
	}
	for (const file of Object.values(files) as string[]) {
		const input = given.get((await identity(file)) ?? '');
		if (input === undefined) continue;
		throw new CommandError(
			`${file} would overwrite ${input}, which is an input: choose another folder with --out.`,
		);
	}
	return files;
}

/** The same for all names of a file, links included; null: there is none. */
async function identity(path: string): Promise<string | null> {
	const info = await stat(path, { bigint: true }).catch(() => null);
	return info === null ? null : `${info.dev}:${info.ino}`;
}

export interface Documents {
	readonly json: string;
	readonly csv: string;
	/** Null: nothing speaks for any movement. */
	readonly summary: AuditSummary | null;
	/** As the documents have them. */
	readonly ordered: readonly PlacedRow[];
	/** The annotations with what was found beside them. */
	readonly annotations: string;
}

export function documentsOf(
	rows: readonly PlacedRow[],
	{ bytes, encoding }: Pick<CoderFile, 'bytes' | 'encoding'>,
	group: string | null,
	about: AuditAbout,
): Documents {
	const summary = summaryOf(rows, { column: group, toleranceMs: about.toleranceMs });
	const ordered = inDocumentOrder(rows);
	return {
		json: auditDocument(ordered, summary, about),
		csv: csvFile(auditCsv(ordered)),
		summary,
		ordered,
		annotations: auditedAnnotations(annotationText(bytes, encoding), rows),
	};
}
