/** What the command says of a motion is what the app says of it. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Network } from '../../../../src/line/classify/index.ts';
import type { EventMotion } from '../../../../src/line/backend/index.ts';
import type { UnitVerdict } from '../../../../src/core/record/index.ts';
import { CLASSES, Classifier, eventMotion } from '../../../../src/line/classify/index.ts';
import { readNetwork } from '../../../../src/lab/evaluate/features/network.ts';
import type { Sample } from '../../../../src/lab/evaluate/features/samples.ts';
import { scoreSamples } from '../../../../src/lab/evaluate/features/score.ts';
import { useWasm } from '../../../../src/lab/judge/index.ts';
import { flow, still, wayBack } from './feature-cases.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const FOLDER = join(import.meta.dirname, '../../../../static/models/live');

let network: Network;
beforeAll(async () => {
	network = await readNetwork(FOLDER);
	await useWasm();
});

const sampleOf = (id: string, rise: Sample['rise'], fall: Sample['fall']): Sample => ({
	id,
	subject: 'p1',
	dataset: 'lab',
	label: 'surprise',
	rise,
	fall,
});

/** Mirrored falls, unrelated ones, none, and no motion. */
const SAMPLES: readonly Sample[] = [
	...[1, 2, 3, 4].map((seed) => sampleOf(`${seed}`, flow(seed), wayBack(flow(seed), 50 + seed))),
	...[5, 6, 7].map((seed) => sampleOf(`${seed}`, flow(seed), flow(60 + seed))),
	sampleOf('no fall', flow(8), null),
	sampleOf('zeros', still(), still()),
	sampleOf('zeros, no fall', still(), null),
];

const motionOf = ({ rise, fall }: Sample): EventMotion => {
	const back = fall ?? still();
	return eventMotion(rise.u, rise.v, back.u, back.v);
};

describe('scored samples', () => {
	it('have the logits, probabilities and branches that the classifier has', async () => {
		const scored = scoreSamples(SAMPLES, network, 'common');
		using classifier = await Classifier.create({
			network: FOLDER,
			backend: 'wasm',
			wasmUrl: join(
				dirname(
					createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json'),
				),
				'dist',
			),
			fetchFile: async (path) => new Response(await readFile(path)),
		});
		// A verdict has probabilities: logits but for a constant.
		const apart = ({ probabilities: p }: UnitVerdict): number[] =>
			CLASSES.map((name) => network.file.temperature.classes * Math.log(p[name] / p[CLASSES[0]!]));
		const same = (logits: readonly number[], verdict: UnitVerdict): void => {
			for (const [k, value] of apart(verdict).entries()) {
				expect(Math.abs(logits[k]! - logits[0]! - value)).toBeLessThan(1e-5);
			}
		};
		for (const [i, { sample }] of scored.entries()) {
			const motion = motionOf(SAMPLES[i]!);
			const verdict = await classifier.classify(motion, 1);
			expect(sample.correlation).toBe(verdict.branchCorrelation);
			expect(sample.branches).toBe(verdict.branches);
			expect(['uncertain', sample.predicted]).toContain(verdict.reading);
			for (const name of CLASSES) {
				expect(sample.probabilities[name]).toBeCloseTo(verdict.probabilities[name], 5);
			}
			same(sample.logits.joined, verdict);
			same(sample.logits.rise, await classifier.classify({ ...motion, correlation: -1 }, 1));
			if (sample.logits.fall === null) continue;
			const fallOnly = { ...motion, rise: motion.fall, correlation: -1 };
			same(sample.logits.fall, await classifier.classify(fallOnly, 1));
		}
		const branches = scored.map(({ sample }) => sample.branches);
		expect(new Set(branches)).toEqual(new Set(['both', 'rise'])); // else half was not tested
	});

	it('without a fall count the rise alone, whatever the gate', () => {
		const open = { ...network, file: { ...network.file, gateCorrelation: -1 } };
		const [{ sample, said }] = scoreSamples([SAMPLES[7]!], open, 'common') as [
			ReturnType<typeof scoreSamples>[number],
		];
		expect(sample).toMatchObject({ correlation: 0, branches: 'rise', logits: { fall: null } });
		expect(sample.logits.joined).toEqual(sample.logits.rise);
		expect(said.bothAlways).toBe(said.riseOnly);
	});

	it('join both by their mean where both count', () => {
		const { sample } = scoreSamples(SAMPLES, network, 'common')[0]!;
		expect(sample.branches).toBe('both');
		for (const [k, logit] of sample.logits.joined.entries()) {
			expect(logit).toBeCloseTo((sample.logits.rise[k]! + sample.logits.fall![k]!) / 2, 6);
		}
	});

	it('of separate scales do not depend on the units of u and v, of a common one they do', () => {
		const stretched = SAMPLES.map((sample) => ({
			...sample,
			rise: { ...sample.rise, v: sample.rise.v.map((value) => 20 * value) },
		}));
		const moved = (scale: 'common' | 'separate'): number => {
			const before = scoreSamples(SAMPLES, network, scale);
			const after = scoreSamples(stretched, network, scale);
			return Math.max(
				...before.flatMap(({ sample }, i) =>
					sample.logits.rise.map((logit, k) => Math.abs(logit - after[i]!.sample.logits.rise[k]!)),
				),
			);
		};
		expect(moved('separate')).toBeLessThan(1e-4);
		expect(moved('common')).toBeGreaterThan(0.1);
	});

	it('are the same in batches as alone', () => {
		const many = Array.from({ length: 300 }, (_, i) => SAMPLES[i % SAMPLES.length]!);
		const scored = scoreSamples(many, network, 'common');
		const alone = scoreSamples([SAMPLES[9]!, SAMPLES[2]!], network, 'common');
		expect(scored).toHaveLength(300);
		for (const [k, logit] of alone[1]!.sample.logits.joined.entries()) {
			expect(scored[292]!.sample.logits.joined[k]).toBeCloseTo(logit, 5);
		}
		expect(scored[299]!.still).toBe(true);
	});
});
