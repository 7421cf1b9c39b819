/** Progress on standard error: one line kept up to date on a terminal, a sparse log elsewhere. */

const LOG_EVERY_MS = 10_000;

export interface ProgressSink {
	readonly terminal: boolean;
	/** Columns of the terminal. */
	readonly width: number;
	write(text: string): void;
	nowMs(): number;
}

export const standardError = (): ProgressSink => ({
	terminal: process.stderr.isTTY,
	width: process.stderr.columns ?? 80,
	write: (text) => void process.stderr.write(text),
	nowMs: () => performance.now(),
});

/** The terminal's last line: what is under way, of one film or of several side by side. */
class LastLine {
	readonly #sink: ProgressSink;
	readonly #parts = new Map<object, string>();
	#open = false;

	constructor(sink: ProgressSink) {
		this.#sink = sink;
	}

	show(owner: object, text: string): void {
		this.#parts.set(owner, text);
		const line = [...this.#parts.values()].join(' | ');
		// A wrapped line could not be taken back.
		this.#sink.write(`\r\u001b[K${line.slice(0, Math.max(1, this.#sink.width - 1))}`);
		this.#open = true;
	}

	/** A sentence takes the line's place; the next news opens a new one. */
	write(sentence: string): void {
		this.#sink.write(`${this.#open ? '\r\u001b[K' : ''}${sentence}\n`);
		this.#open = false;
	}

	remove(owner: object): void {
		this.#parts.delete(owner);
	}
}

export class Progress {
	readonly #sink: ProgressSink;
	readonly #last: LastLine;
	#label = '';
	#startedMs = 0;
	#loggedMs = 0;

	constructor(sink: ProgressSink, last = new LastLine(sink)) {
		this.#sink = sink;
		this.#last = last;
	}

	/** For a film at the same time as this one's. */
	beside(): Progress {
		return new Progress(this.#sink, this.#last);
	}

	start(position: number, count: number, name: string): void {
		this.#label = `[${position}/${count}] ${name}`;
		this.#startedMs = this.#sink.nowMs();
		this.#loggedMs = this.#startedMs;
		if (this.#sink.terminal) this.#last.show(this, this.#label);
	}

	update({ frames, doneMs, totalMs }: VideoProgress): void {
		const now = this.#sink.nowMs();
		const percent = totalMs > 0 ? `${Math.min(100, Math.floor((100 * doneMs) / totalMs))}%, ` : '';
		const counted = frames === null ? '' : `${frames} frames, ${this.#rate(frames, now)}`;
		const text = `${this.#label}  ${percent}${counted}`.replace(/[ ,]+$/, '');
		if (this.#sink.terminal) {
			this.#last.show(this, text);
		} else if (now - this.#loggedMs >= LOG_EVERY_MS) {
			this.#loggedMs = now;
			this.#sink.write(`${text}\n`);
		}
	}

	done(frames: number, found: string): void {
		this.#last.remove(this);
		this.say(
			`${this.#label}  ${found}; ${frames} frames, ${this.#rate(frames, this.#sink.nowMs())}`,
		);
	}

	/** A line that stays. */
	say(sentence: string): void {
		this.#last.write(sentence);
	}

	#rate(frames: number, nowMs: number): string {
		const seconds = (nowMs - this.#startedMs) / 1000;
		return seconds > 0 ? `${(frames / seconds).toFixed(1)} frames/s` : 'starting';
	}
}

export interface VideoProgress {
	/** Null: not counted. */
	readonly frames: number | null;
	readonly doneMs: number;
	/** 0 when the length is unknown. */
	readonly totalMs: number;
}
