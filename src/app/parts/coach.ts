/**
 * The quality coach: of all that could be better, the one sentence that helps most now.
 *
 * What hardly changes must not flicker: a limit once passed must be left behind by some way, and a
 * sentence once shown stays long enough to be read.
 */
import type { Change, NeutralBaseline } from '../../line/calibration/index.ts';
import { changeSince } from '../../line/calibration/index.ts';
import type { FrameReport } from '../../line/pipeline/index.ts';
import { say, sayNumber } from '../../core/words/index.ts';

export type Topic =
	| 'no-face'
	| 'no-claims'
	| 'far'
	| 'turned'
	| 'dark'
	| 'bright'
	| 'few-frames'
	| `since.${Change}`
	| 'talking'
	| 'several';

export interface Advice {
	readonly topic: Topic;
	readonly level: 'stop' | 'warn' | 'note';
	readonly text: string;
}

/** Under this no event is claimed; under the next, accuracy is reduced. */
const NO_CLAIMS_FPS = 15;
const FULL_FPS = 25;
/** Mean luminance of the face, 0..255. */
export const DARK = 60;
export const BRIGHT = 225;
/** Source pixels a px200: below 0.8 a movement of 0.5 px200 is under half a camera pixel. */
export const FAR = 0.8;
/** Frames until the measured frame rate means something. */
const SETTLED_FRAMES = 30;
/** By so much more, as a share, a limit must be left behind before its sentence goes. */
const SLACK = 0.08;

const STEPS = { stop: 2, warn: 1, note: 0 } as const;
/** A sentence stays this long, and as long as this after its reason has gone. */
const SHOWN_MS = 2500;
const GONE_MS = 900;

/** `held`: the topic that is shown now; its limits are a little wider. */
export function adviceFor(
	report: FrameReport,
	baseline: NeutralBaseline | null = null,
	held: Topic | null = null,
): Advice | null {
	const { face, quality } = report;
	const under = (value: number, limit: number, topic: Topic): boolean =>
		value < (held === topic ? limit * (1 + SLACK) : limit);
	if (face.state === 'none') return advice('no-face', 'stop');
	const settled = quality.frames > SETTLED_FRAMES;
	const fps = sayNumber(Math.round(quality.fps));
	if (settled && under(quality.fps, NO_CLAIMS_FPS, 'no-claims')) {
		return { topic: 'no-claims', level: 'stop', text: say('live.coach.no-claims', { fps }) };
	}
	if (face.state === 'small' || under(face.scale, FAR, 'far')) return advice('far', 'warn');
	if (face.state === 'turned') return advice('turned', 'warn');
	if (under(face.light, DARK, 'dark')) return advice('dark', 'warn');
	if (face.light > (held === 'bright' ? BRIGHT * (1 - SLACK) : BRIGHT)) {
		return advice('bright', 'warn');
	}
	if (settled && under(quality.fps, FULL_FPS, 'few-frames')) {
		return { topic: 'few-frames', level: 'warn', text: say('live.coach.few-frames', { fps }) };
	}
	if (face.speaking) return advice('talking', 'note');
	if (face.count > 1) return advice('several', 'note');
	const change = baseline === null ? null : changeSince(baseline, face);
	return change === null ? null : advice(`since.${change}`, 'note');
}

const advice = (
	topic: Exclude<Topic, 'no-claims' | 'few-frames'>,
	level: Advice['level'],
): Advice => ({ topic, level, text: say(`live.coach.${topic}`) });

/** What the coach says over time. */
export class CoachMemory {
	#shown: Advice | null = null;
	#since = -Infinity;
	#neededAt = -Infinity;

	/** @returns what is to be shown now; session time tells how long something has been */
	take(report: FrameReport, baseline: NeutralBaseline | null = null): Advice | null {
		const shown = this.#shown;
		const { at } = report;
		const next = adviceFor(report, baseline, shown?.topic ?? null);
		if (next !== null && next.topic === shown?.topic) {
			this.#neededAt = at;
			// The figure in it may change at reading pace.
			if (at - this.#since >= SHOWN_MS && next.text !== shown.text) this.#show(next, at);
			return this.#shown;
		}
		const worse = next !== null && STEPS[next.level] > STEPS[shown?.level ?? 'note'];
		const read = at - this.#since >= SHOWN_MS && at - this.#neededAt >= GONE_MS;
		if (shown === null || worse || read) this.#show(next, at);
		return this.#shown;
	}

	#show(advice: Advice | null, at: number): void {
		this.#shown = advice;
		this.#since = at;
		this.#neededAt = at;
	}
}
