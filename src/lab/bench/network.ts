/**
 * `network`: what an event costs the live network, both branches, on each backend; beside it its
 * matrix products alone, which are the bound.
 *
 * In    the network the app ships
 * Out   milliseconds from motion to verdict, and their ratio to the products, in Node on wasm and in
 *       Chromium on every backend; graphics drawn in software too: the network is small
 */
import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Backend } from '../../core/record/index.ts';
import { loadNetwork, parameterCount } from '../../line/classify/index.ts';
import { openToolPage } from '../browser/index.ts';
import { multiplyAddsOf } from '../judge/index.ts';
import type { Machine } from './machine.ts';
import { machineWith } from './machine.ts';
import type { NetworkPage, NetworkTimes } from './network/contract.ts';
import { measureNetwork } from './network/measure.ts';
import { productsAsDefined, productsAsRun } from './network/products.ts';
import { rounded } from './paper-network/times.ts';

const BACKENDS: readonly Backend[] = ['wasm', 'webgl', 'webgpu'];

type WithNetwork = typeof globalThis & { fleetingNetwork: NetworkPage };

interface OnBackend {
	readonly where: 'Node' | 'Chromium';
	readonly backend: Backend;
	/** Why it could not be measured, or null. */
	readonly fault: string | null;
	readonly times: NetworkTimes | null;
}

export interface NetworkBench {
	readonly machine: Machine & { readonly graphics: string };
	readonly parameters: number;
	/** Of an event, both branches: each member by itself, and as they are run. */
	readonly multiplyAdds: number;
	readonly multiplyAddsAsRun: number;
	readonly measured: readonly OnBackend[];
}

export async function benchNetwork(
	root: string,
	say: (line: string) => void,
): Promise<NetworkBench> {
	const folder = join(root, 'static/models/live');
	const network = await loadNetwork(
		folder,
		() => {},
		async (path) => new Response(await readFile(path)),
	);
	const { architecture } = network.file;
	const multiplyAdds = multiplyAddsOf(productsAsDefined(architecture));
	const multiplyAddsAsRun = multiplyAddsOf(productsAsRun(architecture));
	say(`${multiplyAdds} multiply-adds an event, ${multiplyAddsAsRun} as they are run`);
	const wasm = tfjsWasmFolder();
	const measured = [
		await measuredOn('Node', 'wasm', () => measureNetwork(network, 'wasm', wasm), say),
	];
	const { page, chromium, close } = await openToolPage({
		entry: fileURLToPath(new URL('network/page.ts', import.meta.url)),
		ready: 'fleetingNetwork',
		title: 'Live network',
		extra: { '/network/': folder, '/tfjs-wasm/': wasm },
	});
	try {
		const graphics = await page.evaluate(() =>
			(globalThis as WithNetwork).fleetingNetwork.graphics(),
		);
		say(`Chromium draws with ${graphics}`);
		for (const backend of BACKENDS) {
			const measure = (): Promise<NetworkTimes> =>
				page.evaluate((name) => (globalThis as WithNetwork).fleetingNetwork.measure(name), backend);
			measured.push(await measuredOn('Chromium', backend, measure, say));
		}
		return {
			machine: { ...machineWith(chromium), graphics },
			parameters: parameterCount(architecture),
			multiplyAdds,
			multiplyAddsAsRun,
			measured,
		};
	} finally {
		await close();
	}
}

async function measuredOn(
	where: OnBackend['where'],
	backend: Backend,
	measure: () => Promise<NetworkTimes>,
	say: (line: string) => void,
): Promise<OnBackend> {
	try {
		const found = await measure();
		const times: NetworkTimes = {
			firstMs: rounded(found.firstMs, 3),
			eventMs: rounded(found.eventMs, 3),
			productsMs: rounded(found.productsMs, 3),
			productsAsDefinedMs: rounded(found.productsAsDefinedMs, 3),
			eventToProducts: rounded(found.eventToProducts, 2),
			eventToProductsAsDefined: rounded(found.eventToProductsAsDefined, 2),
		};
		say(
			`${where}, ${backend}: an event ${times.eventMs} ms (the first ${times.firstMs}), its matrix products ${times.productsMs} ms, ratio ${times.eventToProducts}; member by member ${times.productsAsDefinedMs} ms, ratio ${times.eventToProductsAsDefined}`,
		);
		return { where, backend, fault: null, times };
	} catch (error) {
		// Of what the page threw only the sentence, not where in the page.
		const [said = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
		const fault = said.replace(/^page\.evaluate: (?:Error: )?/, '');
		say(`${where}, ${backend}: not measured, ${fault}`);
		return { where, backend, fault, times: null };
	}
}

function tfjsWasmFolder(): string {
	const require = createRequire(import.meta.url);
	return join(dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json')), 'dist');
}
