/**
 * A program: prints as JSON what the shipped network says in Node, on wasm, about the first made-up
 * events (their number is the argument). Tests in the browser compare with it.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { UnitVerdict } from '../../src/core/record/index.ts';
import { Classifier } from '../../src/line/classify/index.ts';
import { COVERAGE, randomMotion } from '../browser/line/classify/motion.ts';

async function main(events: number): Promise<void> {
	const require = createRequire(import.meta.url);
	const classifier = await Classifier.create({
		network: fileURLToPath(new URL('../../static/models/live', import.meta.url)),
		backend: 'wasm',
		wasmUrl: join(dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json')), 'dist'),
		fetchFile: async (path) => new Response(await readFile(path)),
	});
	const verdicts: UnitVerdict[] = [];
	for (let seed = 0; seed < events; seed++) {
		verdicts.push(await classifier.classify(randomMotion(seed), COVERAGE));
	}
	process.stdout.write(JSON.stringify(verdicts));
}

await main(Number(process.argv[2]));
