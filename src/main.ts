/**
 * Composition root: builds the parts, hands them to the screens.
 *
 * `?source=actor` starts the built-in actor straight away, `?backend=webgpu|webgl|wasm` forces where
 * the network runs, `?tracker=mesh|landmarker` what follows the face, `?screen=live|analyze|review|practice|settings|about` names the workspace, `?lang=` the language,
 * `?actor=0..4` is who plays and `?show=proof` the fixed performance of the tests instead of the endless demo.
 */
import { mount } from 'svelte';
import Root from './Root.svelte';
import { listCameras, openCamera, watchCameras } from './line/camera/page/index.ts';
import { openActor } from './study/actor/page/index.ts';
import type { BackendChoice } from './core/record/index.ts';
import { TRACKER_CHOICES } from './core/record/index.ts';
import { OfflineState, sharedFiles, watchLaunches } from './app/offline/index.ts';
import { Preferences, pageStorage } from './app/preferences/index.ts';
import { Study, TriggerBus, studyInAddress } from './app/experiment/index.ts';
import { Kiosk, UNWIPED, readProfile, without } from './app/visit/index.ts';
import { LineClient, assetsAt } from './line/pipeline/index.ts';
import type { Sources } from './app/desk/index.ts';
import type { Studio } from './app/studio/index.ts';
import { Appearance } from './app/preferences/index.ts';
import { Audit, auditLine } from './app/auditing/index.ts';
import {
	CALIBRATIONS,
	CAMERA,
	Desk,
	FALSE_ALARMS,
	FileQueue,
	READING_COVERAGE,
} from './app/desk/index.ts';
import { LibraryClient } from './files/library/index.ts';
import { Reviews } from './app/reviewing/index.ts';
import { Route, WORKSPACES } from './app/studio/index.ts';
import { SOFTWARE_FPS, drawnInSoftware } from './app/parts/index.ts';
import { SessionLibrary, VisitSessions } from './app/sessions/index.ts';
import { Traffic } from './app/offline/index.ts';
import './app/style/tokens.css';
import './app/style/base.css';

declare const __FLEETING_VERSION__: string;

const search = new URLSearchParams(location.search);

const folder = (path: string): string =>
	new URL(`${import.meta.env.BASE_URL}${path}`, document.baseURI).href;

const assets = assetsAt(folder);

/** What must be in the store for the product to run offline; the page itself comes with them. */
const needed = [
	folder('models/actor/portrait-0.bin'),
	`${assets.mediapipe}/vision_wasm_module_internal.js`,
	`${assets.mediapipe}/vision_wasm_module_internal.wasm`,
	`${assets.litert}/litert_wasm_compat_internal.wasm`,
	`${assets.faceModel}/face.json`,
	`${assets.faceModel}/face.task`,
	`${assets.faceModel}/mesh.tflite`,
	`${assets.faceModel}/detector.tflite`,
	`${assets.network}/model.json`,
	`${assets.network}/weights.bin`,
	// Fetched only where there is neither WebGPU nor WebGL; which of the two, the processor decides.
	`${assets.tfjsWasm}/tfjs-backend-wasm.wasm`,
	`${assets.tfjsWasm}/tfjs-backend-wasm-simd.wasm`,
];

const sources: Sources = {
	async openCamera(deviceId, onFault) {
		const previewFps = drawnInSoftware() ? SOFTWARE_FPS : null;
		const camera = await openCamera({ deviceId, previewFps, onFault });
		try {
			return {
				label: camera.label,
				view: { kind: 'stream', stream: camera.stream, preview: camera.preview },
				// Frames begin to flow when the line asks, not while models still load.
				get spec() {
					return camera.source;
				},
				deviceId: camera.deviceId,
				pace: () => null,
				close: () => camera.close(),
			};
		} catch (error) {
			camera.close();
			throw error;
		}
	},
	openActor(onFault) {
		const canvas = document.createElement('canvas');
		const seed = Number(search.get('actor') ?? 0);
		let pace = 1;
		const actor = openActor({
			canvas: canvas.transferControlToOffscreen(),
			seed,
			portrait: seed === 0 ? folder('models/actor/portrait-0.bin') : null,
			show: search.get('show') === 'proof' ? 'proof' : 'demo',
			shownFps: drawnInSoftware() ? SOFTWARE_FPS : null,
			onPace: (measured) => (pace = measured),
			onFault,
		});
		return Promise.resolve({
			label: 'built-in actor',
			view: { kind: 'canvas', canvas },
			spec: actor.source,
			deviceId: null,
			pace: () => pace,
			close: () => actor.close(),
		});
	},
	listCameras,
	watchCameras,
};

/** At once where the browser does not tell. */
function whenIdle(work: () => void): void {
	if ('requestIdleCallback' in globalThis) requestIdleCallback(work, { timeout: 2000 });
	else work();
}

const BACKENDS: readonly BackendChoice[] = ['auto', 'webgpu', 'webgl', 'wasm'];
const backend = BACKENDS.find((name) => name === search.get('backend')) ?? 'auto';

const tracker = TRACKER_CHOICES.find((name) => name === search.get('tracker')) ?? 'auto';

const preferences = new Preferences(pageStorage());
addEventListener('storage', preferences.reread);
const traffic = new Traffic();
const study = new Study(preferences);
const desk = new Desk({
	openLine: (onReport) => new LineClient(onReport),
	onReport: (report) => {
		traffic.apply(report);
		// Everything is there, or will not come: nobody waits for the connection anymore.
		if (report.kind === 'ready' || report.kind === 'faulted') whenIdle(() => offline.begin());
	},
	sources,
	assets,
	version: __FLEETING_VERSION__,
	backend,
	tracker,
	settings: {
		falseAlarmsPerMinute: preferences.get(FALSE_ALARMS),
		readingCoverage: preferences.get(READING_COVERAGE),
	},
	cameraId: preferences.get(CAMERA),
	calibrations: preferences.get(CALIBRATIONS),
	remember: ({ cameraId, calibrations, falseAlarmsPerMinute, readingCoverage }) => {
		if (calibrations !== undefined) preferences.set(CALIBRATIONS, calibrations);
		if (cameraId !== undefined) preferences.set(CAMERA, cameraId);
		if (falseAlarmsPerMinute !== undefined) preferences.set(FALSE_ALARMS, falseAlarmsPerMinute);
		if (readingCoverage !== undefined) preferences.set(READING_COVERAGE, readingCoverage);
	},
	study,
});
const queue = new FileQueue(desk);
const audit = new Audit(auditLine(desk));
const offline = new OfflineState(needed);
const appearance = new Appearance(preferences, document.documentElement);
const bus = new TriggerBus(desk, study);
const library = new SessionLibrary({
	open: (listeners) => new LibraryClient(listeners),
	preferences,
	desk,
});
const kiosk = new Kiosk({
	desk,
	queue,
	audit,
	study,
	bus,
	offline,
	preferences,
	appearance,
	store: library,
	root: document,
	reload: () => location.reload(),
	left: () => history.replaceState(null, '', without(location.href, 'kiosk')),
	now: () => Date.now(),
});

const studio: Studio = {
	desk,
	queue,
	audit,
	library,
	reviews: new Reviews(preferences),
	visit: new VisitSessions(desk, queue, library),
	route: new Route(window),
	traffic,
	offline,
	preferences,
	appearance,
	study,
	bus,
	kiosk,
};

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no #app');
// Words first: a screen is never shown in one language and then in another.
await studio.appearance.begin(search.get('lang'), navigator.languages).catch(() => {});
const profile = readProfile(search);
await openStudy();
if (profile !== null) {
	// Before anything else can read it there.
	if (search.has('pin')) history.replaceState(null, '', without(location.href, 'pin'));
	await kiosk.begin(profile);
} else await finishVisit().catch(() => {});
mount(Root, { target, props: { studio } });

if (profile === null && search.get('source') === 'actor') void desk.startActor();

/**
 * The study in the address, else the one of the last visit. Whoever embeds the app or sets up a kiosk
 * answers for theirs; to others it is offered.
 */
async function openStudy(): Promise<void> {
	try {
		const named = studyInAddress(search);
		const embedded = window.parent !== window;
		if (named === null) await study.resume();
		else if (embedded || profile !== null) await study.begin(named, !embedded);
		else await study.offer(named);
	} catch (error) {
		study.refuse(error);
	}
	bus.follow();
}

/**
 * A kiosk's page died with somebody before it. Wiped now: what is recorded from here on is no
 * visitor's, and the next kiosk must not take it for one's.
 */
async function finishVisit(): Promise<void> {
	const since = preferences.get(UNWIPED);
	if (since === null) return;
	desk.calibration.forget();
	await library.removeSince(Date.parse(since));
	preferences.set(UNWIPED, null);
}

/** Videos opened with the installed app, or shared with it by another: straight into the queue. */
function analyze(files: readonly File[]): void {
	if (files.length === 0) return;
	studio.queue.add(files);
	studio.route.go('analyze');
}
if (profile === null) {
	watchLaunches(({ files, address }) => {
		const screen = WORKSPACES.find((name) => name === address?.searchParams.get('screen'));
		if (screen !== undefined) studio.route.go(screen);
		analyze(files);
	});
	sharedFiles(search, analyze);
}
