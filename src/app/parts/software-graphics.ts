/**
 * Whether this browser draws with the processor: everything drawn then takes time from measuring.
 *
 * Cost  a WebGL context, once, on the first call
 */

/** So often at most is anything drawn then, per second: it still glides. */
export const SOFTWARE_FPS = 15;

/** What such renderers are called: Chromium's, Mesa's, Windows', Apple's. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|basic render|software/i;

let known: boolean | null = null;

export function drawnInSoftware(): boolean {
	known ??= isSoftware(rendererName());
	return known;
}

/** @param renderer - as WebGL names it; null: there is no WebGL, and then no graphics processor either */
export const isSoftware = (renderer: string | null): boolean =>
	renderer === null || SOFTWARE.test(renderer);

function rendererName(): string | null {
	const context = new OffscreenCanvas(1, 1).getContext('webgl');
	if (context === null) return null;
	const names = context.getExtension('WEBGL_debug_renderer_info');
	const name: unknown = context.getParameter(names?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER);
	context.getExtension('WEBGL_lose_context')?.loseContext();
	return typeof name === 'string' ? name : '';
}
