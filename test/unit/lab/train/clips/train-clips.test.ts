/** The whole of training on clips, small: folds, figures, the stamped network. */
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { NetworkFile } from '../../../../../src/line/classify/index.ts';
import { CLASSES, readBundle } from '../../../../../src/line/classify/index.ts';
import { seeded } from '../../../../../src/core/kernel/index.ts';
import type {
	BaseNetwork,
	ClipConfig,
	ClipRunRecord,
	FlowClip,
	TrainedOnClips,
} from '../../../../../src/lab/train/clips/index.ts';
import {
	CLIP_CONFIG,
	publishClips,
	trainOnClips,
} from '../../../../../src/lab/train/clips/index.ts';
import { averageLogits } from '../../../../../src/lab/train/clips/average.ts';
import { clipSet } from '../../../../../src/lab/train/clips/clip-set.ts';
import { initialState } from '../../../../../src/lab/train/fit.ts';
import { predict } from '../../../../../src/lab/judge/predict.ts';
import { leaveOneSubjectOut } from '../../../../../src/lab/train/subjects/index.ts';
import { drawClips, relabelled } from './clips.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const root = join(import.meta.dirname, '../../../../..');
const folder = mkdtempSync(join(tmpdir(), 'fleeting-clips-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const architecture = { members: 1, pool: 4, hidden: 12, channels: 3 };
// Few steps, so that all of it takes seconds: large ones.
const config: ClipConfig = {
	...CLIP_CONFIG,
	architecture,
	epochs: 6,
	batch: 32,
	learningRate: 1e-2,
	reframed: 0,
};
const calibration = JSON.parse(
	readFileSync(join(root, 'static/models/live/model.json'), 'utf8'),
) as NetworkFile;
/** Knows nothing: enough to be compared with. */
const base: BaseNetwork = {
	name: 'untrained',
	version: '0',
	sha256: 'none',
	calibration,
	network: { architecture, parameters: initialState(architecture, 3).parameters },
};
const clips = drawClips(8, 12, 21);

function run(
	of: readonly FlowClip[],
	changed: Partial<ClipConfig> = {},
	lines: string[] = [],
	checkpoints = join(folder, 'checkpoints'),
): Promise<TrainedOnClips> {
	const folds = leaveOneSubjectOut(of.map(({ record }) => record.subject));
	const all = { ...config, ...changed };
	return trainOnClips(
		{ clips: of, folds, config: all, base, checkpoints, onProgress: (line) => lines.push(line) },
		'abc',
	);
}

const uf1 = ({ run: { figures } }: TrainedOnClips): number =>
	figures.trained.classes.gated['casme2']!.uf1.value;

describe('trainOnClips', () => {
	let trained: TrainedOnClips;
	beforeAll(async () => {
		trained = await run(clips);
	});

	it('tells the movements of people whom it has not seen', () => {
		// Three standard errors of 96 clips above a third.
		expect(uf1(trained)).toBeGreaterThan(0.48);
		const { trained: own, zeroShot } = trained.run.figures;
		expect(own.classes.gated['casme2']!.uf1.low!).toBeGreaterThan(
			zeroShot.classes.gated['casme2']!.uf1.value,
		);
		expect(own.classes.riseOnly['casme2']!.events).toBe(clips.length);
	});

	it('is at chance where the classes are drawn by lot', async () => {
		const random = seeded(8);
		const byLot = relabelled(clips, () => CLASSES[random.index(3)]!);
		const { value, low, high } = (await run(byLot)).run.figures.trained.classes.gated['casme2']!
			.uf1;
		expect(value).toBeLessThan(0.48);
		expect(low!).toBeLessThan(1 / 3);
		expect(high!).toBeGreaterThan(low!);
	});

	it('goes on after the folds that were done, to the same end', async () => {
		const own = join(folder, 'resumed');
		const whole = await run(clips, { epochs: 2 }, [], own);
		expect(readdirSync(own)).toHaveLength(8);
		// As if it had been interrupted after five folds.
		for (const name of readdirSync(own).slice(5)) rmSync(join(own, name));
		const resumed = await run(clips, { epochs: 2 }, [], own);
		expect(resumed.run).toEqual(whole.run);
		expect(resumed.network).toEqual(whole.network);
		// Another configuration is another run.
		await run(clips, { epochs: 3 }, [], own);
		expect(readdirSync(own)).toHaveLength(16);
		resumed.done();
		expect(readdirSync(own)).toHaveLength(8);
	});

	it('stops early by people who are neither trained on nor judged', async () => {
		const early = await run(clips, {
			protocol: { ...config.protocol, stop: 'early' },
		});
		const epochs = Object.values(early.run.foldEpochs);
		expect(epochs).toHaveLength(8);
		for (const epoch of epochs) {
			expect(epoch).toBeGreaterThanOrEqual(1);
			expect(epoch).toBeLessThanOrEqual(config.epochs);
		}
		expect(early.run.epochs).toBeLessThanOrEqual(Math.max(...epochs));
		expect(early.run.epochs).toBeGreaterThanOrEqual(Math.min(...epochs));
	});

	it('shows the optimistic figure only when asked, never below the honest one by fold', async () => {
		expect(trained.run.figures.optimistic).toBeNull();
		const asked = await run(clips, { reportOptimistic: true });
		const { optimistic, trained: honest } = asked.run.figures;
		expect(honest).toEqual(trained.run.figures.trained);
		expect(optimistic!.classes.gated['casme2']!.uf1.value).toBeGreaterThan(uf1(asked));
	});

	it('names a fold that fails, and reports the others', async () => {
		// Who stops by somebody without a class has nothing to stop by: about half of the folds.
		const half = relabelled(clips, ({ record }) =>
			record.subject < 'casme2:04' ? record.class3 : null,
		);
		const early = { protocol: { ...config.protocol, stop: 'early' as const }, epochs: 1 };
		const lines: string[] = [];
		const { run: record } = await run(half, early, lines);
		const failed = record.failedFolds.map(({ fold }) => fold);
		expect(failed.length).toBeGreaterThan(0);
		for (const { fold, why } of record.failedFolds) {
			expect(why).toContain(`fold ${fold} have no clip with a class`);
			expect(lines.some((line) => line.includes(`${fold}: failed`))).toBe(true);
		}
		expect([...failed, ...Object.keys(record.foldEpochs)].sort()).toEqual(
			Array.from({ length: 8 }, (_, i) => `casme2:0${i}`),
		);
	});
});

describe('publishClips', () => {
	it('stamps the network with its data and their licence', async () => {
		const trained = await run(clips, { epochs: 2 });
		const bundle = join(folder, 'own.network.json');
		await publishClips({ out: join(folder, 'own'), bundle }, trained);
		const { network, card } = await readBundle(readFileSync(bundle, 'utf8'));
		expect(network.file.name).toBe('trained-on-casme2');
		const told = card as Record<string, unknown> & { figures: Record<string, unknown> };
		expect(told['stamp']).toBe('trained on CASME II, research licence');
		expect(told['licence']).toContain('do not pass them on');
		expect(told['trainingData']).toContain('96 clips of 8 people');
		expect(told['evaluation']).toContain('Leave-one-subject-out, fixed epochs');
		expect(told['evaluation']).toContain('untrained as it is');
		expect(told).toMatchObject({
			revision: 'abc',
			dataSha256: trained.run.dataSha256,
			protocol: { seed: 1, folds: 'loso', epochs: 'fixed', epochsOfThisNetwork: 2 },
		});
		const record = JSON.parse(readFileSync(join(folder, 'own/run.json'), 'utf8')) as ClipRunRecord;
		expect(record).toEqual(JSON.parse(JSON.stringify(trained.run)));
		// Nothing that is written names a person or a clip, but for the folds of the record.
		expect(JSON.stringify(card)).not.toContain('casme2:0');
	});

	it('joins two networks into one whose logits are their mean', async () => {
		const joined = await run(clips, { epochs: 2, start: 'average' });
		const alone = await run(clips, { epochs: 2 });
		expect(joined.network.architecture.members).toBe(2);
		const data = clipSet(clips.slice(0, 5));
		const mean = averageLogits(predict(base.network, data), predict(alone.network, data));
		for (const [i, { rise, fall }] of predict(joined.network, data).entries()) {
			for (const [at, logit] of Array.from(rise).entries()) {
				expect(logit).toBeCloseTo(mean[i]!.rise[at]!, 5);
			}
			expect(Array.from(fall)[36]!).toBeCloseTo(mean[i]!.fall[36]!, 5);
		}
	});

	it('goes on from the weights that it is given', async () => {
		const tuned = await run(clips.slice(0, 36), { epochs: 1, start: 'fine-tune' });
		const moved = tuned.network.parameters.map((values, t) =>
			Math.max(...values.map((value, i) => Math.abs(value - base.network.parameters[t]![i]!))),
		);
		// A few steps of at most 3e-4 each: near where it started, and not there.
		expect(Math.max(...moved)).toBeLessThan(0.01);
		expect(Math.max(...moved)).toBeGreaterThan(0);
	});
});

describe('a network to join', () => {
	it('is refused where two of its shape would be too many', async () => {
		const large = { ...base.network, architecture: { ...architecture, members: 5 } };
		await expect(
			trainOnClips(
				{
					clips,
					config: { ...config, start: 'average' },
					checkpoints: folder,
					folds: leaveOneSubjectOut(clips.map(({ record }) => record.subject)),
					base: { ...base, network: large },
					onProgress: () => {},
				},
				null,
			),
		).rejects.toThrow('untrained has 5 members');
	});
});
