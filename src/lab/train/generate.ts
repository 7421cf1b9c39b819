/**
 * Synthesises events: people, what their faces do, and how that is seen; with exact truth.
 *
 * In    a seed; portraits, for the part that goes through the app's own alignment and flow
 * Out   `Dataset`: both motions as `eventMotion` writes them
 */
import type { Asymmetry, MotionQuality } from '../../line/backend/index.ts';
import type { MotionScale } from '../../line/classify/index.ts';
import { CLASSES, GRID_CHANNELS, UNITS, eventMotion } from '../../line/classify/index.ts';
import { seeded } from '../../core/kernel/index.ts';
import type { Random } from '../../core/kernel/index.ts';
import type { EventFlow } from './drawn-view.ts';
import { seeDrawn } from './drawn-view.ts';
import { CELLS } from './flow-model.ts';
import type { Flow } from './flow-model.ts';
import type { Footage } from '../footage/index.ts';
import type { Dataset, Truth } from '../judge/index.ts';
import { drawFraming, reframe } from './framing.ts';
import { drawPerson } from './person.ts';
import { PortraitView } from './portrait-view.ts';
import { worsen } from './quality.ts';
import type { Scene } from './scene.ts';
import { drawScene } from './scene.ts';

export interface Amount {
	/** Events that are drawn, and the people they are drawn of. */
	readonly drawn: number;
	readonly people: number;
	/** Events that go through the real path, spread evenly over the portraits. */
	readonly real: number;
	/** Share of drawn events that have lost the ratio of u and v. @default 0 */
	readonly lostRatio?: number;
	/** How often each event is looked at: framed, and made worse, otherwise every time. @default 1 */
	readonly views?: number;
	/** Of `Dataset`. @default 3 */
	readonly channels?: number;
}

/** How differently a portrait's face may move: people who look like it. */
const PEOPLE_A_PORTRAIT = 3;

/** Equal seeds and portraits give equal data. `onEvent` is told how many are done. */
export function generate(
	{ drawn, people, real, lostRatio = 0, views = 1, channels = GRID_CHANNELS }: Amount,
	portraits: Portraits,
	seed: number,
	onEvent: (done: number) => void = () => {},
): Dataset {
	const random = seeded(seed);
	const events = portraits.faces.length > 0 ? real : 0;
	const dataset = new GrowingDataset(views * (drawn + events), channels);
	const add = (seen: Seen, person: number, path: Truth['path'], lost: number): void => {
		for (let view = 0; view < views; view++) {
			const scale = random.chance(lost) ? 'separate' : 'common';
			dataset.add({ ...seen, flow: viewOf(seen.flow, random) }, person, path, scale);
		}
		onEvent(dataset.size / views);
	};
	const persons = Array.from({ length: people }, () => drawPerson(random));
	for (let i = 0; i < drawn; i++) {
		const index = random.index(people);
		const person = persons[index]!;
		const scene = drawScene(person, random);
		add({ scene, flow: seeDrawn(person, scene, random) }, index, 'drawn', lostRatio);
	}
	for (const [k, portrait] of portraits.faces.entries()) {
		const view = new PortraitView(portrait, portraits.mean, random);
		const lookalikes = Array.from({ length: PEOPLE_A_PORTRAIT }, () => drawPerson(random));
		const share = (faces: number): number => Math.round((faces * events) / portraits.faces.length);
		for (let i = share(k); i < share(k + 1); i++) {
			const person = lookalikes[i % PEOPLE_A_PORTRAIT]!;
			const scene = drawScene(person, random);
			add({ scene, flow: view.see(person, scene, random) }, people + k, 'real', 0);
		}
	}
	return dataset.finished();
}

export interface Portraits {
	readonly faces: readonly Footage[];
	/** The mean face they are laid on, [468, 2] IOD. */
	readonly mean: Float64Array;
}

export const NO_PORTRAITS: Portraits = { faces: [], mean: new Float64Array(0) };

interface Seen {
	readonly scene: Scene;
	readonly flow: EventFlow;
}

/** The same event as it may reach the network: framed and measured imperfectly. Its own arrays. */
function viewOf({ rise, fall, face }: EventFlow, random: Random): EventFlow {
	const framing = drawFraming(random);
	const framed = ({ u, v }: Flow): Flow => {
		const flow = { u: u.slice(), v: v.slice() };
		reframe(flow.u, framing);
		reframe(flow.v, framing);
		return flow;
	};
	const view = { rise: framed(rise), fall: framed(fall), face };
	worsen(view, random);
	return view;
}

const SIDES = 2 * UNITS.length;

/** Arrays taken once, filled event by event. */
class GrowingDataset {
	readonly #rise: Float32Array;
	readonly #fall: Float32Array;
	readonly #correlation: Float32Array;
	readonly #units: Float32Array;
	readonly #classes: Float32Array;
	readonly #truths: Truth[] = [];
	readonly #asymmetry: Asymmetry[] = [];
	readonly #quality: MotionQuality[] = [];

	readonly #channels: number;

	constructor(size: number, channels: number) {
		this.#channels = channels;
		this.#rise = new Float32Array(size * CELLS * channels);
		this.#fall = new Float32Array(size * CELLS * channels);
		this.#correlation = new Float32Array(size);
		this.#units = new Float32Array(size * SIDES);
		this.#classes = new Float32Array(size * CLASSES.length);
	}

	get size(): number {
		return this.#truths.length;
	}

	add({ scene, flow }: Seen, person: number, path: Truth['path'], scale: MotionScale): void {
		const i = this.size;
		const { rise, fall, correlation, asymmetry, quality } = eventMotion(
			flow.rise.u,
			flow.rise.v,
			flow.fall.u,
			flow.fall.v,
			scale,
		);
		this.#put(rise, flow.face, this.#rise);
		this.#put(fall, flow.face, this.#fall);
		this.#correlation[i] = correlation;
		this.#asymmetry.push(asymmetry);
		this.#quality.push(quality);
		const { content, class3, intensities, offsetIs } = scene;
		this.#units.set(
			intensities.map((intensity) => (intensity > 0 ? 1 : 0)),
			i * SIDES,
		);
		this.#classes.set(classTarget(scene), i * CLASSES.length);
		this.#truths.push({ content, class3, intensities, person, offsetIs, path });
	}

	/** @param face [28, 28], the fourth channel */
	#put(motion: Float32Array, face: Float32Array | null, into: Float32Array): void {
		const first = this.size * CELLS * this.#channels;
		for (let cell = 0; cell < CELLS; cell++) {
			const at = first + cell * this.#channels;
			for (let c = 0; c < GRID_CHANNELS; c++) into[at + c] = motion[cell * GRID_CHANNELS + c]!;
			if (this.#channels > GRID_CHANNELS) into[at + GRID_CHANNELS] = face?.[cell] ?? 0;
		}
	}

	finished(): Dataset {
		return {
			size: this.size,
			channels: this.#channels,
			rise: this.#rise,
			fall: this.#fall,
			correlation: this.#correlation,
			asymmetry: this.#asymmetry,
			quality: this.#quality,
			units: this.#units,
			classes: this.#classes,
			truths: this.#truths,
		};
	}
}

function classTarget({ content, class3 }: Scene): number[] {
	if (class3 !== null) return CLASSES.map((name) => Number(name === class3));
	return CLASSES.map(() => (content === 'units' ? 0 : 1 / CLASSES.length));
}
