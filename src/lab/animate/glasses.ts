/** Glasses that are drawn on a face: rims, bridge, temples, and a reflection that goes with the head. */
import type { Random } from '../../core/kernel/index.ts';
import { ramp } from './face-points.ts';

/** Lenses from the eye centers, IOD. */
const EYE_X = 0.5;
/** Where temples have gone behind the cheeks and hair, IOD. */
const TEMPLE_END = 1.02;

export class Glasses {
	/** Half width and height of a lens, how square it is, how thick the rim is, IOD. */
	readonly #width: number;
	readonly #height: number;
	readonly #power: number;
	readonly #rim: number;
	/** Luminance of the rim. */
	readonly #ink: number;
	/** How much light a lens takes, and the reflection: gray levels, place, size. */
	readonly #tint: number;
	readonly #glint: number;
	readonly #glintX: number;
	readonly #glintSize: number;
	/** Where their middle is against the eyes, IOD. */
	readonly #drop: number;

	constructor(random: Random) {
		this.#width = random.uniform(0.34, 0.42);
		this.#height = random.uniform(0.22, 0.36);
		this.#power = random.uniform(2, 5);
		this.#rim = random.uniform(0.012, 0.05);
		this.#ink = random.chance(0.75) ? random.uniform(8, 50) : random.uniform(110, 190);
		this.#tint = random.uniform(0, 0.08);
		this.#glint = random.chance(0.6) ? random.uniform(6, 45) : 0;
		this.#glintX = random.uniform(-0.2, 0.2);
		this.#glintSize = random.uniform(0.05, 0.14);
		this.#drop = random.uniform(0, 0.08);
	}

	/** Half of what they take of the face around the eyes, IOD. */
	get reach(): { readonly x: number; readonly y: number } {
		return { x: TEMPLE_END, y: this.#height + this.#rim + this.#drop + 0.02 };
	}

	/** The light of a place, IOD about the eyes' middle, with the glasses on. */
	over(x: number, y: number, light: number): number {
		const side = Math.abs(x);
		const dx = (side - EYE_X) / this.#width;
		const dy = (y - this.#drop) / this.#height;
		const away = (Math.abs(dx) ** this.#power + Math.abs(dy) ** this.#power) ** (1 / this.#power);
		const edge = (away - 1) * this.#height;
		let value = light;
		if (edge < 0) {
			value *= 1 - this.#tint;
			if (this.#glint > 0) {
				// A window, seen aslant, at the same place of both lenses.
				const along = (x > 0 ? side - EYE_X : EYE_X - side) - this.#glintX + 0.5 * (y - this.#drop);
				value += this.#glint * Math.exp(-((along / this.#glintSize) ** 2)) * ramp(-edge / 0.05);
			}
		}
		const rim = 1 - ramp((Math.abs(edge) - this.#rim / 2) / 0.012);
		const bridge = side < EYE_X - this.#width ? bar(y - this.#drop + 0.05, this.#rim) : 0;
		const temple =
			side > EYE_X + this.#width
				? bar(y - this.#drop + 0.5 * this.#height, this.#rim) * ramp((TEMPLE_END - side) / 0.1)
				: 0;
		const cover = Math.max(edge > -this.#rim ? rim : 0, bridge, temple);
		return value + cover * (this.#ink - value);
	}
}

const bar = (away: number, thickness: number): number =>
	1 - ramp((Math.abs(away) - thickness / 2) / 0.012);
