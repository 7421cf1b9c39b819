/**
 * The paper network as an ONNX model, both branches as a batch of two. Pure.
 *
 * Written off the published tensors a second time, with norms as operations of their own, as an
 * export would have them: what may be fused is for the runtime to find. Like ours, it takes the first
 * and second dims of the rotated pairs from two products, which spares it the shuffling.
 */
import { gridsOf, lastStageOf, paperTensors, positionTables } from '../../../line/paper/index.ts';
import type { PaperArchitecture, StageSizes } from '../../../line/paper/index.ts';
import type { Value } from './onnx-graph.ts';
import { OnnxGraph } from './onnx-graph.ts';

/** Branches in the batch. */
const BATCH = 2;

export interface OnnxModel {
	readonly file: Uint8Array<ArrayBuffer>;
	/** [2, 3, side, side]: the apex less the onset, and less the offset. */
	readonly difference: string;
	/** [2 * cells, 3]: the middle pixels of the patches of onset and apex. */
	readonly pixels: string;
	/** [2, classes] */
	readonly logits: string;
}

export function onnxModel(
	weights: ReadonlyMap<string, Float32Array>,
	classes: number,
	architecture: PaperArchitecture,
): OnnxModel {
	const { side } = architecture;
	const { dim, grid } = lastStageOf(architecture);
	const writer = new ModelWriter(weights, classes, architecture);
	const difference = writer.graph.input('difference', [BATCH, 3, side, side]);
	const pixels = writer.graph.input('pixels', [BATCH * grid * grid, 3]);
	const spatial = writer.spatial(pixels, grid * grid, dim); // [2 * cells, C]
	const logits = writer.main(difference, spatial);
	return { file: writer.graph.file(logits, [BATCH, classes]), difference, pixels, logits };
}

class ModelWriter {
	readonly graph = new OnnxGraph();
	readonly #weights: ReadonlyMap<string, Float32Array>;
	readonly #shapes: ReadonlyMap<string, readonly number[]>;
	readonly #architecture: PaperArchitecture;

	constructor(
		weights: ReadonlyMap<string, Float32Array>,
		classes: number,
		architecture: PaperArchitecture,
	) {
		this.#weights = weights;
		this.#architecture = architecture;
		this.#shapes = new Map(
			paperTensors(classes, architecture).map(({ name, shape }) => [name, shape]),
		);
	}

	/** pixels [B * n, 3] -> [B * n, C]. */
	spatial(pixels: Value, cells: number, dim: number): Value {
		const { graph } = this;
		const { depth, heads } = this.#architecture.vit;
		const tokens = [BATCH * cells, dim];
		const perFrame = [BATCH, cells, dim];
		const embedded = graph.reshape(this.#linear(pixels, 'vit_pos.patch_embed.proj'), perFrame);
		const placed = graph.node('Add', [embedded, this.#tensor('vit_pos.pos_embed')]);
		let x = graph.reshape(placed, tokens);
		for (let block = 0; block < depth; block++) {
			const name = `vit_pos.blocks.${block}`;
			const normed = this.#layerNorm(x, `${name}.norm1`);
			const part = (which: number, times: number): Value =>
				graph.reshape(
					this.#linear(normed, `${name}.attn.qkv`, (row) => row + which * dim, dim, times),
					[BATCH, cells, heads, dim / heads],
				);
			const heard = this.#attend(
				graph.node('Transpose', [part(0, (dim / heads) ** -0.5)], { perm: [0, 2, 1, 3] }),
				graph.node('Transpose', [part(1, 1)], { perm: [0, 2, 3, 1] }),
				graph.node('Transpose', [part(2, 1)], { perm: [0, 2, 1, 3] }),
				null,
			);
			const together = graph.node('Transpose', [heard], { perm: [0, 2, 1, 3] });
			const out = this.#linear(graph.reshape(together, tokens), `${name}.attn.proj`);
			x = graph.node('Add', [x, out]);
			const hidden = this.#linear(this.#layerNorm(x, `${name}.norm2`), `${name}.mlp.fc1`);
			const more = this.#linear(graph.node('Gelu', [hidden]), `${name}.mlp.fc2`);
			x = graph.node('Add', [x, more]);
		}
		return this.#layerNorm(x, 'vit_pos.norm');
	}

	/** difference [B, 3, side, side], spatial [B * n, C] -> [B, classes]. */
	main(difference: Value, spatial: Value): Value {
		const { graph } = this;
		const { stages, stem, projection } = this.#architecture;
		const grids = gridsOf(this.#architecture);
		let x = difference; // [B, C, H, W]
		for (const index of stem.keys()) {
			const name = `main_branch.patch_embed.proj.`;
			const stride = index === 0 ? 2 : 1;
			x = this.#batchNorm(
				this.#conv(x, `${name}${3 * index}`, 1, stride),
				`${name}${3 * index + 1}`,
			);
			if (index < stem.length - 1) x = graph.node('Gelu', [x]);
		}
		for (const [index, sizes] of stages.entries()) {
			const name = `main_branch.layers.${index}`;
			for (let block = 0; block < sizes.depth; block++) {
				x = this.#retentionBlock(x, `${name}.blocks.${block}`, sizes, grids[index]!);
			}
			if (index === stages.length - 1) break;
			x = this.#conv(x, `${name}.downsample.reduction`, 1, 2);
			x = this.#batchNorm(x, `${name}.downsample.norm`);
		}
		const { dim, grid } = lastStageOf(this.#architecture);
		const joined = graph.node('Add', [this.#toTokens(x, dim), spatial]);
		const projected = this.#batchNorm(this.#linear(joined, 'main_branch.proj'), 'main_branch.norm');
		const swish = graph.node('Mul', [projected, graph.node('Sigmoid', [projected])]);
		const perBranch = graph.reshape(swish, [BATCH, grid * grid, projection]);
		const axes = graph.constant(BigInt64Array.of(1n), [1]);
		const pooled = graph.node('ReduceMean', [perBranch, axes], { keepdims: 0 });
		return this.#linear(pooled, 'main_branch.head');
	}

	/** [B, C, H, W] -> [B, C, H, W]. */
	#retentionBlock(input: Value, name: string, sizes: StageSizes, grid: number): Value {
		const { graph } = this;
		const { dim } = sizes;
		const moved = this.#conv(input, `${name}.pos.conv`, dim, 1);
		let x = this.#toTokens(graph.node('Add', [input, moved]), dim); // [B * H * W, C]
		const normed = this.#layerNorm(x, `${name}.retention_layer_norm`);
		x = graph.node('Add', [x, this.#retain(normed, `${name}.retention`, sizes, grid)]);
		const hidden = this.#linear(this.#layerNorm(x, `${name}.final_layer_norm`), `${name}.ffn.fc1`);
		const wide = dim * this.#architecture.mlpRatio;
		const picture = this.#toPicture(graph.node('Gelu', [hidden]), grid, wide);
		const spread = this.#conv(picture, `${name}.ffn.dwconv.conv`, wide, 1);
		const summed = this.#toTokens(graph.node('Add', [picture, spread]), wide);
		x = graph.node('Add', [x, this.#linear(summed, `${name}.ffn.fc2`)]);
		return this.#toPicture(x, grid, dim);
	}

	/** [B * H * W, C] -> [B * H * W, C]. */
	#retain(x: Value, name: string, sizes: StageSizes, grid: number): Value {
		const { graph } = this;
		const { dim, heads, retention } = sizes;
		const tables = positionTables(sizes, grid);
		const cos = graph.constant(tables.cos, [grid * grid, dim / 2]);
		const sin = graph.constant(tables.sin, [grid * grid, dim / 2]);
		const mask = graph.constant(tables.mask, [heads, tables.cells, tables.cells]);
		const apart = [BATCH, grid, grid, heads, dim / heads];
		const turned = (layer: string, times: number): Value => {
			const half = (odd: number): Value =>
				graph.reshape(
					this.#linear(x, layer, (row) => 2 * row + odd, dim / 2, times),
					[BATCH, grid * grid, dim / 2],
				);
			const [a, b] = [half(0), half(1)];
			const times2 = (left: Value, right: Value): Value => graph.node('Mul', [left, right]);
			const first = graph.node('Sub', [times2(a, cos), times2(b, sin)]);
			const second = graph.node('Add', [times2(b, cos), times2(a, sin)]);
			const perHead = [first, second].map((part) => graph.reshape(part, [-1, dim / heads / 2]));
			return graph.reshape(graph.node('Concat', perHead, { axis: 1 }), apart);
		};
		const q = turned(`${name}.q_proj`, 1);
		const k = turned(`${name}.k_proj`, (dim / heads) ** -0.5);
		const value = this.#linear(x, `${name}.v_proj`);
		const v = graph.reshape(value, apart);
		const order = (part: Value, perm: readonly number[]): Value =>
			graph.node('Transpose', [part], { perm });
		let heard: Value;
		if (retention === 'full') {
			const cells = (part: Value): Value =>
				graph.reshape(part, [BATCH, grid * grid, heads, dim / heads]);
			const whole = this.#attend(
				order(cells(q), [0, 2, 1, 3]),
				order(cells(k), [0, 2, 3, 1]),
				order(cells(v), [0, 2, 1, 3]),
				mask,
			);
			heard = order(whole, [0, 2, 1, 3]);
		} else {
			const rows = this.#attend(
				order(q, [0, 1, 3, 2, 4]),
				order(k, [0, 1, 3, 4, 2]),
				order(v, [0, 1, 3, 2, 4]),
				mask,
			);
			const columns = this.#attend(
				order(q, [0, 2, 3, 1, 4]),
				order(k, [0, 2, 3, 4, 1]),
				order(rows, [0, 3, 2, 1, 4]),
				mask,
			);
			heard = order(columns, [0, 3, 1, 2, 4]);
		}
		const lepe = this.#conv(this.#toPicture(value, grid, dim), `${name}.lepe.conv`, dim, 1);
		const mixed = graph.node('Add', [graph.reshape(heard, [-1, dim]), this.#toTokens(lepe, dim)]);
		return this.#linear(mixed, `${name}.out_proj`);
	}

	#attend(q: Value, keysAcross: Value, v: Value, mask: Value | null): Value {
		const products = this.graph.node('MatMul', [q, keysAcross]);
		const scores = mask === null ? products : this.graph.node('Add', [products, mask]);
		return this.graph.node('MatMul', [this.graph.node('Softmax', [scores], { axis: -1 }), v]);
	}

	/** [B, C, H, W] -> [B * H * W, C] */
	#toTokens(picture: Value, channels: number): Value {
		const last = this.graph.node('Transpose', [picture], { perm: [0, 2, 3, 1] });
		return this.graph.reshape(last, [-1, channels]);
	}

	/** [B * H * W, C] -> [B, C, H, W] */
	#toPicture(tokens: Value, grid: number, channels: number): Value {
		const grids = this.graph.reshape(tokens, [BATCH, grid, grid, channels]);
		return this.graph.node('Transpose', [grids], { perm: [0, 3, 1, 2] });
	}

	/** x [N, in] -> [N, out]; `rowOf` picks outputs of the layer, `times` is a factor on them. */
	#linear(
		x: Value,
		name: string,
		rowOf: (row: number) => number = (row) => row,
		outs = this.#shape(`${name}.weight`)[0]!,
		times = 1,
	): Value {
		const weight = this.#values(`${name}.weight`);
		const bias = this.#values(`${name}.bias`);
		const ins = weight.length / bias.length;
		const kernel = new Float32Array(outs * ins);
		for (let row = 0; row < outs; row++) {
			const from = rowOf(row) * ins;
			for (let i = 0; i < ins; i++) kernel[row * ins + i] = times * weight[from + i]!;
		}
		const shift = Float32Array.from({ length: outs }, (_, row) => times * bias[rowOf(row)]!);
		return this.graph.node(
			'Gemm',
			[x, this.graph.constant(kernel, [outs, ins]), this.graph.constant(shift, [outs])],
			{ transB: 1 },
		);
	}

	/** Padded to the same size, or to half of it with stride 2. */
	#conv(x: Value, name: string, group: number, stride: number): Value {
		const size = this.#shape(`${name}.weight`)[2]!;
		const around = (size - 1) / 2;
		return this.graph.node(
			'Conv',
			[x, this.#tensor(`${name}.weight`), this.#tensor(`${name}.bias`)],
			{ group, strides: [stride, stride], pads: [around, around, around, around] },
		);
	}

	#batchNorm(x: Value, name: string): Value {
		const parts = ['weight', 'bias', 'running_mean', 'running_var'];
		const inputs = parts.map((part) => this.#tensor(`${name}.${part}`));
		return this.graph.node('BatchNormalization', [x, ...inputs], { epsilon: { float: 1e-5 } });
	}

	#layerNorm(x: Value, name: string): Value {
		const inputs = [x, this.#tensor(`${name}.weight`), this.#tensor(`${name}.bias`)];
		return this.graph.node('LayerNormalization', inputs, { axis: -1, epsilon: { float: 1e-6 } });
	}

	/** As published, 1 x 1 patches aside: those are read as a linear layer. */
	#tensor = (name: string): Value => this.graph.constant(this.#values(name), this.#shape(name));

	#values(name: string): Float32Array {
		const values = this.#weights.get(name);
		if (values === undefined) throw new Error(`there are no weights ${name}`);
		return values;
	}

	#shape(name: string): readonly number[] {
		const shape = this.#shapes.get(name);
		if (shape === undefined) throw new Error(`the network has no ${name}`);
		return shape;
	}
}
