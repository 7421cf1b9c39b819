/**
 * Type-aware lint, and the walls of the house: `house.config.js` has the table of rooms, what each
 * may import and the packages with one owner; here it is held. Every outside thing (camera, GPU,
 * storage) has one owner too.
 */
import boundaries from 'eslint-plugin-boundaries';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { PACKAGES, ROOMS, doorsOf, mayImport } from './house.config.js';

/** Rooms that see no page, no clock and no chance: those reach them as arguments. */
const PURE = [
	...['kernel', 'statistics', 'record'].map((room) => `core/${room}`),
	...['face', 'align', 'buffer', 'motion', 'select', 'calibration'].map((room) => `line/${room}`),
	...['actor', 'audit', 'evaluation'].map((room) => `study/${room}`),
];
/** Parts of pure rooms that are not: the actor's page side has a worker and a clock. */
const IMPURE_PARTS = ['src/study/actor/page/**'];

const listOf = (names) => new Intl.ListFormat('en').format(names);

/** Rooms by their door: most have `index.ts`, and one policy serves them all. */
function doorPolicies(rooms) {
	const doors = [...new Set(rooms.map((room) => doorsOf(room).join()))];
	const byDoor = doors.map((door) => rooms.filter((room) => doorsOf(room).join() === door));
	return byDoor.map((alike) => ({
		allow: { to: { element: { type: alike, fileInternalPath: doorsOf(alike[0]) } } },
	}));
}

const ownedPackages = PACKAGES.map(({ source, owners }) => ({
	disallow: { to: { module: { source } } },
	message: `This package belongs to ${listOf(owners)}.`,
}));

const isOwner = (owner, room) => owner === room || owner === `${room.split('/')[0]}/*`;

/**
 * What the files of a room may import: rooms by their doors, and packages. The last policy that
 * fits decides.
 */
const wallsOf = (name, files, policies) => ({
	name: `fleeting/walls/${name}`,
	files,
	plugins: { boundaries },
	settings: {
		'boundaries/elements': ROOMS.map((room) => ({ type: room, pattern: `src/${room}` })),
		// The composition root stands in no room.
		'boundaries/files': [{ category: 'root', pattern: 'src/*.{ts,svelte}' }],
		'boundaries/include': ['src/**/*'],
		'import/resolver': { node: { extensions: ['.ts', '.svelte', '.js', '.json', '.css'] } },
	},
	rules: {
		'boundaries/dependencies': [
			'error',
			{
				default: 'disallow',
				checkAllOrigins: true,
				message: `${name} may not import {{to.element.type}}{{to.module.source}} this way: house.config.js says what it may, and through which door.`,
				policies: [
					{ allow: { to: { module: { origin: ['external', 'core'] } } } },
					...ownedPackages,
					...policies,
				],
			},
		],
	},
});

const walls = [
	...ROOMS.map((room) =>
		wallsOf(
			room,
			[`src/${room}/**/*.{ts,svelte}`],
			[
				...doorPolicies(mayImport(room)),
				...PACKAGES.filter(({ owners }) => owners.some((owner) => isOwner(owner, room))).map(
					({ source }) => ({ allow: { to: { module: { source } } } }),
				),
			],
		),
	),
	wallsOf(
		'The composition root',
		['src/*.{ts,svelte}'],
		[
			...doorPolicies(ROOMS.filter((room) => !room.startsWith('lab/'))),
			{ allow: { to: { file: { categories: 'root' } } } },
			{ allow: { to: { module: { source: 'svelte' } } } },
		],
	),
];

/** Browser objects with one owner: properties of `navigator`. */
const NAVIGATOR = [
	// What the bench measures the app beside opens a camera without it.
	[
		'mediaDevices',
		['line/camera', 'lab/bench'],
		'Cameras are opened behind line/camera/page/index.ts.',
	],
	['gpu', ['line/backend', 'lab/train'], 'The GPU device is owned by line/backend.'],
	['serial', ['app/experiment'], 'Serial ports are opened behind app/experiment/index.ts.'],
	[
		'storage',
		['app/offline', 'files/library'],
		'Storage lives behind app/offline and files/library.',
	],
	['serviceWorker', ['app/offline'], 'The service worker lives behind app/offline/index.ts.'],
];

const STORAGE = ['localStorage', 'sessionStorage', 'indexedDB', 'caches'];
const STORAGE_OWNERS = ['app/preferences', 'app/offline'];

/** What a pure room may not reach for: the page, the clock, timers, the network, the console. */
const IMPURE = [
	'window',
	'document',
	'self',
	'globalThis',
	'navigator',
	'location',
	'console',
	'performance',
	'Date',
	'setTimeout',
	'setInterval',
	'queueMicrotask',
	'requestAnimationFrame',
	'fetch',
	'postMessage',
	'Worker',
	'process',
	'OffscreenCanvas',
	'VideoFrame',
	'ImageBitmap',
	'createImageBitmap',
];

const storageGlobals = STORAGE.map((name) => ({
	name,
	message: 'Storage lives behind app/preferences/index.ts and app/offline/index.ts.',
}));
const impureGlobals = IMPURE.map((name) => ({
	name,
	message: `Pure rooms take what they need as arguments; ${name} is not theirs.`,
}));

const outsideThings = ROOMS.map((room) => ({
	name: `fleeting/outside-things/${room}`,
	files: [`src/${room}/**/*.{ts,svelte}`],
	rules: {
		'no-restricted-globals': [
			'error',
			...(STORAGE_OWNERS.includes(room) ? [] : storageGlobals),
			...(PURE.includes(room) ? impureGlobals : []),
		],
		'no-restricted-properties': [
			'error',
			...NAVIGATOR.filter(([, owners]) => !owners.includes(room)).map(([property, , message]) => ({
				object: 'navigator',
				property,
				message,
			})),
			...(PURE.includes(room)
				? [
						{
							object: 'Math',
							property: 'random',
							message: 'Pure rooms take a seeded Random (core/kernel) as an argument.',
						},
					]
				: []),
		],
	},
}));

const rootThings = {
	name: 'fleeting/outside-things/root',
	files: ['src/*.{ts,svelte}'],
	rules: {
		'no-restricted-globals': ['error', ...storageGlobals],
		'no-restricted-properties': [
			'error',
			...NAVIGATOR.map(([property, , message]) => ({ object: 'navigator', property, message })),
		],
	},
};

/** `...{ a, b }` in a literal says what `a, b` says, and only defeats the formatter. */
const SPREADS = [
	'ObjectExpression > SpreadElement > ObjectExpression',
	'ArrayExpression > SpreadElement > ArrayExpression',
].map((selector) => ({ selector, message: 'Write the properties or elements themselves.' }));

const COMPONENT_SYNTAX = [
	{
		selector: 'SvelteAttribute[key.name="style"]',
		message:
			'The content security policy refuses style attributes: use a class or style:name={value}.',
	},
	{ selector: 'ExportAllDeclaration', message: 'A door names what it exports.' },
	...SPREADS,
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
	globalIgnores(['dist/', '.cache/', 'out/', 'node_modules/', 'static/', '**/*.as.ts']),
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
				...SPREADS,
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
	...outsideThings,
	rootThings,
	{
		name: 'fleeting/outside-things/exceptions',
		files: IMPURE_PARTS,
		rules: { 'no-restricted-globals': ['error', ...storageGlobals] },
	},
	{
		files: ['**/*.js'],
		languageOptions: { globals: globals.node },
	},
);
