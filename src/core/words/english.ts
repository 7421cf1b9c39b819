/**
 * Every text in English, which is part of the app, and what a language has to say: one file for each
 * workspace; keys begin with its name.
 */
import about from './en/about.json' with { type: 'json' };
import analyze from './en/analyze.json' with { type: 'json' };
import audit from './en/audit.json' with { type: 'json' };
import common from './en/common.json' with { type: 'json' };
import experiment from './en/experiment.json' with { type: 'json' };
import kiosk from './en/kiosk.json' with { type: 'json' };
import library from './en/library.json' with { type: 'json' };
import live from './en/live.json' with { type: 'json' };
import movement from './en/movement.json' with { type: 'json' };
import practice from './en/practice.json' with { type: 'json' };
import review from './en/review.json' with { type: 'json' };
import settings from './en/settings.json' with { type: 'json' };

export const ENGLISH = {
	...common,
	...live,
	...movement,
	...analyze,
	...review,
	...audit,
	...library,
	...practice,
	...kiosk,
	...experiment,
	...settings,
	...about,
};

export type MessageKey = keyof typeof ENGLISH;
/** Every text of one language, in ICU message syntax. */
export type Catalogue = Readonly<Record<MessageKey, string>>;
