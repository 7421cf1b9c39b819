/**
 * Where a kiosk can be and what takes it from one place to the next. Pure: no clock, no page.
 *
 *   ready -> attract -> consent -> (calibrating) -> measuring -> asking -> wiping -> attract
 *                \-> practice ------------------------^            \-> back, when somebody answers
 *   a fault: attract, calibrating or measuring -> out-of-order -> back, or wiping when nobody is there
 *   staff, by PIN, from anywhere: staff -> wiping (go on) or left (the app as usual)
 *
 * What is not listed changes nothing.
 */

export type Place =
	| 'ready' // staff have yet to begin
	| 'attract'
	| 'practice'
	| 'consent'
	| 'calibrating'
	| 'measuring'
	| 'asking' // is anybody still there? counts down
	| 'wiping'
	| 'out-of-order'
	| 'staff'
	| 'left';

export type Happening =
	| 'started'
	| 'touched' // somebody wants to try it
	| 'practised' // somebody wants to play
	| 'agreed'
	| 'declined'
	| 'calibrated'
	| 'finished' // the visitor is done
	| 'idle'
	| 'answered' // still there
	| 'time-over'
	| 'wiped'
	| 'faulted'
	| 'recovered'
	| 'staff-came'
	| 'resumed'
	| 'left';

export interface Journey {
	readonly at: Place;
	/** Where `asking` and `out-of-order` lead back to; null elsewhere. */
	readonly from: Place | null;
}

export interface JourneyOptions {
	readonly consent: boolean;
	readonly calibrate: boolean;
}

/** A place, or a step that depends on more than the place. */
type Step = Place | 'begin' | 'measure' | 'back';

const TRANSITIONS: Readonly<Record<Place, Readonly<Partial<Record<Happening, Step>>>>> = {
	ready: { started: 'attract', 'staff-came': 'staff' },
	attract: {
		touched: 'begin',
		practised: 'practice',
		faulted: 'out-of-order',
		'staff-came': 'staff',
	},
	practice: { touched: 'begin', finished: 'wiping', idle: 'asking', 'staff-came': 'staff' },
	consent: { agreed: 'measure', declined: 'wiping', idle: 'asking', 'staff-came': 'staff' },
	calibrating: {
		calibrated: 'measuring',
		finished: 'wiping',
		idle: 'asking',
		faulted: 'out-of-order',
		'staff-came': 'staff',
	},
	measuring: {
		finished: 'wiping',
		idle: 'asking',
		faulted: 'out-of-order',
		'staff-came': 'staff',
	},
	asking: { answered: 'back', finished: 'wiping', 'time-over': 'wiping', 'staff-came': 'staff' },
	wiping: { wiped: 'attract' },
	'out-of-order': {
		recovered: 'back',
		finished: 'wiping',
		idle: 'wiping',
		'staff-came': 'staff',
	},
	staff: { resumed: 'wiping', left: 'left' },
	left: {},
};

export const startingAt = (autostart: boolean): Journey => ({
	at: autostart ? 'attract' : 'ready',
	from: null,
});

export function next(journey: Journey, happening: Happening, options: JourneyOptions): Journey {
	const step = TRANSITIONS[journey.at][happening];
	if (step === undefined) return journey;
	const at = placeOf(step, journey, options);
	return { at, from: at === 'asking' || at === 'out-of-order' ? journey.at : null };
}

/** Somebody is there who is to be wiped away afterwards. */
export const hasVisitor = ({ at, from }: Journey): boolean =>
	at === 'asking' || at === 'wiping' || (at === 'out-of-order' && from !== 'attract')
		? true
		: at === 'practice' || at === 'consent' || at === 'calibrating' || at === 'measuring';

function placeOf(step: Step, { from }: Journey, options: JourneyOptions): Place {
	switch (step) {
		case 'begin':
			return options.consent ? 'consent' : placeOf('measure', { at: 'consent', from }, options);
		case 'measure':
			return options.calibrate ? 'calibrating' : 'measuring';
		case 'back':
			return from ?? 'attract';
		default:
			return step;
	}
}
