/**
 * `npm run parity -- network FILE`: whether the paper network computes what the published code
 * computes.
 *
 * In    recorded outputs (src/lab/parity/network/reference.ts)
 * Out   a table on standard output; progress on standard error
 * Exit  0 all within the tolerance; 1 some are not, or the file is wrong, or the backend cannot be
 *       had; 2 usage
 */
import { basename } from 'node:path';
import { PaperNetwork } from '../../line/paper/index.ts';
import { useWasm } from '../judge/index.ts';
import { openPaperPage } from './paper-page/host.ts';
import {
	UsageError,
	oneOf,
	parseOptions,
	readText,
	refuseWords,
	toStandardOutput,
} from '../terminal/index.ts';
import { TOLERANCE, comparisonText, comparisonsOf } from './network/compare.ts';
import { formulaWeights } from './network/formula.ts';
import { networkReference } from './network/reference.ts';
import type { ForwardResult } from './network/summary.ts';
import { forwardOf } from './network/summary.ts';

const BACKENDS = ['wasm', 'webgl', 'webgpu'] as const;

const USAGE = `npm run parity -- network FILE [--backend wasm|webgl|webgpu]

Runs the paper network on weights and frames defined by formulas, and compares its logits and
activations with those of the published code as recorded in FILE. FILE says how many classes there are
and which activations; a relative error of up to ${TOLERANCE} is allowed.

  --backend NAME   wasm, in Node (the default); webgl and webgpu, in a headless Chromium, where a
                   software GPU takes a minute or more
  --help           this text

Exit status: 0 all within the tolerance; 1 some are not, or FILE is invalid, with a line that says where;
2 usage error.`;

/** @returns the exit status */
export async function run(args: readonly string[]): Promise<number> {
	const { values, positionals } = parseOptions(args, {
		help: { type: 'boolean', short: 'h' },
		backend: { type: 'string', default: 'wasm' },
	});
	if (values.help === true) {
		console.log(USAGE);
		return 0;
	}
	const backend = oneOf('backend', BACKENDS, values.backend);
	const [path, ...more] = positionals;
	if (path === undefined) throw new UsageError('Name the file with the recorded outputs.');
	refuseWords(more);
	const reference = networkReference(basename(path), await readText(path));
	console.error(`Weights by formula for ${reference.classes} classes, on ${backend} ...`);
	const result = await (backend === 'wasm'
		? inNode(reference.classes)
		: inChromium(backend, reference.classes));
	const comparisons = comparisonsOf(reference, result);
	await toStandardOutput(comparisonText(comparisons, backend));
	return comparisons.every(({ agrees }) => agrees) ? 0 : 1;
}

async function inNode(classes: number): Promise<ForwardResult> {
	await useWasm();
	const network = new PaperNetwork(formulaWeights(classes), classes);
	try {
		return await forwardOf(network);
	} finally {
		network.close();
	}
}

async function inChromium(backend: 'webgl' | 'webgpu', classes: number): Promise<ForwardResult> {
	const page = await openPaperPage();
	try {
		await page.load(backend, classes, false);
		return await page.forward();
	} finally {
		await page.close();
	}
}
