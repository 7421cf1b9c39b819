/**
 * The state of the game that the screen shows: which round, on which stage, what may be done now.
 *
 * Owns   the stage that is shown and the one being prepared, until `close()`
 * Rule   a movement counts as shown only where the display's timestamps say that it was: where a busy
 *        machine swallowed a part, it is played again and nobody loses points
 *        the next stage is prepared once a round is answered, so that it takes nothing from a play
 */
import type { Closable } from '../../core/kernel/index.ts';
import { asFault } from '../../core/record/index.ts';
import type { GameStage } from './game-stage.ts';
import { playFaithfully, release } from './game-stage.ts';
import type { Game, GameOptions, Played, GameSpeed } from './game.ts';
import { SPEED_OF, answered, isOver, newGame, nextRound } from './game.ts';
import { Looking } from './looking.ts';
import type { Answer, Round } from './rounds.ts';
import type { ExplainedMovement, ReadyStage } from './stage/messages.ts';
import type { Shown } from './stage/playback.ts';
import { isFaithful } from './stage/playback.ts';
import type { StageOptions } from './stage/stage.ts';

export type Phase =
	| 'start'
	| 'preparing'
	/** The movement is shown for the first time. */
	| 'showing'
	| 'asking'
	| 'answered'
	| 'over'
	| 'failed';

export interface PracticeOptions {
	readonly openStage: (options: StageOptions) => GameStage;
	/** Each game as it ends. */
	readonly onover: (game: Game) => void;
}

interface Prepared {
	readonly round: Round;
	readonly stage: GameStage;
}

/** What one step by hand moves on: a frame of a common camera, ms. */
export const STEP_MS = 1000 / 30;

export class Practice implements Closable {
	#phase = $state<Phase>('start');
	#game = $state.raw<Game | null>(null);
	#round = $state.raw<Round | null>(null);
	#stage = $state.raw<GameStage | null>(null);
	#times = $state.raw<ReadyStage | null>(null);
	#explained = $state.raw<ExplainedMovement | null>(null);
	#shown = $state.raw<Shown | null>(null);
	#playing = $state(false);
	#tooBusy = $state(false);
	/** Instant shown by hand, ms of the moment; null while nothing was stepped to. */
	#atMs = $state<number | null>(null);
	#fault = $state<string | null>(null);
	/** Someone asked for less motion: nothing plays by itself. */
	#byHand = $state(false);
	#speed = $state<GameSpeed>('full');

	#looking = new Looking();
	#next = $state.raw<Prepared | null>(null);
	readonly #options: PracticeOptions;

	constructor(options: PracticeOptions) {
		this.#options = options;
	}

	get phase(): Phase {
		return this.#phase;
	}
	get game(): Game | null {
		return this.#game;
	}
	/** The round that is played, or was just answered. */
	get round(): Round | null {
		return this.#round;
	}
	/** How the round that is shown was answered; null before. */
	get played(): Played | null {
		return this.#phase === 'answered' ? (this.#game?.played.at(-1) ?? null) : null;
	}
	get canvas(): HTMLCanvasElement | null {
		return (this.#stage ?? (this.#phase === 'start' ? this.#next?.stage : null))?.canvas ?? null;
	}
	get times(): ReadyStage | null {
		return this.#times;
	}
	get explained(): ExplainedMovement | null {
		return this.#explained;
	}
	/** What the last play really showed. */
	get shown(): Shown | null {
		return this.#shown;
	}
	get playing(): boolean {
		return this.#playing;
	}
	/** This machine swallowed parts of the movement several times in a row. */
	get tooBusy(): boolean {
		return this.#tooBusy;
	}
	get atMs(): number | null {
		return this.#atMs;
	}
	get fault(): string | null {
		return this.#fault;
	}
	get byHand(): boolean {
		return this.#byHand;
	}
	get speed(): GameSpeed {
		return this.#speed;
	}

	readonly playAt = (speed: GameSpeed): void => {
		this.#speed = speed;
	};

	readonly stepByHand = (byHand: boolean): void => {
		this.#byHand = byHand;
	};

	/** Draws the first actor of a game beforehand; it is the one seen before the game begins. */
	readonly prepare = (options: GameOptions): void => {
		const round = nextRound(newGame(options));
		if (round === null) return;
		this.#letGo();
		this.#next = { round, stage: this.#options.openStage(round) };
	};

	readonly start = (options: GameOptions): void => {
		this.#closeStage();
		this.#game = newGame(options);
		void this.#begin();
	};

	/** Shows the movement, for the first time or again. */
	readonly show = async (): Promise<void> => {
		const stage = this.#stage;
		if (stage === null || this.#playing) return;
		const speed = this.#speed;
		if (!this.#looking.yet && this.#phase !== 'answered') this.#phase = 'showing';
		this.#atMs = null;
		this.#playing = true;
		this.#tooBusy = false;
		try {
			const shown = await playFaithfully(stage, SPEED_OF[speed], () => stage === this.#stage);
			if (stage !== this.#stage) return;
			this.#shown = shown;
			this.#tooBusy = shown !== null && !isFaithful(shown);
			if (this.#phase !== 'answered') this.#looking.played(speed, this.#tooBusy);
			if (this.#phase === 'showing') this.#phase = 'asking';
		} catch (error) {
			if (stage === this.#stage) this.#fail(error);
		} finally {
			if (stage === this.#stage) this.#playing = false;
		}
	};

	/** After the answer: slowly, or stronger than it was; counts for nothing. */
	readonly showSlowly = async (exaggeration: number): Promise<void> => {
		const stage = this.#stage;
		if (stage === null || this.#phase !== 'answered') return;
		this.#atMs = null;
		this.#playing = true;
		try {
			await stage.play(SPEED_OF.eighth, exaggeration);
		} catch (error) {
			if (stage === this.#stage) this.#fail(error);
		} finally {
			if (stage === this.#stage) this.#playing = false;
		}
	};

	/** One instant by hand; ms of the moment. */
	readonly showInstant = (atMs: number): void => {
		const times = this.#times;
		if (this.#stage === null || times === null) return;
		this.#atMs = Math.min(times.durationMs, Math.max(0, atMs));
		this.#stage.show(this.#atMs);
		if (this.#phase !== 'answered') this.#looking.stepped();
	};

	readonly answer = (answer: Answer): void => {
		if (this.#game === null || this.#round === null || this.#phase !== 'asking') return;
		if (!(this.#round.answers as readonly Answer[]).includes(answer)) return;
		const { look, shows } = this.#looking;
		this.#game = answered(this.#game, this.#round, answer, look, shows);
		this.#phase = 'answered';
		void this.#explain();
	};

	readonly next = (): void => {
		if (this.#game === null || this.#phase !== 'answered') return;
		if (!isOver(this.#game)) {
			void this.#begin();
			return;
		}
		this.#options.onover(this.#game);
		this.#letGo();
		this.#phase = 'over';
	};

	/** The same round once more, after a stage has failed. */
	readonly retry = (): void => {
		if (this.#game !== null && this.#phase === 'failed') void this.#begin();
	};

	/** Back to the beginning; what was played is gone. */
	readonly leave = (): void => {
		this.#letGo();
		this.#game = null;
		this.#round = null;
		this.#phase = 'start';
	};

	close(): void {
		this.#letGo();
	}

	async #begin(): Promise<void> {
		const round = this.#game === null ? null : nextRound(this.#game);
		if (round === null) return;
		const prepared = this.#next;
		this.#next = null;
		this.#closeStage();
		this.#round = round;
		this.#explained = null;
		this.#times = null;
		this.#shown = null;
		this.#tooBusy = false;
		this.#atMs = null;
		this.#fault = null;
		this.#playing = false;
		this.#looking = new Looking();
		this.#phase = 'preparing';
		let stage: GameStage | null = null;
		try {
			if (prepared !== null && isSame(prepared.round, round)) stage = prepared.stage;
			else {
				prepared?.stage.close();
				stage = this.#options.openStage(round);
			}
			this.#stage = stage;
			const times = await stage.ready;
			if (stage !== this.#stage) return;
			this.#times = times;
		} catch (error) {
			if (stage === this.#stage) this.#fail(error);
			return;
		}
		if (this.#byHand) {
			this.#looking.startByHand();
			this.#atMs = 0;
			this.#phase = 'asking';
		} else await this.show();
	}

	async #explain(): Promise<void> {
		const stage = this.#stage;
		if (stage === null) return;
		try {
			const explained = await stage.explain();
			if (stage !== this.#stage) {
				release(explained);
				return;
			}
			this.#explained = explained;
		} catch (error) {
			if (stage === this.#stage) this.#fail(error);
			return;
		}
		const round = this.#game === null ? null : nextRound(this.#game);
		if (round !== null && this.#next === null) {
			this.#next = { round, stage: this.#options.openStage(round) };
		}
	}

	#fail(error: unknown): void {
		this.#fault = asFault(error, 'worker/crashed').detail;
		this.#playing = false;
		this.#phase = 'failed';
	}

	#closeStage(): void {
		this.#stage?.close();
		this.#stage = null;
		const explained = this.#explained;
		if (explained === null) return;
		release(explained);
		this.#explained = null;
	}

	#letGo(): void {
		this.#closeStage();
		this.#next?.stage.close();
		this.#next = null;
	}
}

/** Rounds are plain values in a fixed order of fields. */
const isSame = (a: Round, b: Round): boolean => JSON.stringify(a) === JSON.stringify(b);
