import type { ClassNaming, NetworkSummary } from '../../../src/core/record/index.ts';
import { settled } from '../../browser/app/session/orders.ts';
import Figures from '../parts/Figures.svelte';
import type { Stand } from '../stand.ts';
import { stand } from '../stand.ts';
import type { Scene, Story } from '../story.ts';
import { found, section } from '../story.ts';

const list = (dataset: string | null, ...names: string[]): ClassNaming => ({
	dataset,
	named: dataset !== null,
	classes: names.map((name) => ({ name, meaning: name === 'happy' ? 'positive' : null })),
});

const OWN: NetworkSummary = {
	name: 'mine',
	version: '3',
	sha256: 'ef56'.repeat(16),
	card: { licence: 'CC0', heldOut: { uf1: 0.8123, samples: 2000 }, limits: ['frontal faces'] },
	paper: null,
};
const PAPER: NetworkSummary = {
	...OWN,
	name: 'fold 3',
	version: '',
	paper: {
		...list(null, 'class 1', 'class 2', 'class 3'),
		published: [list('CASME II', 'happy', 'surprise', 'rest'), list('SAMM', 'pos', 'sur', 'neg')],
	},
};

/** A file with a network is chosen, and `answer` is what the line says of it. */
const chosen =
	(answer: (at: Stand) => void, name = 'mine.json'): Story['open'] =>
	async () => {
		const at = await stand();
		const after: Scene['after'] = async (root) => {
			const picker = await found<HTMLInputElement>(root, 'input[accept^=".json,.safetensors"]');
			const files = new DataTransfer();
			files.items.add(new File(['{}'], name));
			picker.files = files.files;
			picker.dispatchEvent(new Event('change', { bubbles: true }));
			await settled();
			answer(at);
			await settled();
		};
		return at.app('about', '', after);
	};

const bundle = new Blob(['held']);
const refused = (detail: string) =>
	chosen((at) =>
		at.report({ kind: 'network-refused', id: 1, fault: { code: 'model/mismatch', detail } }),
	);

export const about = section('About', {
	all: async () => (await stand()).app('about'),
	loading: async () => (await stand({ ready: false })).app('about'),
	figures: async () => {
		const { studio, close } = await stand();
		return { studio, part: Figures, close };
	},
	reading: chosen((at) => at.report({ kind: 'network-reading', id: 1, done: 0.43 })),
	offered: chosen((at) => at.report({ kind: 'network-read', id: 1, network: OWN, bundle })),
	'offered-paper': chosen(
		(at) => at.report({ kind: 'network-read', id: 1, network: PAPER, bundle }),
		'fold 3.safetensors',
	),
	refused: refused('it is not JSON'),
	'refused-long': refused(
		Array.from({ length: 30 }, (_, n) => `block${n}.conv.weight has 12 numbers instead of 24`).join(
			'\n',
		),
	),
});
