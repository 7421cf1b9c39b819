/** The classifier in a module worker, as the product runs it. One job a worker. */
import { Classifier } from '../../../../src/line/classify/index.ts';
import type { BackendChoice, UnitVerdict } from '../../../../src/core/record/index.ts';
import type { NetworkInfo } from '../../../../src/line/backend/index.ts';
import { COVERAGE, randomMotion } from './motion.ts';

export interface ClassifyJob {
	readonly network: string;
	readonly wasmUrl: string;
	readonly backend: BackendChoice;
	readonly seed: number;
}

export type ClassifyAnswer =
	{ readonly verdict: UnitVerdict; readonly info: NetworkInfo } | { readonly error: string };

async function answer({ seed, ...options }: ClassifyJob): Promise<ClassifyAnswer> {
	try {
		const classifier = await Classifier.create(options);
		try {
			return {
				verdict: await classifier.classify(randomMotion(seed), COVERAGE),
				info: classifier.info,
			};
		} finally {
			classifier.close();
		}
	} catch (error) {
		return { error: String(error) };
	}
}

globalThis.onmessage = ({ data }: MessageEvent<ClassifyJob>) => {
	void answer(data).then((found) => globalThis.postMessage(found));
};
