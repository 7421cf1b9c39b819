/** Films that play slower than they were filmed. Pure. */
import type { FilmTrack } from './open-film-track.ts';

export interface Slowing {
	/** How many times slower it plays; 1: as it was. */
	readonly factor: number;
	/** Frames a second at which it was filmed. */
	readonly fps: number;
}

/** Phones round what they write; a person who says a number means it. */
const TAG_SLACK = 0.1;
const SAID_SLACK = 0.005;
/** Stamps are rounded: four times is meant. */
const SAME = 1e-4;

export function slowingOf(
	{ times, captureFps }: Pick<FilmTrack, 'times' | 'captureFps'>,
	said: number | 'tag' | null,
): Slowing {
	const fps = said === 'tag' ? captureFps : said;
	const asIs = { factor: 1, fps: times.fps };
	if (fps === null || !(fps > 0 && fps < Infinity) || times.fps === 0) return asIs;
	const exact = fps / times.fps;
	const whole = Math.round(exact);
	const factor = whole > 0 && Math.abs(exact / whole - 1) < SAME ? whole : exact;
	return Math.abs(factor - 1) <= (said === 'tag' ? TAG_SLACK : SAID_SLACK) ? asIs : { factor, fps };
}
