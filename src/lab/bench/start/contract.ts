/** What the watched page tells the measurement. Types only; everything is cloneable. */

/** When each moment of a start came, ms since navigation began; what has not come is missing. */
export type StartMoments = Readonly<Partial<Record<Moment, number>>>;

/** In the order in which they come on a slow machine; the network's may come later than a frame. */
export const MOMENTS = [
	'script',
	'painted',
	'interactive',
	'worker',
	'workerAlive',
	'faceModel',
	'tracker',
	'network',
	'ready',
	'sourceOpen',
	'firstFrame',
] as const;
export type Moment = (typeof MOMENTS)[number];

export const MOMENT_WORDS: Readonly<Record<Moment, string>> = {
	script: 'the script is there',
	painted: 'something is drawn',
	interactive: 'the first button can be pressed, and is',
	worker: 'the worker is asked for',
	workerAlive: 'it says its first word',
	faceModel: 'the face model is there',
	tracker: 'the tracker is loaded',
	network: 'the network is there',
	ready: 'everything is loaded',
	sourceOpen: 'the camera or the actor is open',
	firstFrame: 'the first frame is measured',
};

export type StartGlobals = typeof globalThis & { startMoments: Partial<Record<Moment, number>> };
