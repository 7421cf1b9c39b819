/**
 * Who was in the picture, as the record has it: what the tracker says frame by frame, put together.
 *
 * In    the tracker's news after every frame, with the frame's number and time
 * Out   a `FacesRecord`, made anew where something has changed
 */
import type { Millis } from '../../core/kernel/index.ts';
import { millis } from '../../core/kernel/index.ts';
import type { FaceChoice, FacesRecord, FollowedFace, SceneCut } from '../../core/record/index.ts';
import { choiceText } from '../../core/record/index.ts';
import type { FaceNews } from '../landmarks/index.ts';

/** Whether nothing of what was before this frame may count. */
export const isAnew = ({ cut, taken }: FaceNews): boolean => cut || taken?.why === 'other';

export class FaceNotes {
	readonly #choice: string;
	readonly #followed: FollowedFace[] = [];
	readonly #cuts: SceneCut[] = [];
	/** Numbers of the frames in which others were looked for, by their times. */
	readonly #looks = new Map<number, number>();
	#others: FacesRecord['others'] = [];
	#revision = 0;

	constructor(choice: FaceChoice) {
		this.#choice = choiceText(choice);
	}

	/** Whether the record has changed by that. */
	take(news: FaceNews, at: Millis, frame: number): boolean {
		if (news.lookedRound) this.#looks.set(at, frame);
		if (news.cut) this.#cuts.push({ frame, ms: at });
		if (news.taken !== null) this.#followed.push({ ...news.taken, frame, ms: at });
		const others = news.lookedRound && news.revision !== this.#revision;
		if (others) {
			this.#revision = news.revision;
			this.#others = news.others().map(({ fromMs, toMs, ...person }) => ({
				...person,
				fromFrame: this.#looks.get(fromMs) ?? frame,
				fromMs: millis(fromMs),
				toFrame: this.#looks.get(toMs) ?? frame,
				toMs: millis(toMs),
			}));
		}
		return news.cut || news.taken !== null || others;
	}

	record(): FacesRecord {
		return {
			choice: this.#choice,
			followed: [...this.#followed],
			others: this.#others,
			cuts: [...this.#cuts],
		};
	}
}
