/**
 * Type-aware lint, and the walls between the rooms of `src`.
 *
 * A room is a folder of `src`. Other rooms come through its door only, in one direction, and every
 * outside thing (camera, MediaPipe, GPU, storage, Svelte) has one owner.
 */
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const PURE = [
	...['face', 'align', 'buffer', 'motion', 'select', 'calibration'],
	...['actor', 'audit', 'evaluation'],
];
const ADAPTERS = ['camera', 'landmarks', 'classify'];
const SCREENS = ['live', 'analyze', 'review', 'practice', 'kiosk', 'settings', 'about', 'shell'];

/** What a room may import code from, besides itself. Types may come from anywhere, by a door. */
const MAY_IMPORT = {
	kernel: [],
	face: ['kernel'],
	align: ['kernel'],
	buffer: ['kernel', 'align'],
	motion: ['kernel', 'align', 'buffer'],
	select: ['kernel', 'align', 'buffer', 'motion'],
	calibration: ['kernel'],
	actor: ['kernel', 'align', 'motion'],
	camera: ['kernel', 'actor'],
	landmarks: ['kernel', 'face'],
	classify: ['kernel', 'align', 'motion'],
	audit: ['kernel', 'motion', 'select'],
	evaluation: ['kernel'],
	dataset: ['kernel'],
	pipeline: ['kernel', ...PURE, ...ADAPTERS],
	words: [],
	export: ['motion'],
	library: ['kernel', 'motion', 'export'],
	offline: ['kernel'],
	session: [
		'kernel',
		...['actor', 'motion', 'select', 'calibration', 'audit', 'dataset', 'camera', 'pipeline'],
		...['export', 'library', 'offline', 'words'],
	],
	live: [
		'kernel',
		'motion',
		'select',
		'calibration',
		'pipeline',
		'export',
		'offline',
		'words',
		'session',
	],
	analyze: [
		'kernel',
		...['motion', 'select', 'pipeline', 'export', 'offline', 'words', 'session', 'live'],
	],
	review: [
		'kernel',
		...['motion', 'select', 'audit', 'dataset', 'pipeline', 'export', 'offline'],
		...['words', 'session', 'live'],
	],
	practice: ['kernel', 'motion', 'actor', 'pipeline', 'words', 'session', 'live'],
	experiment: ['kernel'],
	kiosk: [
		'kernel',
		...['pipeline', 'offline', 'words', 'session', 'live', 'practice', 'experiment'],
	],
	settings: [
		'kernel',
		...['pipeline', 'offline', 'words', 'session', 'live', 'experiment', 'kiosk', 'export'],
	],
	about: ['kernel', 'pipeline', 'export', 'offline', 'words', 'session', 'live'],
	shell: ['words', 'session', 'live'],
	train: ['kernel', ...PURE, 'dataset', 'classify', 'pipeline'],
};
const ROOMS = Object.keys(MAY_IMPORT);

/** Doors. A room with two sides has one for each. */
const SIDES = {
	camera: ['page/', 'worker/'],
	train: ['', 'spotter/', 'footage/', 'judge/', 'subjects/', 'clips/'],
};
const sidesOf = (room) => SIDES[room] ?? [''];

const doors = (room) => `${room}/(?:${sidesOf(room).join('|')})index\\.ts`;

const doorList = (room) =>
	sidesOf(room)
		.map((side) => `${room}/${side}index.ts`)
		.join(' or ');

function roomWalls(room) {
	const allowed = MAY_IMPORT[room];
	return ROOMS.filter((other) => other !== room).flatMap((other) => [
		{
			regex: `^(?:\\.\\./)+(?!${doors(other)}$)${other}/`,
			message: `The door of ${other} is ${doorList(other)}.`,
		},
		...(allowed.includes(other)
			? []
			: [
					{
						regex: `^(?:\\.\\./)+${other}/`,
						allowTypeImports: true,
						message:
							allowed.length === 0
								? `${room} imports no code from other rooms (types may cross).`
								: `${room} imports code only from ${allowed.join(', ')}; from ${other} only types.`,
					},
				]),
	]);
}

/** Packages with one owner. */
const PACKAGES = [
	{
		regex: '^@mediapipe/',
		owners: ['landmarks'],
		message: 'MediaPipe lives behind landmarks/index.ts.',
	},
	{
		regex: '^@tensorflow/',
		owners: ['classify', 'train'],
		message: 'TensorFlow lives behind classify/index.ts.',
	},
	{
		regex: '^mediabunny$',
		owners: ['camera'],
		message: 'Video files are opened behind camera/worker/index.ts.',
	},
	{
		regex: '^(?:@e965/xlsx|papaparse|fast-xml-parser)$',
		owners: ['dataset'],
		message: 'Annotation files are read behind dataset/index.ts.',
	},
	{
		regex: '^intl-messageformat$',
		owners: ['words'],
		message: 'Texts for people live behind words/index.ts.',
	},
	{
		regex: '^canonicalize$',
		owners: ['experiment'],
		message: 'Settings are hashed behind experiment/index.ts.',
	},
	{
		regex: '^svelte(?:/|$)',
		owners: ['session', 'offline', ...SCREENS],
		message: 'Svelte belongs to session, offline, the screens and main.ts.',
	},
	{
		regex: '^virtual:pwa-register',
		owners: ['offline'],
		message: 'The service worker is registered behind offline/index.ts.',
	},
	{
		regex: '^fflate$',
		owners: ['export', 'train'],
		message: 'Zips are written and read behind export/index.ts.',
	},
	{
		regex: '^(?:node:|vite$|playwright-core$|sirv$|ws$|flatbuffers$)',
		owners: ['train'],
		message: 'Node and its packages belong to cli and train.',
	},
];

const packageWalls = (room) =>
	PACKAGES.filter(({ owners }) => !owners.includes(room)).map(({ regex, message }) => ({
		regex,
		message,
	}));

/** Browser objects with one owner: properties of `navigator`. */
const NAVIGATOR = [
	['mediaDevices', ['camera'], 'Cameras are opened behind camera/page/index.ts.'],
	['gpu', ['classify', 'train'], 'The GPU device is owned by classify.'],
	['serial', ['experiment'], 'Serial ports are opened behind experiment/index.ts.'],
	['storage', ['offline', 'library'], 'Storage lives behind offline and library.'],
	['serviceWorker', ['offline'], 'The service worker lives behind offline/index.ts.'],
];

const STORAGE = ['localStorage', 'sessionStorage', 'indexedDB', 'caches'];

const propertyWalls = (room) => [
	...NAVIGATOR.filter(([, owners]) => !owners.includes(room)).map(([property, , message]) => ({
		object: 'navigator',
		property,
		message,
	})),
	...(PURE.includes(room) || room === 'kernel'
		? [
				{
					object: 'Math',
					property: 'random',
					message: 'Pure rooms take a seeded Random (kernel) as an argument.',
				},
			]
		: []),
];

const storageWalls = STORAGE.map((name) => ({
	name,
	message: 'Storage lives behind offline/index.ts.',
}));

/** What a pure room may not reach for: the page, the clock, timers, the network, the console. */
const IMPURE = [
	...['window', 'document', 'self', 'globalThis', 'navigator', 'location', 'console'],
	...['performance', 'Date', 'setTimeout', 'setInterval', 'queueMicrotask'],
	...['requestAnimationFrame', 'fetch', 'postMessage', 'Worker', 'crypto', 'process'],
	...['OffscreenCanvas', 'VideoFrame', 'ImageBitmap', 'createImageBitmap'],
].map((name) => ({
	name,
	message: `Pure rooms take what they need as arguments; ${name} is not theirs.`,
}));

const globalWalls = (room) => [
	...(room === 'offline' ? [] : storageWalls),
	...(PURE.includes(room) ? IMPURE : []),
];

const walls = ROOMS.map((room) => ({
	name: `fleeting/walls/${room}`,
	files: [`src/${room}/**/*.{ts,svelte}`],
	rules: {
		'@typescript-eslint/no-restricted-imports': [
			'error',
			{ patterns: [...roomWalls(room), ...packageWalls(room)] },
		],
		'no-restricted-globals': ['error', ...globalWalls(room)],
		'no-restricted-properties': ['error', ...propertyWalls(room)],
	},
}));

/** The composition root: everything through the doors, nothing of the tools. */
const rootWalls = {
	name: 'fleeting/walls/main',
	files: ['src/*.{ts,svelte}'],
	rules: {
		'@typescript-eslint/no-restricted-imports': [
			'error',
			{
				patterns: [
					...ROOMS.map((room) => ({
						regex: `^\\./(?!${doors(room)}$)${room}/`,
						message: `The door of ${room} is ${doorList(room)}.`,
					})),
					{ regex: '^\\./(?:train|cli)/', message: 'The app imports no tools.' },
					...PACKAGES.filter(({ owners }) => !owners.includes('session')).map(
						({ regex, message }) => ({ regex, message }),
					),
				],
			},
		],
		'no-restricted-globals': ['error', ...storageWalls],
		'no-restricted-properties': ['error', ...propertyWalls('main')],
	},
};

const COMPONENT_SYNTAX = [
	{
		selector: 'SvelteAttribute[key.name="style"]',
		message:
			'The content security policy refuses style attributes: use a class or style:name={value}.',
	},
	{ selector: 'ExportAllDeclaration', message: 'A door names what it exports.' },
];

/** The same in every language: names, and what is printed on keys (`kbd`) and typed (`code`). */
const UNTRANSLATED = ['Fleeting', 'AU', 'SHA-256', 'px', 'ms'];
const WORDS = `/^(?!\\s*(?:${UNTRANSLATED.join('|')})\\s*$).*[A-Za-z]{2}/s`;
const SAID_BY = '/^(?:aria-(?:label|valuetext|description)|title|placeholder|alt)$/';

/** What a person reads or hears is said by `say`, in the language they chose. */
const LITERAL_TEXTS = [
	`:not(SvelteStyleElement, SvelteElement[name.name=/^(?:code|kbd)$/]) > SvelteText[value=${WORDS}]`,
	`SvelteAttribute[key.name=${SAID_BY}] > SvelteLiteral[value=${WORDS}]`,
].map((selector) => ({
	selector,
	message: 'Texts for people come from src/core/words: say(...).',
}));

const TYPESCRIPT = ['**/*.ts', '**/*.svelte'];

export default defineConfig(
	globalIgnores(['dist/', '.cache/', 'out/', 'node_modules/', 'static/']),
	{ linterOptions: { reportUnusedDisableDirectives: 'error' } },
	{
		files: TYPESCRIPT,
		extends: [tseslint.configs.recommendedTypeChecked],
		languageOptions: {
			globals: { ...globals.browser, ...globals.worker },
			parserOptions: {
				project: ['app', 'worker', 'node'].map((side) => `src/tsconfig.${side}.json`),
				tsconfigRootDir: import.meta.dirname,
				extraFileExtensions: ['.svelte'],
			},
		},
		rules: {
			// `!` is for bounds just checked, mostly in number loops; reviews look at it.
			'@typescript-eslint/no-non-null-assertion': 'off',
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/switch-exhaustiveness-check': [
				'error',
				{ considerDefaultExhaustiveForUnions: true },
			],
			'@typescript-eslint/restrict-template-expressions': [
				'error',
				{ allowNumber: true, allowBoolean: true, allowArray: true, allowNever: true },
			],
			'no-restricted-syntax': [
				'error',
				{
					selector: 'ExportAllDeclaration',
					message: 'A door names what it exports.',
				},
			],
			eqeqeq: ['error', 'always', { null: 'ignore' }],
		},
	},
	svelte.configs.recommended,
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: tseslint.parser } },
		rules: {
			// Local dates and search parameters are no state.
			'svelte/prefer-svelte-reactivity': 'off',
			'no-restricted-syntax': ['error', ...COMPONENT_SYNTAX],
		},
	},
	{
		files: ['**/*.svelte'],
		rules: Object.fromEntries(
			// An imported component is `any` here; svelte-check knows its type and checks it.
			['argument', 'assignment', 'call', 'member-access', 'return'].map((what) => [
				`@typescript-eslint/no-unsafe-${what}`,
				'off',
			]),
		),
	},
	{
		name: 'fleeting/texts-come-from-words',
		files: ['src/app/**/*.svelte', 'src/*.svelte'],
		rules: { 'no-restricted-syntax': ['error', ...COMPONENT_SYNTAX, ...LITERAL_TEXTS] },
	},
	...walls,
	rootWalls,
	// By depth: inside a folder of cli, `../analyze/` is cli's own, not the room.
	...[
		{ files: ['src/cli/*.ts'], up: '^\\.\\./' },
		{ files: ['src/cli/*/**/*.ts'], up: '^(?:\\.\\./){2,}' },
	].map(({ files, up }) => ({
		name: 'fleeting/train-stays-apart',
		files,
		rules: {
			'@typescript-eslint/no-restricted-imports': [
				'error',
				{
					patterns: ROOMS.map((room) => ({
						regex: `${up}(?!${doors(room)}$)${room}/`,
						message: `The door of ${room} is ${doorList(room)}.`,
					})),
				},
			],
		},
	})),
	{
		files: ['**/*.js'],
		languageOptions: { globals: globals.node },
	},
);
