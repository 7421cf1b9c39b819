/**
 * A state dict of the published size through the line's own worker: converted there, while the page
 * goes on; renamed; refused by name. Its weights are by formula.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPaperFile } from '../../../../src/line/paper/paper-file.ts';
import { writeSafetensors } from '../../../../src/line/paper/safetensors.ts';
import type { Command, Report } from '../../../../src/line/pipeline/index.ts';
import { LineClient } from '../../../../src/line/pipeline/index.ts';
import { formulaStateDict } from '../../../support/formula-weights.ts';

let line: LineClient;
const heard: Report[] = [];
let onReport: (report: Report) => void = () => {};
const dict = formulaStateDict(5);

beforeAll(() => {
	line = new LineClient((report) => {
		heard.push(report);
		onReport(report);
	});
});
afterAll(() => line.close());

type Answer = Extract<Report, { kind: 'network-read' | 'network-refused' }>;

function ask(order: Omit<Extract<Command, { kind: 'read-network' }>, 'kind'>): Promise<Answer> {
	return new Promise((resolve, reject) => {
		onReport = (report) => {
			if (report.kind === 'faulted') reject(new Error(report.fault.detail));
			if (report.kind !== 'network-read' && report.kind !== 'network-refused') return;
			if (report.id === order.id) resolve(report);
		};
		line.send({ kind: 'read-network', ...order });
	});
}

test('a state dict is converted in the worker, under numbers and then under names', async () => {
	const file = new File([writeSafetensors(dict)], 'fold 3.safetensors');
	let ticks = 0;
	const ticking = setInterval(() => (ticks += 1), 20);
	const answer = await ask({ id: 1, bundle: file, naming: null });
	clearInterval(ticking);
	if (answer.kind !== 'network-read') throw new Error(answer.fault.detail);
	expect(ticks).toBeGreaterThan(0); // the page was not kept busy
	const shares = heard.flatMap((report) => (report.kind === 'network-reading' ? report.done : []));
	expect(shares.length).toBeGreaterThan(5);
	expect(shares.at(-1)).toBeGreaterThan(0.9);
	const { network, bundle } = answer;
	expect(network).toMatchObject({ name: 'fold 3', paper: { named: false, dataset: null } });
	expect(network.paper!.published.map(({ dataset }) => dataset)).toEqual([
		'CASME II, 5 classes',
		'SAMM, 5 classes',
	]);
	expect(bundle.size).toBeLessThan(file.size / 1.9);

	const naming = network.paper!.published[1]!;
	const named = await ask({ id: 2, bundle, naming });
	if (named.kind !== 'network-read') throw new Error(named.fault.detail);
	expect(named.network.paper).toMatchObject(naming);
	expect(named.network.sha256).toBe(network.sha256);
	const read = await readPaperFile(new Uint8Array(await named.bundle.arrayBuffer()));
	expect(read.file.classes).toEqual(naming.classes);

	const again = await ask({ id: 3, bundle: new File([named.bundle], 'mine'), naming: null });
	if (again.kind !== 'network-read') throw new Error(again.fault.detail);
	expect(again.network.paper).toMatchObject({ named: true, dataset: 'SAMM, 5 classes' });

	const few = await ask({ id: 4, bundle, naming: { ...naming, classes: naming.classes.slice(1) } });
	expect(few).toMatchObject({
		kind: 'network-refused',
		fault: { detail: '4 class names are given, but the weights have 5 classes' },
	});
});

test('what is missing is refused by name', async () => {
	const broken = dict.filter(({ name }) => name !== 'main_branch.norm.running_var');
	const bundle = new File([writeSafetensors(broken)], 'broken.safetensors');
	expect(await ask({ id: 9, bundle, naming: null })).toMatchObject({
		kind: 'network-refused',
		fault: {
			code: 'model/mismatch',
			detail: '1 of 210 tensors is missing: main_branch.norm.running_var',
		},
	});
});
