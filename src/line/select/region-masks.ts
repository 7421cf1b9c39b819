/**
 * What may move a region besides an expression: a blink, speech. Shown to people, and named when a
 * candidate scores too little.
 */
import type { SignalRing } from '../buffer/index.ts';
import type { Millis } from '../../core/kernel/index.ts';
import type { RegionKind, SpotterFrame } from './spotter-frame.ts';

/** Mask bits of a region in a frame. */
export const MASK_BLINK = 1;
export const MASK_SPEECH = 2;

/** A blink is known a little late and moves the brows a little longer than the lids. */
const BLINK_BEFORE_MS = 100;
const BLINK_AFTER_MS = 200;

const movesInBlink = (near: RegionKind['near']): boolean => near !== 'nose' && near !== 'mouth';
const movesInSpeech = (near: RegionKind['near']): boolean => near === 'mouth' || near === 'cheeks';

export class RegionMasks {
	/** Of the frame taken last, one mask per region. */
	readonly values: Uint8Array;
	readonly #regions: readonly RegionKind[];
	readonly #ring: SignalRing;
	#blinkEnded = -Infinity;

	constructor(regions: readonly RegionKind[], ring: SignalRing) {
		this.#regions = regions;
		this.#ring = ring;
		this.values = new Uint8Array(regions.length);
	}

	/** What follows is another scene. */
	forget(): void {
		this.#blinkEnded = -Infinity;
	}

	/** Looks at a new frame, before the ring holds it. */
	take(frame: SpotterFrame): void {
		if (frame.blinking) this.#blinkEnded = frame.at;
		const blink = frame.at - this.#blinkEnded <= BLINK_AFTER_MS;
		for (let region = 0; region < this.#regions.length; region++) {
			const { near } = this.#regions[region]!;
			const blinked = blink && movesInBlink(near) ? MASK_BLINK : 0;
			const spoken = frame.speaking && movesInSpeech(near) ? MASK_SPEECH : 0;
			this.values[region] = blinked | spoken;
		}
	}

	/** A blink is known a little late: marks the frames before `number`, itself too, which show it. */
	markBack(number: number, at: Millis): void {
		const ring = this.#ring;
		for (let f = number; f >= ring.first && at - ring.timeOf(f) <= BLINK_BEFORE_MS; f--) {
			for (let region = 0; region < this.#regions.length; region++) {
				const { near } = this.#regions[region]!;
				if (movesInBlink(near)) ring.addMask(f, region, MASK_BLINK);
			}
		}
	}
}
