/**
 * A state dict's file into a folder with the network.
 *
 * Fails CommandError with every tensor that is wrong, one line for each kind of fault; nothing is
 *       written then
 */
import { createHash } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ClassNaming } from '../../../core/record/index.ts';
import type { Conversion as PaperConversion } from '../../../line/paper/index.ts';
import {
	LARGEST_PAPER_BYTES,
	convertPublished,
	meaningOf,
	otherFile,
	publishedNames,
} from '../../../line/paper/index.ts';
import { isConvertedPaper } from '../../../line/pipeline/index.ts';
import { Fault } from '../../../core/record/index.ts';
import { CommandError } from '../../terminal/index.ts';
import type { ConvertArguments } from './arguments.ts';

export interface ConvertedFile {
	readonly conversion: PaperConversion;
	/** Of the whole `weights.safetensors`. */
	readonly bytes: number;
	readonly fileSha256: string;
	readonly paths: readonly string[];
	readonly seconds: number;
}

const WEIGHTS_FILE = 'weights.safetensors';

export async function convertFile(wanted: ConvertArguments): Promise<ConvertedFile> {
	const { input, out } = wanted;
	const bytes = await readInput(input);
	const began = performance.now();
	const conversion = await converted(wanted, bytes);
	const { header, weights, file } = conversion;
	const seconds = (performance.now() - began) / 1000;
	const paths = [join(out, WEIGHTS_FILE), join(out, 'model.json')] as const;
	try {
		await mkdir(out, { recursive: true });
		await writeFile(paths[0], [header, weights]);
		await writeFile(paths[1], `${JSON.stringify(file, null, '\t')}\n`);
	} catch (cause) {
		throw new CommandError(`${out} could not be written: ${(cause as Error).message}.`, { cause });
	}
	const fileSha256 = createHash('sha256').update(header).update(weights).digest('hex');
	return { conversion, bytes: header.length + weights.length, fileSha256, paths, seconds };
}

async function readInput(input: string): Promise<Uint8Array<ArrayBuffer>> {
	try {
		await refuseOthers(input);
		const { size } = await stat(input);
		if (size > LARGEST_PAPER_BYTES) {
			throw new Error(`it has ${size} bytes, more than published weights in any precision`);
		}
		return new Uint8Array(await readFile(input));
	} catch (cause) {
		if (cause instanceof CommandError) throw cause;
		throw new CommandError(`${input} could not be read: ${(cause as Error).message}.`, { cause });
	}
}

/** What is called by its name before its size is said to be wrong. */
async function refuseOthers(input: string): Promise<void> {
	const file = await openAsBlob(input);
	const json = (await file.slice(0, 1).text()) === '{' ? NO_TENSORS : null;
	const other = (await otherFile(file, basename(input))) ?? json;
	if (other !== null) throw refusal(input, other);
}

/** A live network is JSON, and nothing that is converted. */
const NO_TENSORS =
	'it is JSON, not safetensors; a network in one file is used as it is, without converting it';

const refusal = (input: string, why: string, cause?: unknown): CommandError => {
	const lines = why.split('\n').map((line) => `  ${line}`);
	return new CommandError(`${input} cannot be converted:\n${lines.join('\n')}`, { cause });
};

async function converted(
	{ input, name, classes, dataset }: ConvertArguments,
	bytes: Uint8Array<ArrayBuffer>,
): Promise<PaperConversion> {
	const naming = classes === null ? null : namingOf(classes, dataset);
	try {
		if (isConvertedPaper(bytes)) throw new Fault('model/mismatch', 'it has already been converted');
		const done = await convertPublished(bytes, {
			fileName: basename(input),
			...(name !== null && { name }),
			...(naming !== null && { naming }),
			convertedAt: new Date().toISOString(),
		});
		return done;
	} catch (error) {
		if (!(error instanceof Fault)) throw error;
		throw refusal(input, error.detail, error);
	}
}

/** Names as given; a class that published lists know by this name has their meaning. */
const namingOf = (names: readonly string[], dataset: string | null): ClassNaming => ({
	classes: names.map((name) => ({ name, meaning: meaningOf(name) })),
	dataset,
	named: true,
});

/** The report for people. */
export function reportText({ conversion, bytes, paths, seconds }: ConvertedFile): string {
	const { file, rounding, dropped } = conversion;
	const names = file.classes.map(({ name, meaning }) =>
		meaning === null || meaning === name ? name : `${name} (${meaning})`,
	);
	return [
		`${file.name}: ${file.classes.length} classes, ${(bytes / 1e6).toFixed(1)} MB, in ${seconds.toFixed(1)} s`,
		`classes: ${names.join(', ')}`,
		...(file.named ? [] : unnamed(file.classes.length)),
		`half precision changed the weights by ${percent(rounding.relative)} (root mean square); ${rounding.vanished} became 0`,
		`not stored, because nothing reads them: ${dropped.length} tensors`,
		`weights: sha256 ${file.weights.sha256}`,
		`from: ${file.source.file}, sha256 ${file.source.sha256}`,
		`license: ${file.licence}`,
		...paths.map((path) => `written: ${path}`),
		'',
	].join('\n');
}

const percent = (share: number): string => `${(100 * share).toPrecision(2)}%`;

/** Nothing in a state dict says what its classes are called. */
function unnamed(count: number): string[] {
	const lists = publishedNames(count).map(
		({ dataset, classes }) =>
			`  ${dataset}: --classes ${classes.map(({ name }) => name).join(',')}`,
	);
	return [
		'The file does not name its classes. Name them with --classes.',
		...(lists.length > 0
			? ['Published lists of that length, in case one of them fits:', ...lists]
			: []),
	];
}
