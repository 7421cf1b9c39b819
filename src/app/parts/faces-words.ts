/** Who was in the picture, in words for a line about a session; empty where there was one face only. */
import type { FacesRecord } from '../../core/record/index.ts';
import { say } from '../../core/words/index.ts';
import { clock } from './words.ts';

export function facesWords(faces: FacesRecord | null, mirrored: boolean): string[] {
	const words: string[] = [];
	const { others = [], followed = [], cuts = [] } = faces ?? {};
	if (others.length > 0) words.push(say('analyze.summary.others', { count: others.length }));
	for (const { why, ms } of followed.slice(-3)) {
		if (why === 'other') words.push(say('analyze.summary.changed', { time: clock(ms) }));
	}
	if (cuts.length > 0) words.push(say('analyze.summary.cuts', { count: cuts.length }));
	if (mirrored) words.push(say('analyze.summary.mirrored'));
	return words;
}
