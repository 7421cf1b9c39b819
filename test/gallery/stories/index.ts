/** All stories, screen by screen. */
import type { Section } from '../story.ts';
import { about } from './about.ts';
import { analyze } from './analyze.ts';
import { kioskStories } from './kiosk.ts';
import { live } from './live.ts';
import { parts } from './parts.ts';
import { practice } from './practice.ts';
import { review } from './review.ts';
import { settings } from './settings.ts';

export const SECTIONS: readonly Section[] = [
	parts,
	live,
	analyze,
	review,
	practice,
	kioskStories,
	settings,
	about,
];

export const STORIES = SECTIONS.flatMap(({ stories }) => stories);
