/**
 * Drawing only when something changed, and everything that did in the same frame of the window: at the
 * screen's pace, or `SOFTWARE_FPS` times a second where the processor draws. With reduced motion it is
 * twice a second: the figures stay current and nothing glides.
 */
import { SOFTWARE_FPS, drawnInSoftware } from './software-graphics.ts';

const CALM_MS = 500;

interface Drawing {
	readonly changed: () => unknown;
	readonly draw: () => void;
	readonly every: number;
	drawn: unknown;
	drawnAt: number;
	passed: number;
}

const drawings = new Set<Drawing>();
const calm = globalThis.matchMedia?.('(prefers-reduced-motion: reduce)');
let waiting = false;

/**
 * `changed`: what the drawing depends on, compared by identity; it may read no layout that the page has
 * to make first. `every`: at most every that many turns of the screen; where the processor draws, each
 * turn counts. Returns how to stop.
 */
export function redrawWhen(changed: () => unknown, draw: () => void, every = 1): () => void {
	const nothing = Symbol('nothing yet');
	const drawing = { changed, draw, every, drawn: nothing, drawnAt: -Infinity, passed: every };
	drawings.add(drawing);
	next();
	return () => void drawings.delete(drawing);
}

function next(): void {
	if (waiting || drawings.size === 0) return;
	waiting = true;
	// An animation frame that is asked for makes the browser draw, whether anything changed or not.
	if (drawnInSoftware()) setTimeout(lookRound, 1000 / SOFTWARE_FPS);
	else requestAnimationFrame(drawChanged);
}

function lookRound(): void {
	const any = [...drawings].some((each) => each.changed() !== each.drawn);
	if (any && !document.hidden) requestAnimationFrame(drawChanged);
	else again();
}

function drawChanged(now: number): void {
	// First: one that throws must not end the others.
	again();
	for (const each of drawings) {
		each.passed += 1;
		const early = !drawnInSoftware() && each.passed < each.every;
		if (early || (calm?.matches && now - each.drawnAt < CALM_MS)) continue;
		const state = each.changed();
		if (state === each.drawn) continue;
		each.drawn = state;
		each.drawnAt = now;
		each.passed = 0;
		each.draw();
	}
}

function again(): void {
	waiting = false;
	next();
}

/**
 * The context of a drawing that changes with every frame, rasterised by the processor: without a
 * GPU, thin paths through a software GPU cost several times as much as the measurement itself.
 */
export const drawingContext = (canvas: HTMLCanvasElement): CanvasRenderingContext2D =>
	canvas.getContext('2d', { willReadFrequently: true })!;

/** Makes a canvas as sharp as the screen; returns its size in CSS pixels. */
export function fitCanvas(
	canvas: HTMLCanvasElement,
	context: CanvasRenderingContext2D,
): { readonly width: number; readonly height: number } {
	const { clientWidth: width, clientHeight: height } = canvas;
	const ratio = globalThis.devicePixelRatio || 1;
	const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
	if (canvas.width !== w) canvas.width = w;
	if (canvas.height !== h) canvas.height = h;
	context.setTransform(ratio, 0, 0, ratio, 0, 0);
	return { width, height };
}
