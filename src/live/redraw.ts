/**
 * Drawing at most once per animation frame, and only when something changed.
 *
 * Returns how to stop. With reduced motion it draws twice a second: the figures stay current and
 * nothing glides.
 */
const CALM_MS = 500;

export function redrawWhen(changed: () => unknown, draw: () => void): () => void {
	const calm = matchMedia('(prefers-reduced-motion: reduce)');
	let drawn: unknown = Symbol('nothing yet');
	let drawnAt = -Infinity;
	let request = 0;
	const step = (now: number): void => {
		request = requestAnimationFrame(step);
		if (calm.matches && now - drawnAt < CALM_MS) return;
		const state = changed();
		if (state === drawn) return;
		drawn = state;
		drawnAt = now;
		draw();
	};
	request = requestAnimationFrame(step);
	return () => cancelAnimationFrame(request);
}

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
