/**
 * The paper's network with a person's weights, on a running backend.
 *
 * In    `EventSight` with pictures of the face at the three key frames
 * Out   `ClassVerdict`: the rise decides, as published; the fall is said beside it
 * Owns  the weights (51 MB as float32 here, as much on the backend) and, through `BackendKeeper`, the
 *       GPU device
 * Cost  13.4 G multiply-adds an event; wasm keeps the thread busy meanwhile. Graphics drawn in
 *       software are slower still and not taken by `auto`
 * Fails create: gpu/absent. classify: gpu/lost
 */
import type { ClassVerdict } from '../../core/record/index.ts';
import { softmax } from '../../core/statistics/index.ts';
import type { EventNetwork, EventSight, NetworkInfo, NetworkOptions } from '../backend/index.ts';
import { BackendKeeper, keeping } from '../backend/index.ts';
import type { PaperArchitecture } from './architecture.ts';
import { FRAME_CHANNELS, PUBLISHED } from './architecture.ts';
import { normalisedFrame } from './frame-input.ts';
import type { PaperFile, PaperWeights } from './paper-file.ts';
import type { PaperLogits } from './paper-network.ts';
import { PaperNetwork } from './paper-network.ts';

export interface PaperClassifierOptions extends NetworkOptions {
	readonly weights: PaperWeights;
	readonly architecture?: PaperArchitecture;
}

export class PaperClassifier implements EventNetwork {
	readonly looksAtFaces = true;
	readonly #weights: PaperWeights;
	readonly #architecture: PaperArchitecture;
	#keeper!: BackendKeeper;
	#network: PaperNetwork | null = null;

	private constructor({ weights, architecture = PUBLISHED }: PaperClassifierOptions) {
		this.#weights = weights;
		this.#architecture = architecture;
	}

	static async create(options: PaperClassifierOptions): Promise<PaperClassifier> {
		const classifier = new PaperClassifier(options);
		classifier.#keeper = await BackendKeeper.start(
			{ load: () => classifier.#load(), release: () => classifier.#release() },
			{ ...keeping(options, () => classifier.info), hardware: true },
		);
		return classifier;
	}

	get info(): NetworkInfo {
		const { name, weights, classes, dataset, named, source, licence } = this.#weights.file;
		return {
			name,
			sha256: weights.sha256,
			backend: this.#keeper.backend,
			nameable: [],
			naming: [],
			paper: { classes, dataset, named, source, licence },
		};
	}

	/** Without levels of naming: every event gets its classes. */
	classify({ faces, correlation }: EventSight): Promise<ClassVerdict> {
		if (faces === null) return Promise.reject(new TypeError('the network needs pictures'));
		const { width, height } = faces;
		const [onset, apex, offset] = ([faces.onset, faces.apex, faces.offset] as const).map((data) =>
			normalisedFrame({ width, height, data, channels: 4 }, this.#architecture.side),
		);
		return this.#keeper.run(async () => {
			const logits = await this.#network!.logits(onset!, apex!, offset!);
			return classVerdict(this.#weights.file, logits, correlation);
		});
	}

	loseDevice(): void {
		this.#keeper.lose();
	}

	close(): void {
		this.#keeper.close();
	}

	[Symbol.dispose](): void {
		this.close();
	}

	/** The warm-up compiles every kernel and shows that the weights have room. */
	async #load(): Promise<void> {
		const { file, tensors } = this.#weights;
		this.#network = new PaperNetwork(tensors, file.classes.length, this.#architecture);
		const nothing = new Float32Array(this.#architecture.side ** 2 * FRAME_CHANNELS);
		await this.#network.logits(nothing, nothing, nothing);
	}

	#release(): void {
		this.#network?.close();
		this.#network = null;
	}
}

/** @param correlation of the motion's rise and negated fall, -1..1 */
export function classVerdict(
	{ name, classes, named }: Pick<PaperFile, 'name' | 'classes' | 'named'>,
	{ rise, fall }: PaperLogits,
	correlation: number,
): ClassVerdict {
	const p = softmax([...rise], 1);
	const pFall = softmax([...fall], 1);
	return {
		kind: 'classes',
		network: name,
		classes: classes.map((each, i) => ({
			name: each.name,
			meaning: each.meaning,
			p: p[i]!,
			pFall: pFall[i]!,
			logitRise: rise[i]!,
			logitFall: fall[i]!,
		})),
		top: indexOfLargest(p),
		fallTop: indexOfLargest(pFall),
		named,
		branchCorrelation: correlation,
	};
}

const indexOfLargest = (values: readonly number[]): number => values.indexOf(Math.max(...values));
