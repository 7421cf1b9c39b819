/**
 * The page with the paper network in a headless Chromium: bundled when a command needs it, and no
 * part of the app.
 */
import { PaperNetwork } from '../../../line/paper/index.ts';
import { startBackend } from '../../../line/backend/index.ts';
import type { Backend } from '../../../core/record/index.ts';
import type { RunningBackend } from '../../../line/backend/index.ts';
import type { BareProducts } from '../../judge/index.ts';
import { bareProducts } from '../../judge/index.ts';
import { formulaFrames, formulaWeights } from '../network/formula.ts';
import type { ForwardResult } from '../network/summary.ts';
import { forwardOf } from '../network/summary.ts';
import type { PaperPage } from './contract.ts';
import { matrixProducts } from './matrix-products.ts';

class Page implements PaperPage {
	#backend: RunningBackend | null = null;
	#network: PaperNetwork | null = null;
	#products: BareProducts | null = null;

	async load(name: Backend, classes: number, hardware: boolean): Promise<void> {
		this.#network?.close();
		this.#network = null;
		this.#products?.close();
		this.#products = null;
		this.#backend?.close();
		this.#backend = await startBackend(
			name,
			new URL('tfjs-wasm/', document.baseURI).href,
			hardware,
		);
		this.#network = new PaperNetwork(formulaWeights(classes), classes);
	}

	forward(): Promise<ForwardResult> {
		return forwardOf(this.#loaded);
	}

	async timeEvent(): Promise<number> {
		const frames = formulaFrames(this.#loaded.architecture.side);
		const startedAt = performance.now();
		await this.#loaded.logits(...frames);
		return performance.now() - startedAt;
	}

	async timeProducts(): Promise<number> {
		const { architecture, classes } = this.#loaded;
		this.#products ??= bareProducts(matrixProducts(architecture, classes));
		const startedAt = performance.now();
		await this.#products.run();
		return performance.now() - startedAt;
	}

	get #loaded(): PaperNetwork {
		if (this.#network === null) throw new Error('load() comes first');
		return this.#network;
	}
}

(globalThis as { fleetingPaper?: PaperPage }).fleetingPaper = new Page();
