/** A studio to set scenes in, and what stands before its camera: a drawn face that never moves. */
import type { EventPictures } from '../../src/core/record/index.ts';
import type { DeskOptions, OpenSource, Sources } from '../../src/app/desk/index.ts';
import type { SessionLibraryOptions } from '../../src/app/sessions/index.ts';
import { SessionLibrary } from '../../src/app/sessions/index.ts';
import type { Studio, Workspace } from '../../src/app/studio/index.ts';
import type { KioskParts } from '../../src/app/visit/index.ts';
import { LibraryError } from '../../src/files/library/index.ts';
import type { StoredSession } from '../../src/files/library/index.ts';
import App from '../../src/App.svelte';
import type { Bench } from '../browser/app/session/orders.ts';
import { bench, openSource, settled } from '../browser/app/session/orders.ts';
import { engine, event, frame, rejected } from '../browser/app/session/reports.ts';
import { studioOf } from '../browser/app/session/studio.ts';
import type { Scene } from './story.ts';

export interface Stand extends Bench {
	readonly studio: Studio;
	/** The app on one of its workspaces. */
	readonly app: (workspace: Workspace, part?: string, after?: Scene['after']) => Scene;
	readonly close: () => void;
}

export interface StandOptions {
	readonly sources?: Partial<Sources>;
	readonly desk?: Partial<DeskOptions>;
	readonly kiosk?: Partial<KioskParts>;
	/** What is kept on this device; null: the browser keeps nothing. @default none */
	readonly sessions?: readonly StoredSession[] | null;
	/** False: models are still being loaded. @default true */
	readonly ready?: boolean;
}

/** Where the app's own model files lie. */
const network = (): string => new URL('/models/live', location.href).href;

export async function stand(options: StandOptions = {}): Promise<Stand> {
	const { sources, desk, kiosk, sessions = [], ready = true } = options;
	const at = bench(
		{
			openCamera: () => Promise.resolve(drawnSource('front camera')),
			openActor: () => Promise.resolve(drawnSource('built-in actor')),
			...sources,
		},
		{
			assets: { mediapipe: '', litert: '', faceModel: '', network: network(), tfjsWasm: '' },
			...desk,
		},
	);
	const common = studioOf(at.desk, kiosk);
	const library = new SessionLibrary({
		open: shelfWith(sessions),
		preferences: common.preferences,
		desk: at.desk,
	});
	const studio: Studio = { ...common, library };
	if (ready) at.report({ kind: 'ready', engine });
	await settled();
	const close = (): void => {
		studio.reviews.close();
		studio.kiosk.close();
		studio.bus.close();
		studio.library.close();
		studio.route.close();
		studio.traffic.close();
		at.desk.close();
	};
	return {
		...at,
		studio,
		close,
		app: (workspace, part, after) => {
			studio.route.go(workspace, part);
			return {
				studio,
				part: App,
				props: { studio },
				close,
				...(after === undefined ? {} : { after }),
			};
		},
	};
}

function shelfWith(sessions: readonly StoredSession[] | null): SessionLibraryOptions['open'] {
	return () => ({
		record: () => {},
		buffer: (bytes: number) => new ArrayBuffer(bytes),
		configure: () => {},
		ask: (what: string) =>
			what === 'list' && sessions !== null
				? Promise.resolve(sessions)
				: Promise.reject(new LibraryError(sessions === null ? 'absent' : 'missing', 'a gallery')),
		close: () => {},
	});
}

/** Eight seconds measured, with three movements, a mark and what was no movement. */
export async function measure(at: Stand, kind: 'actor' | 'camera' = 'actor'): Promise<void> {
	await (kind === 'actor' ? at.desk.startActor() : at.desk.startCamera());
	await settled();
	at.report({ kind: 'started', width: 640, height: 480 });
	for (let index = 0; index < 240; index++) {
		const near = [45, 126, 224].map((apex) => 1.4 * Math.exp(-(((index - apex) / 4) ** 2)));
		at.report(frame(index, { motion: { lipCornerLeft: 0.15 + Math.max(...near) } }));
	}
	for (const [name, ...keys] of [
		['e1', 40, 45, 52],
		['e2', 120, 126, 133],
		['e3', 218, 224, 230],
	] as const) {
		const found = event(name, keys, name === 'e2' ? null : undefined);
		at.report({ kind: 'event-found', event: found, pictures: facePictures() });
	}
	at.report({ kind: 'candidate-rejected', rejected: rejected('r1', [80, 84, 90]) });
	at.report({ kind: 'candidate-rejected', rejected: rejected('r2', [180, 190, 196], 'too-weak') });
}

export function drawnSource(label: string): OpenSource {
	const canvas = document.createElement('canvas');
	drawFace(canvas, 640, 480, 0);
	return { ...openSource(label), view: { kind: 'canvas', canvas } };
}

/** @param smile how far the corners of the mouth are up, in hundredths of the height */
export function drawFace(
	canvas: HTMLCanvasElement | OffscreenCanvas,
	width: number,
	height: number,
	smile: number,
): ImageData {
	canvas.width = width;
	canvas.height = height;
	const context = canvas.getContext('2d') as CanvasRenderingContext2D;
	const unit = height / 100;
	const oval = (x: number, y: number, rx: number, ry: number, colour: string): void => {
		context.fillStyle = colour;
		context.beginPath();
		context.ellipse(width / 2 + x * unit, y * unit, rx * unit, ry * unit, 0, 0, 7);
		context.fill();
	};
	const light = context.createLinearGradient(0, 0, width, 0);
	light.addColorStop(0, '#39424e');
	light.addColorStop(1, '#c3ccd4');
	context.fillStyle = light;
	context.fillRect(0, 0, width, height);
	oval(0, 105, 42, 30, '#5c4a6e');
	oval(0, 48, 25, 34, '#c99877');
	for (const side of [-1, 1]) {
		oval(side * 10, 42, 4.5, 2.6, '#f4efe8');
		oval(side * 10, 42, 2, 2.2, '#3b2a20');
	}
	context.strokeStyle = '#8a4a44';
	context.lineWidth = 2 * unit;
	context.beginPath();
	context.moveTo(width / 2 - 10 * unit, (66 - smile) * unit);
	context.quadraticCurveTo(
		width / 2,
		(69 + smile) * unit,
		width / 2 + 10 * unit,
		(66 - smile) * unit,
	);
	context.stroke();
	return context.getImageData(0, 0, width, height);
}

/** Onset, apex and offset of a smile. */
export function facePictures(size = 100): EventPictures {
	const canvas = document.createElement('canvas');
	const [onset, apex, offset] = [0, 3, 0.5].map(
		(smile) => drawFace(canvas, size, size, smile).data,
	);
	return {
		size,
		onset: onset!,
		apex: apex!,
		offset: offset!,
		difference: Uint8ClampedArray.from({ length: size * size }, (_, at) =>
			Math.abs(apex![4 * at]! - onset![4 * at]!),
		),
	};
}
