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
/**
 * A tag is believed that names a rate well above the film's own: phones tag all their films, and in the
 * dark they film slower than their tag says, at uneven steps.
 */
const TAG_LEAST = 1.9;
/** Cameras film at so much for slow motion only. */
const HIGH_SPEED_FPS = 100;
/** Of steady films, how far steps may lie from the usual one, as a share of it. */
const STEADY = 0.02;
/** Stamps are rounded: four times is meant. */
const SAME = 1e-4;

export function slowingOf(
	{ times, captureFps }: Pick<FilmTrack, 'times' | 'captureFps'>,
	said: number | 'tag' | null,
): Slowing {
	const fps = said === 'tag' ? captureFps : said;
	const asIs = { factor: 1, fps: times.fps };
	if (fps === null || !(fps > 0 && fps < Infinity) || times.fps === 0) return asIs;
	if (said === 'tag' && fps > times.fps && !isBelieved(fps, times)) return asIs;
	const exact = fps / times.fps;
	const whole = Math.round(exact);
	const factor = whole > 0 && Math.abs(exact / whole - 1) < SAME ? whole : exact;
	return Math.abs(factor - 1) <= (said === 'tag' ? TAG_SLACK : SAID_SLACK) ? asIs : { factor, fps };
}

function isBelieved(fps: number, times: FilmTrack['times']): boolean {
	if (fps < TAG_LEAST * times.fps) return false;
	return fps >= HIGH_SPEED_FPS || isSteady(times);
}

/** All steps but a tenth of them are the usual one. */
function isSteady({ ms, fps }: FilmTrack['times']): boolean {
	const usual = 1000 / fps;
	let off = 0;
	for (let at = 1; at < ms.length; at++) {
		if (Math.abs(ms[at]! - ms[at - 1]! - usual) > Math.max(1.01, STEADY * usual)) off += 1;
	}
	return 10 * off <= ms.length;
}
