/**
 * What a network's file says about the network in it, for the page: read, checked, converted where
 * it is a published state dict; renamed where the person gave names.
 */
import type { PaperFile } from '../paper/index.ts';
import { publishedNames } from '../paper/index.ts';
import { readNetworkFile, renameClasses } from './network-in-file.ts';
import type { Command } from './protocol.ts';
import type { NetworkSummary } from '../../core/record/index.ts';

type Order = Extract<Command, { kind: 'read-network' }>;

export interface ReadNetwork {
	readonly network: NetworkSummary;
	/** What `prepare` takes. */
	readonly bundle: Blob;
}

/** Progress is reported in steps of this share. */
const STEP = 0.05;

/** @param onProgress share of a conversion that is done, 0..1 */
export async function readFile(
	{ bundle, naming }: Order,
	onProgress: (done: number) => void,
): Promise<ReadNetwork> {
	if (naming !== null) {
		const { file, blob } = await renameClasses(bundle, naming);
		return { network: paperSummary(file), bundle: blob };
	}
	let told = 0;
	const read = await readNetworkFile(bundle, {
		fileName: nameOf(bundle),
		convertedAt: new Date().toISOString(),
		onProgress: (done, total) => {
			if (done / total < told + STEP) return;
			told = done / total;
			onProgress(told);
		},
	});
	if (read.kind === 'paper') {
		return { network: paperSummary(read.weights.file), bundle: read.blob };
	}
	const { network, card } = read.bundle;
	const { name, version, weights } = network.file;
	return {
		network: { name, version, sha256: weights.sha256, card, paper: null },
		bundle: read.blob,
	};
}

export const nameOf = (file: Blob): string =>
	file instanceof File ? file.name : 'weights.safetensors';

function paperSummary(file: PaperFile): NetworkSummary {
	const { name, classes, dataset, named, source, convertedAt, licence, weights } = file;
	return {
		name,
		version: '',
		sha256: weights.sha256,
		card: {
			kind: 'the network of the GAMDSS paper, two branches',
			convertedFrom: source.file,
			'sha256 of that file': source.sha256,
			convertedAt,
			licence,
			validation: 'none here: whether it reads faces well is not known',
			'action units': 'none: it names classes only',
		},
		paper: { classes, dataset, named, published: publishedNames(classes.length) },
	};
}
