/**
 * Every screen in a made-up language, whose letters are no ASCII letters: what is still readable is
 * English that does not come from `core/words`.
 *
 * Left out are what is English by its nature and marked so (`lang="en"`: model cards, diagnostics, details
 * for whoever repairs a thing), code, and names that are listed here.
 */
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import App from '../../../src/App.svelte';
import type { Studio, Workspace } from '../../../src/app/studio/index.ts';
import { DEFAULT_PROFILE } from '../../../src/app/visit/index.ts';
import type { MessageKey } from '../../../src/core/words/index.ts';
import { LANGUAGES, speak } from '../../../src/core/words/index.ts';
import WithKiosk from './kiosk/WithKiosk.svelte';
import {
	FIRST,
	TRUTH,
	coded,
	measured,
	motionOf,
	pictureFolder,
	shown,
	table,
} from './review/audit/clips.ts';
import { openedOf } from './review/movements/opened.ts';
import type { Bench } from './session/orders.ts';
import { bench, settled } from './session/orders.ts';
import { engine, event, frame, pictures, quality, rejected } from './session/reports.ts';
import { studioOf } from './session/studio.ts';

/** The made-up language stands in for Chinese, whose numbers, dates and lists have no letters. */
vi.mock('../../../src/core/words/zh/index.ts', async () => {
	const { ENGLISH: english } = await import('../../../src/core/words/english.ts');
	const entries = Object.entries(english).map(([key, text]) => [key, madeUp(text)]);
	return { catalogue: Object.fromEntries(entries) as Record<MessageKey, string> };
});

/** Letters of a message as wide ones; what stands in one pair of braces is syntax, in two text again. */
function madeUp(text: string): string {
	let depth = 0;
	return [...text]
		.map((sign) => {
			if (sign === '{') depth += 1;
			if (sign === '}') depth -= 1;
			const isLetter = depth % 2 === 0 && /[A-Za-z]/.test(sign);
			return isLetter ? String.fromCodePoint(sign.codePointAt(0)! + 0xfee0) : sign;
		})
		.join('');
}

/** Of the product, of what it is made of, of languages, data sets and measures: the same everywhere. */
const NAMES = [
	'Fleeting',
	'MediaPipe Tasks Vision',
	'TensorFlow.js',
	'Mediabunny',
	'Svelte',
	'Workbox',
	'Lucide',
	'Apache-2.0',
	'MPL-2.0',
	'MIT',
	'ISC',
	'WebGPU',
	'SHA-256',
	'UF1',
	'UAR',
	'AU',
	'px200',
	'ms',
	'MB',
	'SAMM Long Videos',
	'CASME II',
	'CASME',
	'CAS(ME)²',
	'CAS(ME)³',
	'SAMM',
	'SMIC',
	'MMEW',
	'4DME',
	'DFME',
	...LANGUAGES.map(({ name }) => name),
];
/** What the tests and the shipped figures call networks, files and notices of their own. */
const MADE_UP =
	/fleeting-live \d|kiosk-\d|trial \d|clips\/\d|talk\.mp4|\b\d\.(?:mp4|csv|eaf|xlsx)\b|(?:docs|examples)\/[\w-]+\.md|\bP\d\b/g;

const SAID_BY = [
	'aria-label',
	'aria-valuetext',
	'aria-description',
	'aria-roledescription',
	'title',
	'placeholder',
	'alt',
	'label',
];
/** English by its nature. */
const ENGLISH_PARTS = 'script, style, code, body [lang="en"]';

/** What a person could read or hear below `root` that is in no language of the app. */
function readable(root: Element): string[] {
	const found = new Set<string>();
	const look = (text: string, where: Element): void => {
		if (where.closest(ENGLISH_PARTS) !== null) return;
		const rest = NAMES.reduce(
			(left, name) => left.replaceAll(name, ' '),
			text.replace(MADE_UP, ' '),
		);
		if (/[A-Za-z]{2}/.test(rest)) found.add(text.replace(/\s+/g, ' ').trim());
	};
	const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
	for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
		look(node.nodeValue ?? '', node.parentElement!);
	}
	for (const element of root.querySelectorAll('*')) {
		for (const name of SAID_BY) {
			const text = element.getAttribute(name);
			if (text !== null) look(text, element);
		}
	}
	return [...found];
}

let at: Bench;
let studio: Studio;
beforeAll(() => speak('zh'));
afterEach(() => {
	studio.reviews.close();
	studio.kiosk.close();
	studio.bus.close();
	at.desk.close();
});

function ready(): void {
	const network = new URL('/models/live', location.href).href;
	at = bench({}, { assets: { mediapipe: '', litert: '', faceModel: '', network, tfjsWasm: '' } });
	studio = studioOf(at.desk);
	at.report({ kind: 'ready', engine });
}

async function open(workspace: Workspace, part?: 'annotations'): Promise<void> {
	if (part === undefined) studio.route.go(workspace);
	else studio.route.go(workspace, part);
	await render(App, { props: { studio } });
	// Every workspace but Live comes when it is asked for.
	const heading = (): Element | null => document.querySelector('main :is(h1, h2)');
	await vi.waitFor(() => expect(heading()).not.toBeNull(), { timeout: 20_000 });
	await settled();
}

const english = (): string[] => [...readable(document.body), ...readable(document.head)];
const opened = (): string[] => {
	for (const each of document.querySelectorAll('details')) each.open = true;
	return english();
};

test('the made-up language is one: English would be found', async () => {
	expect(madeUp('{n, plural, one {# clip} other {# clips}} of {all}')).toBe(
		'{n, plural, one {# ｃｌｉｐ} other {# ｃｌｉｐｓ}} ｏｆ {all}',
	);
	ready();
	await open('live');
	document.querySelector('main')!.append('Something said in English');
	expect(english()).toEqual(['Something said in English']);
});

for (const workspace of ['live', 'analyze', 'review', 'practice', 'settings', 'about'] as const) {
	test(`${workspace}, as it opens`, async () => {
		ready();
		await open(workspace);
		if (workspace === 'about')
			await vi.waitFor(() => expect(document.querySelector('table')).not.toBeNull(), {
				timeout: 20_000,
			});
		await settled();
		expect(opened()).toEqual([]);
	});
}

function measureSome(): void {
	at.report({ kind: 'started', width: 640, height: 480 });
	for (let index = 0; index < 60; index++) at.report(frame(index));
	at.report({ kind: 'event-found', event: event('e1', [12, 16, 21]), pictures: pictures() });
	at.report({ kind: 'candidate-rejected', rejected: rejected('r1', [32, 36, 41]) });
	at.report({ kind: 'candidate-rejected', rejected: rejected('r2', [42, 46, 51], 'too-weak') });
}

test('live with what it found, and stopped', async () => {
	ready();
	await open('live');
	await at.desk.startActor();
	measureSome();
	await settled();
	expect(opened()).toEqual([]);
	at.report({ kind: 'stopped', quality: quality(60), fault: null });
	await settled();
	expect(opened()).toEqual([]);
});

test('live without a camera, and after a fault', async () => {
	ready();
	await open('live');
	await at.desk.startActor();
	at.report({ kind: 'started', width: 640, height: 480 });
	at.report({
		kind: 'stopped',
		quality: quality(0),
		fault: { code: 'camera/denied', detail: 'x' },
	});
	await settled();
	expect(opened()).toEqual([]);
});

test('analyze with a finished video, a broken one and one that waits', async () => {
	ready();
	studio.queue.add(['1.mp4', '2.mp4', '3.mp4'].map((name) => new File(['x'], name)));
	await open('analyze');
	measureSome();
	at.report({ kind: 'stopped', quality: quality(60), fault: null });
	await settled();
	at.report({
		kind: 'stopped',
		quality: quality(0),
		fault: { code: 'file/not-video', detail: 'x' },
	});
	await settled();
	at.report({ kind: 'started', width: 640, height: 480 });
	at.report({ kind: 'file-progress', doneMs: 1000, totalMs: 2000 });
	await settled();
	expect(opened()).toEqual([]);
});

test('review of a session', async () => {
	ready();
	const session = openedOf();
	studio.reviews.open(session.opened);
	await open('review');
	expect(opened()).toEqual([]);
});

const clip = (name: string, ...rows: readonly string[]) => [
	...pictureFolder(name),
	table('1.csv', ...rows),
];

test('annotations, chosen: rows skipped and amended, files that cannot be read', async () => {
	ready();
	await studio.audit.take([
		...clip(
			'1',
			coded('1', '1', '1', 6),
			coded('9', '2', '1', 0),
			'1,1,2,x,2,3,30',
			'1,1,3,140,150,130,30',
			'1,1,4,500,505,510,30',
			',1,,1,,,',
			'1,1,4,140,-,150,?',
		),
		{ path: '2.csv', file: new File(['1,2\n3,4\n'], '2.csv') },
		{ path: '3.csv', file: new File([''], '3.csv') },
		{ path: '4.eaf', file: new File(['<a>'], '4.eaf') },
		{ path: '5.eaf', file: new File(['<a></a>'], '5.eaf') },
		{ path: '6.xlsx', file: new File(['PK\u0003\u0004 nothing'], '6.xlsx') },
	]);
	await open('review', 'annotations');
	expect(opened()).toEqual([]);
});

test(
	'annotations, audited: results, a movement in pictures, saving, groups',
	{ timeout: 60_000 },
	async () => {
		ready();
		await studio.audit.take([
			...pictureFolder('1'),
			...pictureFolder('2'),
			table(
				'1.csv',
				coded('1', '1', '1', 6),
				coded('1', '1', '2', 0),
				coded('2', '2', '1', 6),
				`2,2,2,${FIRST + TRUTH.onset},${FIRST + TRUTH.onset - 5},${FIRST + 5000},30`,
			),
		]);
		await open('review', 'annotations');
		const measuring = studio.audit.run();
		for (const seed of [1, 2]) {
			await vi.waitFor(
				() => expect(at.commands.filter(({ kind }) => kind === 'measure')).toHaveLength(seed),
				10_000,
			);
			await settled();
			expect(opened()).toEqual([]);
			at.report(measured(motionOf(seed)));
		}
		await measuring;
		await vi.waitFor(() => expect(document.querySelector('select')).not.toBeNull(), 5000);
		const compare = document.querySelector('select')!;
		for (const { value } of [...compare.options]) {
			compare.value = value;
			compare.dispatchEvent(new Event('change', { bubbles: true }));
			await settled();
			expect(opened()).toEqual([]);
		}
		for (const row of document.querySelectorAll<HTMLElement>('tbody button')) {
			row.click();
			await settled();
			expect(opened()).toEqual([]);
		}
		await vi.waitFor(() => expect(at.commands.at(-1)!.kind).toBe('show-frames'));
		const last = at.commands.at(-1)!;
		if (last.kind === 'show-frames') at.report(shown(last.frames));
		await settled();
		expect(opened()).toEqual([]);
		await studio.audit.take([]);
		await settled();
		expect(opened()).toEqual([]);
	},
);

test('every place of a kiosk', async () => {
	ready();
	await studio.kiosk.begin({
		profile: { ...DEFAULT_PROFILE, autostart: false },
		pin: '1234',
		refused: [],
	});
	await render(WithKiosk, { props: { studio } });
	const seen = new Set<string>();
	for (const happening of [
		null,
		...(['started', 'touched', 'agreed', 'faulted', 'recovered', 'idle', 'answered'] as const),
		...(['finished', 'wiped', 'practised', 'finished', 'wiped', 'staff-came'] as const),
	]) {
		if (happening !== null) studio.kiosk.happen(happening);
		await settled();
		if (happening === 'agreed') {
			at.report({ kind: 'stopped', quality: quality(1), fault: null });
			await settled();
			measureSome();
			await settled();
		}
		seen.add(studio.kiosk.place);
		expect(opened(), studio.kiosk.place).toEqual([]);
	}
	expect([...seen].sort()).toEqual([
		'asking',
		'attract',
		'consent',
		'measuring',
		'out-of-order',
		'practice',
		'ready',
		'staff',
		'wiping',
	]);
});
