/** What a person decided about a movement of the audit. Plain data. */
import type { KeyFrameName } from '../../core/record/index.ts';

/** What a person decided about one key frame. */
export type Choice = 'coded' | 'reselected';

export interface Decision {
	readonly choices: Readonly<Partial<Record<KeyFrameName, Choice>>>;
	readonly note: string;
}

export const UNDECIDED: Decision = { choices: {}, note: '' };
