/**
 * What an audit writes into its folder: settled before the work begins, never over a file it was given.
 */
import { stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { textOf } from '../../../study/dataset/index.ts';
import { auditedColumns, auditedEaf, auditedTable } from '../../../files/export/index.ts';
import { CommandError, makeFolder } from '../../terminal/index.ts';
import type { AuditedRow } from './rows.ts';

/** A coder's file, as it was read. */
export interface CoderFile {
	readonly path: string;
	readonly bytes: Uint8Array;
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
		annotations: join(out, auditedName(annotations)),
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

const KINDS = { workbook: '.csv', eaf: '.eaf', table: null } as const;

function kindOf({ bytes }: CoderFile): keyof typeof KINDS {
	// A zip (.xlsx), or a compound file (.xls): text cannot be added to either.
	const [first, second] = bytes;
	if (first === 0x50 && second === 0x4b) return 'workbook';
	if (first === 0xd0 && second === 0xcf) return 'workbook';
	return /^\uFEFF?\s*</.test(textOf(bytes.subarray(0, 64))) ? 'eaf' : 'table';
}

export function auditedName(file: CoderFile): string {
	const ending = extname(file.path);
	return `${basename(file.path, ending)}.audited${KINDS[kindOf(file)] ?? (ending || '.csv')}`;
}

/** The annotations with what was found beside them. */
export function auditedAnnotations(file: CoderFile, rows: readonly AuditedRow[]): string {
	const { bytes } = file;
	switch (kindOf(file)) {
		case 'workbook':
			return auditedColumns(rows);
		case 'eaf':
			return auditedEaf(
				textOf(bytes),
				rows.flatMap(({ marks }) => marks ?? []),
			);
		case 'table': {
			const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
			return auditedTable(`${marked ? '\uFEFF' : ''}${textOf(bytes)}`, rows);
		}
	}
}
