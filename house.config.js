/**
 * The house: every room of `src`, from the ground up, and what each may import. Types count.
 *
 * A room is a folder `src/WING/ROOM`; others come in by its door, `index.ts`. A new room needs an
 * entry here and nothing else: lint holds the walls (`eslint.config.js`), a test checks that the
 * table is true (`test/unit/house.test.ts`).
 *
 * A bare name is a room of the same wing, `wing/room` one of another, a wing's name all of its rooms.
 * Nobody may name what stands below it in the table, so arrows only go down and no circle can form.
 * `core/kernel`, `core/statistics` and `core/record` are open to everyone above them.
 */
export const HOUSE = {
	core: {
		kernel: [],
		statistics: ['kernel'],
		record: ['kernel'],
		words: [],
	},
	line: {
		face: [],
		simd: [],
		align: ['simd'],
		buffer: [],
		motion: ['simd', 'align'],
		select: ['buffer'],
		calibration: [],
		camera: [],
		landmarks: ['face', 'simd', 'camera'],
		backend: [],
		classify: ['backend'],
		paper: ['backend'],
		pipeline: ['line'],
	},
	study: {
		actor: ['line/camera'],
		evaluation: [],
		dataset: [],
		audit: ['line/select'],
	},
	files: {
		export: ['study/audit'],
		library: ['export', 'line/pipeline'],
	},
	app: {
		// State: what screens show and order.
		preferences: ['core/words'],
		offline: ['line/pipeline'],
		desk: ['preferences', 'line/calibration', 'line/camera', 'line/motion', 'line/pipeline'],
		sessions: ['preferences', 'desk', 'core/words', 'line/pipeline', 'files'],
		reviewing: ['preferences', 'sessions', 'line/camera', 'files', 'study/dataset'],
		auditing: ['desk', 'line/camera', 'line/pipeline', 'study', 'files/export'],
		experiment: ['core/words', 'preferences', 'desk', 'line/pipeline'],
		visit: ['preferences', 'offline', 'desk', 'auditing', 'experiment', 'line/pipeline'],
		studio: [
			'preferences',
			'offline',
			'desk',
			'sessions',
			'reviewing',
			'auditing',
			'experiment',
			'visit',
		],
		// What several screens show.
		style: [],
		parts: [
			'core/words',
			'preferences',
			'offline',
			'desk',
			'studio',
			'line/calibration',
			'line/pipeline',
		],
		// Screens. None knows another.
		live: ['core/words', 'preferences', 'parts', 'desk', 'sessions', 'studio', 'line/calibration'],
		analyze: ['core/words', 'parts', 'desk', 'sessions', 'studio'],
		review: [
			'core/words',
			'parts',
			'desk',
			'sessions',
			'reviewing',
			'auditing',
			'studio',
			'line/motion',
			'line/pipeline',
			'study/audit',
			'study/dataset',
			'files',
		],
		practice: ['core/words', 'preferences', 'parts', 'studio', 'study/actor'],
		kiosk: ['core/words', 'parts', 'visit', 'studio'],
		settings: [
			'core/words',
			'parts',
			'preferences',
			'desk',
			'sessions',
			'experiment',
			'visit',
			'studio',
			'line/pipeline',
			'files',
		],
		about: ['core/words', 'parts', 'offline', 'desk', 'studio', 'files/export'],
		shell: ['core/words', 'parts', 'preferences', 'desk', 'sessions', 'experiment', 'studio'],
	},
	lab: {
		terminal: ['files/export'],
		build: ['terminal', 'study/actor'],
		serve: ['terminal'],
		browser: ['terminal', 'serve'],
		footage: ['terminal', 'build', 'browser', 'line'],
		analyze: ['terminal', 'browser', 'line', 'files'],
		animate: ['footage', 'line', 'study'],
		judge: ['line', 'study'],
		train: ['footage', 'animate', 'judge', 'line', 'study'],
		parity: ['terminal', 'browser', 'judge', 'line'],
		evaluate: [
			'terminal',
			'build',
			'footage',
			'animate',
			'analyze',
			'judge',
			'train',
			'line',
			'study',
			'files',
		],
		bench: ['lab', 'line', 'study', 'files'],
		commands: ['lab', 'line', 'study', 'files'],
	},
};

/** Doors besides `index.ts`, where page and worker, or light and heavy, are kept apart. */
const DOORS = {
	'line/camera': ['page/index.ts', 'worker/index.ts'],
	'study/actor': ['index.ts', 'page/index.ts'],
	'study/audit': ['index.ts', 'matching.ts'],
	'files/export': ['index.ts', 'writers.ts'],
	'app/style': ['*.css'],
	// Entries of `npm run`; nobody imports them.
	'lab/commands': [],
	'lab/build': ['index.ts', 'face-model/index.ts', 'vite-plugins/index.ts'],
	'lab/footage': ['index.ts', 'node/index.ts'],
	'lab/train': ['index.ts', 'spotter/index.ts', 'subjects/index.ts', 'clips/index.ts'],
};

/** Open to every room above them. */
const GROUND = ['core/kernel', 'core/statistics', 'core/record'];

const WINGS = Object.keys(HOUSE);
export const ROOMS = WINGS.flatMap((wing) =>
	Object.keys(HOUSE[wing]).map((room) => `${wing}/${room}`),
);

export const doorsOf = (room) => DOORS[room] ?? ['index.ts'];

/** Full names of the rooms that `room` may import. Throws where the table points up. */
export function mayImport(room) {
	const [wing, name] = room.split('/');
	const at = ROOMS.indexOf(room);
	const named = HOUSE[wing][name].flatMap((each) => {
		if (WINGS.includes(each)) {
			return ROOMS.filter((other) => other.startsWith(`${each}/`) && ROOMS.indexOf(other) < at);
		}
		const full = each.includes('/') ? each : `${wing}/${each}`;
		const other = ROOMS.indexOf(full);
		if (other < 0) throw new Error(`house.config.js: ${room} names ${full}, which is no room.`);
		if (other >= at) throw new Error(`house.config.js: ${full} does not stand before ${room}.`);
		if (wing === 'lab' && full.startsWith('app/')) {
			throw new Error(`house.config.js: the lab does not use the app (${room} names ${full}).`);
		}
		return [full];
	});
	const ground = GROUND.filter((other) => ROOMS.indexOf(other) < at);
	return [...new Set(wing === 'core' ? named : [...ground, ...named])];
}

/** Packages that live behind one door, and virtual modules and Node like them. */
export const PACKAGES = [
	// The bench measures MediaPipe bare, beside the app.
	{ source: '@mediapipe/*', owners: ['line/landmarks', 'lab/bench'] },
	{ source: '@litertjs/**', owners: ['line/landmarks'] },
	{
		source: '@tensorflow/*',
		owners: ['line/backend', 'line/classify', 'line/paper', 'lab/judge', 'lab/train', 'lab/parity'],
	},
	{ source: 'mediabunny', owners: ['line/camera'] },
	{ source: '{@e965/xlsx,papaparse,fast-xml-parser}', owners: ['study/dataset'] },
	{ source: 'intl-messageformat', owners: ['core/words'] },
	{ source: 'canonicalize', owners: ['app/experiment'] },
	{ source: '{svelte,svelte/**}', owners: ['app/*', 'core/words'] },
	{ source: '@lucide/svelte/**', owners: ['app/parts'] },
	{ source: 'virtual:pwa-register**', owners: ['app/offline'] },
	{ source: 'fflate', owners: ['study/dataset', 'files/export', 'lab/build'] },
	{
		source: '{node:*,node:*/**,vite,playwright-core,sirv,ws,flatbuffers,assemblyscript/**}',
		owners: ['lab/*'],
	},
];
