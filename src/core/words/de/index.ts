/** Every text in German. */
import type { Catalogue } from '../english.ts';
import about from './about.json' with { type: 'json' };
import analyze from './analyze.json' with { type: 'json' };
import audit from './audit.json' with { type: 'json' };
import common from './common.json' with { type: 'json' };
import experiment from './experiment.json' with { type: 'json' };
import kiosk from './kiosk.json' with { type: 'json' };
import library from './library.json' with { type: 'json' };
import live from './live.json' with { type: 'json' };
import movement from './movement.json' with { type: 'json' };
import practice from './practice.json' with { type: 'json' };
import review from './review.json' with { type: 'json' };
import settings from './settings.json' with { type: 'json' };

export const catalogue: Catalogue = {
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
