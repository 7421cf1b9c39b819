/** The protobuf that the benchmark writes, byte by byte, and one small model through the runtime. */
import * as ort from 'onnxruntime-web';
import { expect, it, vi } from 'vitest';
import { OnnxGraph } from '../../../../src/lab/bench/paper-network/onnx-graph.ts';
import { openOnnxNetwork } from '../../../../src/lab/bench/paper-network/onnx-runtime.ts';
import {
	float,
	joined,
	nested,
	text,
	whole,
} from '../../../../src/lab/bench/paper-network/protobuf.ts';
import { PaperNetwork } from '../../../../src/line/paper/index.ts';
import { useWasm } from '../../../../src/lab/judge/index.ts';
import { SMALL_PAPER, smallFrames, smallWeights } from '../../../support/small-paper.ts';

vi.setConfig({ testTimeout: 60_000 });

it('encodes fields as the protobuf guide shows them', () => {
	expect([...joined(whole(1, 150))]).toEqual([0x08, 0x96, 0x01]);
	expect([...joined(text(2, 'testing'))]).toEqual([
		0x12, 7, 0x74, 0x65, 0x73, 0x74, 0x69, 0x6e, 0x67,
	]);
	expect([...joined(nested(3, whole(1, 150)))]).toEqual([0x1a, 3, 0x08, 0x96, 0x01]);
	expect([...joined(float(1, 1))]).toEqual([0x0d, 0, 0, 0x80, 0x3f]);
});

it('writes a model that the runtime runs', async () => {
	const graph = new OnnxGraph();
	const x = graph.input('x', [1, 2]);
	const doubled = graph.node('Mul', [x, graph.constant(Float32Array.of(2, 2), [2])]);
	const out = graph.node('Softmax', [doubled], { axis: -1 });
	ort.env.wasm.numThreads = 1;
	const session = await ort.InferenceSession.create(graph.file(out, [1, 2]));
	const result = await session.run({ x: new ort.Tensor('float32', [0, 0.5], [1, 2]) });
	const [a, b] = result[out]!.data as Float32Array;
	expect(b! / a!).toBeCloseTo(Math.E, 5);
	await session.release();
});

it('gives ONNX Runtime the network that we run', async () => {
	await useWasm();
	const weights = smallWeights(3);
	const ours = new PaperNetwork(weights, 3, SMALL_PAPER);
	const theirs = await openOnnxNetwork(weights, 3, SMALL_PAPER);
	const [a, b] = [await ours.logits(...smallFrames()), await theirs.logits(...smallFrames())];
	for (const branch of ['rise', 'fall'] as const) {
		b[branch].forEach((value, i) => expect(a[branch][i]).toBeCloseTo(value, 4));
	}
	ours.close();
	await theirs.close();
});
