/** The page with the live network in a headless Chromium: no part of the app. */
import type { Backend } from '../../../core/record/index.ts';
import { loadNetwork } from '../../../line/classify/index.ts';
import type { NetworkPage, NetworkTimes } from './contract.ts';
import { measureNetwork } from './measure.ts';

class Page implements NetworkPage {
	graphics(): string {
		const context = new OffscreenCanvas(1, 1).getContext('webgl2');
		if (context === null) return 'none';
		const names = context.getExtension('WEBGL_debug_renderer_info');
		return String(context.getParameter(names?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER));
	}

	async measure(backend: Backend): Promise<NetworkTimes> {
		const at = (folder: string): string => new URL(folder, document.baseURI).href;
		const network = await loadNetwork(
			at('network/'),
			() => {},
			(address) => fetch(address),
		);
		return measureNetwork(network, backend, at('tfjs-wasm/'));
	}
}

(globalThis as { fleetingNetwork?: NetworkPage }).fleetingNetwork = new Page();
