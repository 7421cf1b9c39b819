/**
 * Drawing at most once per animation frame, and only when something changed.
 *
 * `every`: at most every that many animation frames; a slow screen then draws less and leaves the
 * time to the measurement. Returns how to stop. With reduced motion it draws twice a second: the
 * figures stay current and nothing glides.
 */
const CALM_MS = 500;

export function redrawWhen(changed: () => unknown, draw: () => void, every = 1): () => void {
	const calm = matchMedia('(prefers-reduced-motion: reduce)');
	let drawn: unknown = Symbol('nothing yet');
	let drawnAt = -Infinity;
	let passed = every;
	let request = 0;
	const step = (now: number): void => {
		request = requestAnimationFrame(step);
		passed += 1;
		if (passed < every || (calm.matches && now - drawnAt < CALM_MS)) return;
		const state = changed();
		if (state === drawn) return;
		drawn = state;
		drawnAt = now;
		passed = 0;
		draw();
	};
	request = requestAnimationFrame(step);
	return () => cancelAnimationFrame(request);
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
