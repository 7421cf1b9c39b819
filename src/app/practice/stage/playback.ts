/**
 * From the display's time to the moment's: the movement at the chosen speed, the rest around it in
 * real time, so that nobody waits ten seconds for something to happen. Pure.
 *
 * Time  wall: ms since the play began; moment: ms from the moment's start
 */
export interface Times {
	readonly durationMs: number;
	readonly onsetMs: number;
	readonly offsetMs: number;
}

/** What really was on the display, by its own timestamps. */
export interface Shown {
	/** From the first picture in which the movement had begun to the first in which it was over, ms. */
	readonly visibleMs: number;
	/** What that should be at this speed. */
	readonly expectedMs: number;
	/** Longest time one picture stood during the movement, ms. */
	readonly longestMs: number;
	/** Pictures drawn during the movement. */
	readonly pictures: number;
}

/** Slowed from this long before the onset to this long after the offset. */
const AROUND_MS = 120;
/** A picture may stand this long at full speed before it counts as a gap. */
const GAP_MS = 70;

export class Playback {
	readonly #times: Times;
	readonly #speed: number;
	readonly #fromMs: number;
	readonly #untilMs: number;
	#last: { readonly wall: number; readonly moment: number } | null = null;
	#began: number | null = null;
	#over: number | null = null;
	#longest = 0;
	#pictures = 0;

	/** @param speed - of real time, 0 < speed <= 1 */
	constructor(times: Times, speed: number) {
		this.#times = times;
		this.#speed = speed;
		this.#fromMs = Math.max(0, times.onsetMs - AROUND_MS);
		this.#untilMs = Math.min(times.durationMs, times.offsetMs + AROUND_MS);
	}

	/** How long all of it takes, ms on the wall. */
	get lengthMs(): number {
		const slow = this.#untilMs - this.#fromMs;
		return this.#times.durationMs - slow + slow / this.#speed;
	}

	momentAt(wallMs: number): number {
		if (wallMs <= this.#fromMs) return Math.max(0, wallMs);
		const slowMs = (this.#untilMs - this.#fromMs) / this.#speed;
		const within = wallMs - this.#fromMs;
		if (within <= slowMs) return this.#fromMs + within * this.#speed;
		return Math.min(this.#times.durationMs, this.#untilMs + within - slowMs);
	}

	/** A picture of this moment has come onto the display at this time. */
	saw(wallMs: number, momentMs: number): void {
		const { onsetMs, offsetMs } = this.#times;
		const last = this.#last;
		this.#last = { wall: wallMs, moment: momentMs };
		if (last !== null && last.moment < offsetMs && momentMs > onsetMs) {
			this.#longest = Math.max(this.#longest, wallMs - last.wall);
		}
		if (momentMs > onsetMs && momentMs < offsetMs) {
			this.#began ??= wallMs;
			this.#pictures += 1;
		}
		if (momentMs >= offsetMs) this.#over ??= wallMs;
	}

	/** Null before the movement is over. */
	shown(): Shown | null {
		const { onsetMs, offsetMs } = this.#times;
		if (this.#over === null) return null;
		return {
			visibleMs: this.#began === null ? 0 : this.#over - this.#began,
			expectedMs: (offsetMs - onsetMs) / this.#speed,
			longestMs: this.#longest,
			pictures: this.#pictures,
		};
	}
}

/** Whether what was on the display is what the truth says: nothing of it was swallowed by a busy machine. */
export function isFaithful({ visibleMs, expectedMs, longestMs, pictures }: Shown): boolean {
	return pictures >= 3 && longestMs <= GAP_MS && Math.abs(visibleMs - expectedMs) <= GAP_MS;
}
