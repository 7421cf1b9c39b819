/**
 * Whatever network a person's file holds: a live network in one file, the paper's
 * network converted, or a state dict of the published one, which is converted on the way.
 *
 * Fails  Fault model/mismatch: the detail has a line for each thing that is wrong
 */
import { Fault } from '../../core/record/index.ts';
import type { NetworkBundle } from '../classify/index.ts';
import { LARGEST_BUNDLE_BYTES, readBundleFile } from '../classify/index.ts';
import type { ClassNaming } from '../../core/record/index.ts';
import type { ConversionOptions } from '../paper/index.ts';
import { convertPublished } from '../paper/index.ts';
import type { PaperFile, PaperWeights } from '../paper/index.ts';
import {
	LARGEST_PAPER_BYTES,
	isConverted,
	readPaperFile,
	renamedPaperFile,
} from '../paper/index.ts';
import { looksLikeSafetensors, otherFile, readSafetensors } from '../paper/index.ts';

export type NetworkInFile =
	| { readonly kind: 'live'; readonly bundle: NetworkBundle; readonly blob: Blob }
	| { readonly kind: 'paper'; readonly weights: PaperWeights; readonly blob: Blob };

export interface PaperInFile {
	readonly file: PaperFile;
	/** Converted: what `readPaperFile` reads. */
	readonly blob: Blob;
}

/** Whether the first bytes of a file are those of a safetensors file. */
const holdsTensors = async (file: Blob): Promise<boolean> =>
	looksLikeSafetensors(new Uint8Array(await bytesOf(file.slice(0, 16))));

/** The network in a file, ready to be run; `blob` holds what was read, converted. */
export async function readNetworkFile(
	file: Blob,
	options: Omit<ConversionOptions, 'naming' | 'architecture'>,
): Promise<NetworkInFile> {
	await refuseOthers(file, options.fileName);
	if (!(await holdsTensors(file))) {
		if (/\.safetensors$/i.test(options.fileName) && (await file.slice(0, 1).text()) !== '{') {
			throw new Fault(
				'model/mismatch',
				'it is no safetensors file, whatever its name says: fetch it again, or save the state dict anew with safetensors.torch.save_file(model.state_dict(), "OUT.safetensors")',
			);
		}
		// Held from here on: what was looked at is what will run, whatever becomes of the file.
		const blob = file.size > LARGEST_BUNDLE_BYTES ? file : new Blob([await bytesOf(file)]);
		return { kind: 'live', bundle: await readBundleFile(blob), blob };
	}
	const bytes = new Uint8Array(await bytesOf(file));
	if (isConvertedPaper(bytes)) {
		return { kind: 'paper', weights: await readPaperFile(bytes), blob: new Blob([bytes]) };
	}
	const { header, weights } = await convertPublished(bytes, options);
	const blob = new Blob([header, weights]);
	return {
		kind: 'paper',
		weights: await readPaperFile(new Uint8Array(await blob.arrayBuffer())),
		blob,
	};
}

/** Whether the bytes of a safetensors file are converted weights of this project. */
export const isConvertedPaper = (bytes: Uint8Array<ArrayBuffer>): boolean =>
	isConverted(readSafetensors(bytes));

/** Converted weights under other names. */
export async function renameClasses(blob: Blob, naming: ClassNaming): Promise<PaperInFile> {
	return renamedPaperFile(new Uint8Array(await bytesOf(blob)), naming);
}

async function bytesOf(file: Blob): Promise<ArrayBuffer> {
	try {
		return await file.arrayBuffer();
	} catch (cause) {
		throw new Fault('model/mismatch', 'it could not be read', { cause });
	}
}

/** What people bring by mistake, told apart by its bytes. */
async function refuseOthers(file: Blob, name: string): Promise<void> {
	let other: string | null;
	try {
		other = await otherFile(file, name);
	} catch (cause) {
		throw new Fault('model/mismatch', 'it could not be read', { cause });
	}
	if (other !== null) throw new Fault('model/mismatch', other);
	if (file.size > LARGEST_PAPER_BYTES) {
		const megabytes = (size: number): string => (size / 1024 ** 2).toFixed(0);
		throw new Fault(
			'model/mismatch',
			`it has ${megabytes(file.size)} MB, more than the ${megabytes(LARGEST_PAPER_BYTES)} MB that a network may have`,
		);
	}
}
