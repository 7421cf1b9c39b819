/**
 * Contender `human`: @vladmandic/human with face mesh and emotions on WebAssembly, everything else off.
 * What it does not say here is as it comes, such as what it takes over from the frame before.
 */
import { begin, onEveryPicture, served, showCamera } from './page-parts.ts';

interface Human {
	load(): Promise<void>;
	detect(input: HTMLVideoElement): Promise<{ readonly face: readonly unknown[] }>;
}

interface HumanModule {
	readonly default: new (config: object) => Human;
}

const OFF = { enabled: false };

begin(async () => {
	const address = served('human/dist/human.esm.js');
	const { default: HumanClass } = (await import(/* @vite-ignore */ address)) as HumanModule;
	const human = new HumanClass({
		backend: 'wasm',
		wasmPath: served('human-wasm/'),
		modelBasePath: served('human/models/'),
		debug: false,
		filter: OFF,
		gesture: OFF,
		face: {
			enabled: true,
			detector: { maxDetected: 1 },
			mesh: { enabled: true },
			emotion: { enabled: true },
			attention: OFF,
			iris: OFF,
			description: OFF,
			antispoof: OFF,
			liveness: OFF,
		},
		body: OFF,
		hand: OFF,
		object: OFF,
		segmentation: OFF,
	});
	await human.load();
	const { video } = await showCamera();
	onEveryPicture(video, async () => (await human.detect(video)).face.length > 0);
});
