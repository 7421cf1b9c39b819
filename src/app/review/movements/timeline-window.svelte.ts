/** The part of a session that its timeline shows: zoomed around an instant, moved along, kept inside. */

/** Shorter is never shown, ms. */
const SHORTEST_MS = 500;

export class TimelineWindow {
	/** Of the plot, px. */
	width = $state(0);
	#spanMs = $state(Infinity);
	#startMs = $state(0);
	readonly wholeMs: number;

	/** @param endMs of the session */
	constructor(endMs: number) {
		this.wholeMs = Math.max(SHORTEST_MS, endMs);
	}

	/** How much is shown, ms. */
	get spanMs(): number {
		return Math.min(this.#spanMs, this.wholeMs);
	}
	get fromMs(): number {
		return Math.max(0, Math.min(this.#startMs, this.wholeMs - this.spanMs));
	}
	get toMs(): number {
		return this.fromMs + this.spanMs;
	}
	get zoomed(): boolean {
		return this.spanMs < this.wholeMs;
	}
	get closest(): boolean {
		return this.spanMs <= SHORTEST_MS;
	}

	/** Pixels from the left edge. */
	x(ms: number): number {
		return ((ms - this.fromMs) / this.spanMs) * this.width;
	}
	/** The instant so many pixels from the left edge. */
	msAt(x: number): number {
		return this.fromMs + (x / Math.max(1, this.width)) * this.spanMs;
	}
	holds(fromMs: number, toMs: number): boolean {
		return toMs >= this.fromMs && fromMs <= this.toMs;
	}

	/** Keeps `ms` where it is on the screen; out of view, at the edge it is beyond. */
	zoomAround(ms: number, factor: number): void {
		const span = Math.max(SHORTEST_MS, Math.min(this.wholeMs, this.spanMs * factor));
		const share = (ms - this.fromMs) / this.spanMs;
		this.#startMs = ms - Math.max(0, Math.min(1, share)) * span;
		this.#spanMs = span;
	}
	startAt(ms: number): void {
		this.#startMs = ms;
	}
	scroll(px: number): void {
		this.#startMs = this.msAt(px);
	}
	bringIntoView(ms: number): void {
		if (!this.holds(ms, ms)) this.#startMs = ms - this.spanMs / 2;
	}
}
