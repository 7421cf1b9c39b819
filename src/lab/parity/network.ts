/**
 * `npm run parity -- network FILE`: whether the paper network computes what the published code
 * computes.
 *
 * In    recorded outputs (src/lab/parity/network/reference.ts)
 * Out   a table on standard output; progress on standard error
 * Exit  0 all within the tolerance; 1 some are not, or the file is wrong, or the backend cannot be
 *       had; 2 usage
 */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { PaperNetwork } from '../../line/paper/index.ts';
import { useWasm } from '../train/index.ts';
import { CommandError } from '../terminal/index.ts';
import { openPaperPage } from './paper-page/host.ts';
import { UsageError, oneOf, parseOptions } from '../terminal/index.ts';
import { TOLERANCE, comparisonText, comparisonsOf } from './network/compare.ts';
import { formulaWeights } from './network/formula.ts';
import { networkReference } from './network/reference.ts';
import type { ForwardResult } from './network/summary.ts';
import { forwardOf } from './network/summary.ts';

const BACKENDS = ['wasm', 'webgl', 'webgpu'] as const;

const USAGE = `npm run parity -- network FILE [--backend wasm|webgl|webgpu]

Runs the paper network on weights and frames that formulas give, and compares its logits and
activations with those that FILE recorded of the published code. FILE says how many classes there are
and which activations; the largest relative error may be ${TOLERANCE}.

  --backend NAME   wasm, in Node (the default); webgl and webgpu, in a headless Chromium, where a
                   software GPU takes a minute or more
  --help           this text

Exit status: 0 all within the tolerance; 1 some are not, or FILE is wrong, with a line that says where;
2 usage.`;

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
	if (more.length > 0) throw new UsageError(`network takes one file, not ${more[0]} as well.`);
	const reference = networkReference(basename(path), await textOf(path));
	console.error(`Weights by formula for ${reference.classes} classes, on ${backend} ...`);
	const result = await (backend === 'wasm'
		? inNode(reference.classes)
		: inChromium(backend, reference.classes));
	const comparisons = comparisonsOf(reference, result);
	process.stdout.write(comparisonText(comparisons, backend));
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

async function textOf(path: string): Promise<string> {
	try {
		return await readFile(path, 'utf8');
	} catch (cause) {
		throw new CommandError(`${path} cannot be read: check the path.`, { cause });
	}
}
