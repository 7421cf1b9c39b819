/** Weights of the paper's network on the About screen: their classes are named before they run. */
import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { ClassNaming } from '../../../../src/core/record/index.ts';
import type { PaperSummary } from '../../../../src/core/record/index.ts';
import { said } from '../../../support/said.ts';
import type { Bench } from '../session/orders.ts';
import { bench, settled } from '../session/orders.ts';
import { engine } from '../session/reports.ts';
import { studioOf } from '../session/studio.ts';
import { networkInput } from './served.ts';
import WithStudio from '../session/WithStudio.svelte';

const list = (dataset: string | null, names: readonly string[]): ClassNaming => ({
	dataset,
	named: dataset !== null,
	classes: names.map((name) => ({ name, meaning: name === 'happy' ? 'positive' : null })),
});
const numbers = list(null, ['class 1', 'class 2', 'class 3']);
const one = list('CASME II', ['happy', 'surprise', 'rest']);
const two = list('SAMM', ['pos', 'sur', 'neg']);

const summaryOf = (paper: PaperSummary) => ({
	name: 'fold 3',
	version: '',
	sha256: 'ab34'.repeat(16),
	card: { licence: 'research licence' },
	paper,
});
const held = new Blob(['held']);

let at: Bench;
afterEach(() => at.desk.close());

async function offer(paper: PaperSummary): Promise<void> {
	at = bench();
	at.report({ kind: 'ready', engine });
	await render(WithStudio, { props: { studio: studioOf(at.desk), workspace: 'about' } });
	const picker = networkInput();
	const files = new DataTransfer();
	files.items.add(new File(['{}'], 'fold 3.safetensors'));
	picker.files = files.files;
	picker.dispatchEvent(new Event('change', { bubbles: true }));
	await settled();
	at.report({ kind: 'network-reading', id: 1, done: 0.43 });
	await expect
		.element(section().getByRole('status'))
		.toHaveTextContent(said('about.network.converting', { percent: 40 }));
	at.report({ kind: 'network-read', id: 1, network: summaryOf(paper), bundle: held });
}

const section = () => page.getByRole('region', { name: said('about.network') });
const group = () => section().getByRole('group', { name: said('about.offered') });
const names = () => group().getByLabelText(said('about.classes.names'), { exact: true });
const nameOf = (n: number) => group().getByLabelText(said('about.classes.name', { number: n }));
const use = () => group().getByRole('button', { name: said('about.offered.use') });

test('where several published lists fit, none is taken for granted', async () => {
	await offer({ ...numbers, published: [one, two] });
	await expect.element(names()).toHaveDisplayValue(said('about.classes.unknown'));
	await expect.element(nameOf(1)).toHaveValue('class 1');
	await expect.element(group()).toHaveTextContent(said('about.offered.paper'));
	await names().selectOptions(said('about.classes.published', { dataset: 'SAMM' }));
	await expect.element(nameOf(3)).toHaveValue('neg');
	await use().click();
	expect(at.commands.at(-1)).toEqual({ kind: 'read-network', id: 2, bundle: held, naming: two });
});

test('one list that fits is filled in; other names make it the person’s own', async () => {
	await offer({ ...numbers, published: [one] });
	await expect
		.element(names())
		.toHaveDisplayValue(said('about.classes.published', { dataset: 'CASME II' }));
	await nameOf(3).fill('others');
	await expect.element(names()).toHaveDisplayValue(said('about.classes.own'));
	await group()
		.getByLabelText(said('about.classes.belongs', { number: 3 }))
		.selectOptions('negative');
	await use().click();
	expect(at.commands.at(-1)).toMatchObject({
		naming: {
			dataset: null,
			named: true,
			classes: [
				{ name: 'happy', meaning: 'positive' },
				{ name: 'surprise', meaning: null },
				{ name: 'others', meaning: 'negative' },
			],
		},
	});
	const renamed = new Blob(['renamed']);
	const network = summaryOf({ ...one, published: [one] });
	at.report({ kind: 'network-read', id: 2, network, bundle: renamed });
	await settled();
	expect(at.commands.at(-1)).toMatchObject({ kind: 'prepare', bundle: renamed });
	await expect.element(group()).not.toBeInTheDocument();
});

test('names that cannot be used are said, and nothing runs', async () => {
	await offer({ ...one, published: [one, two] });
	await expect
		.element(names())
		.toHaveDisplayValue(said('about.classes.file.dataset', { dataset: 'CASME II' }));
	await use().click();
	const fault = {
		code: 'model/mismatch',
		detail: 'class 1 has no name\ntwo classes are named b',
	} as const;
	at.report({ kind: 'network-refused', id: 2, fault });
	await expect.element(group().getByRole('alert')).toHaveTextContent('class 1 has no name.');
	await expect.element(group().getByRole('alert')).toHaveTextContent('two classes are named b.');
	expect(at.orders).toEqual(['prepare', 'read-network', 'read-network']);
	await expect.element(use()).toBeEnabled();
});

test('running weights say what they can name, and whose they are', async () => {
	await offer({ ...one, published: [one] });
	const paper = {
		...one,
		source: { file: 'fold 3.safetensors', sha256: 'ef' },
		licence: 'research',
	};
	const network = {
		...engine.network,
		name: 'fold 3',
		source: 'file',
		nameable: [],
		naming: [],
		paper,
	} as const;
	at.report({ kind: 'ready', engine: { ...engine, network } });
	await expect
		.element(section())
		.toHaveTextContent(said('about.network.paper', { count: 3, names: 'happy, surprise, rest' }));
});

test('a file that does not fit has everything that is wrong listed, to be scrolled by keys', async () => {
	await offer({ ...one, published: [one] });
	await group()
		.getByRole('button', { name: said('common.cancel') })
		.click();
	const picker = networkInput();
	const files = new DataTransfer();
	files.items.add(new File(['x'], 'other.safetensors'));
	picker.files = files.files;
	picker.dispatchEvent(new Event('change', { bubbles: true }));
	await settled();
	const missing = `210 of 210 tensors are missing: ${'vit_pos.norm.weight, '.repeat(210)}`;
	const detail = `${missing}\n1 of 1 tensors is not in the published state dict: conv1.weight`;
	at.report({ kind: 'network-refused', id: 2, fault: { code: 'model/mismatch', detail } });
	const box = section().getByRole('region', { name: said('about.refused.list') });
	await expect.element(box).toHaveTextContent('conv1.weight');
	await expect.element(box).toHaveAttribute('tabindex', '0');
	expect(box.element().getBoundingClientRect().height).toBeLessThan(300);
});
