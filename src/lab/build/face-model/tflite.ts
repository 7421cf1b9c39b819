/**
 * The two changes that make the older face models fit MediaPipe Tasks.
 *
 * 1. TFLite metadata saying how pixels are normalised (Tasks refuses a model without it).
 * 2. 478 landmarks instead of 468: the ten iris points are stood in for by eyelid points.
 *
 * Both are made by writing a new Model table in front of the old file (flat-tables.ts).
 * Schemas: tensorflow/lite/schema/schema.fbs (file id TFL3) and
 * tensorflow/lite/support/metadata/metadata_schema.fbs (file id M001).
 */
import { Fault } from '../../../core/record/index.ts';
import type { FlatField, Written } from './flat-tables.ts';
import { FlatExtension, FlatTable } from './flat-tables.ts';

/** Pixel value p (0..255) enters the network as (p - mean) / std. */
export interface Normalisation {
	readonly mean: number;
	readonly std: number;
}

// Field numbers, in the order of the schemas.
const MODEL = { version: 0, operatorCodes: 1, subgraphs: 2, description: 3, buffers: 4 } as const;
const MODEL_METADATA = 6;
const SUBGRAPH = { tensors: 0, inputs: 1, outputs: 2, operators: 3, name: 4 } as const;
const TENSOR = { shape: 0, type: 1, buffer: 2, name: 3 } as const;
const OPERATOR = { code: 0, inputs: 1, outputs: 2, optionsType: 3, options: 4 } as const;

const GATHER = 36; // BuiltinOperator
const GATHER_OPTIONS = 23; // BuiltinOptions
const INT32 = 2; // TensorType
const NORMALIZATION_OPTIONS = 1; // ProcessUnitOptions

const MESH_POINTS = 468;

/**
 * Eyelid points that stand in for the iris points 468..477 (centre, then around it), eye by eye.
 * With zeros instead, the box in which the face is looked for next is wrong and tracking is lost.
 */
const IRIS_STAND_INS = [159, 33, 159, 133, 145, 386, 362, 386, 263, 374] as const;

export function withNormalisation(tflite: Uint8Array, pixels: Normalisation): Uint8Array {
	const model = modelOf(tflite);
	const out = new FlatExtension(tflite);
	const buffers = keep(out, model.tables(MODEL.buffers));
	const metadata = addMetadata(out, buffers, pixels);
	return finishModel(out, model, { buffers, metadata });
}

/** `face_landmark.tflite`, made to answer 478 points as its first output. */
export function withIrisStandIns(tflite: Uint8Array, pixels: Normalisation): Uint8Array {
	const model = modelOf(tflite);
	const subgraph = model.tables(MODEL.subgraphs)[0];
	const outputs = subgraph?.int32s(SUBGRAPH.outputs) ?? [];
	const tensors = subgraph?.tables(SUBGRAPH.tensors) ?? [];
	const landmarks = outputs[0];
	const shape = landmarks === undefined ? [] : tensors[landmarks]?.int32s(TENSOR.shape);
	if (subgraph === undefined || landmarks === undefined || shape?.[3] !== MESH_POINTS * 3) {
		throw new Fault('landmarks/model', 'face_landmark.tflite has another form than expected');
	}
	const valueType = tensors[landmarks]!.uint8(TENSOR.type);

	const out = new FlatExtension(tflite);
	const buffers = keep(out, model.tables(MODEL.buffers));
	const indices = gatherIndices();
	const indexBuffer =
		buffers.push(out.table({ 0: { offset: out.bytes(littleEndian(indices)) } })) - 1;
	const metadata = addMetadata(out, buffers, pixels);

	const codes = keep(out, model.tables(MODEL.operatorCodes));
	const gatherCode = codes.push(out.table({ 0: { uint8: GATHER }, 3: { uint32: GATHER } })) - 1;

	const kept = keep(out, tensors);
	const indexTensor =
		kept.push(tensor(out, [indices.length], INT32, indexBuffer, 'landmark_indices')) - 1;
	const resultTensor =
		kept.push(tensor(out, [1, 1, 1, indices.length], valueType, 0, 'landmarks_478')) - 1;
	const gather = out.table({
		[OPERATOR.code]: { uint32: gatherCode },
		[OPERATOR.inputs]: { offset: out.int32s([landmarks, indexTensor]) },
		[OPERATOR.outputs]: { offset: out.int32s([resultTensor]) },
		[OPERATOR.optionsType]: { uint8: GATHER_OPTIONS },
		[OPERATOR.options]: { offset: out.table({ 0: { uint32: 3 } }) }, // axis
	});
	const operators = [...keep(out, subgraph.tables(SUBGRAPH.operators)), gather];
	const newSubgraph = out.table({
		[SUBGRAPH.tensors]: { offset: out.vector(kept) },
		[SUBGRAPH.inputs]: old(out, subgraph, SUBGRAPH.inputs),
		[SUBGRAPH.outputs]: { offset: out.int32s([resultTensor, ...outputs.slice(1)]) },
		[SUBGRAPH.operators]: { offset: out.vector(operators) },
		[SUBGRAPH.name]: old(out, subgraph, SUBGRAPH.name),
	});
	return finishModel(out, model, { buffers, metadata, codes, subgraphs: [newSubgraph] });
}

function modelOf(tflite: Uint8Array): FlatTable {
	const id = String.fromCharCode(...tflite.subarray(4, 8));
	const model = FlatTable.root(tflite);
	if (id !== 'TFL3' || model.target(MODEL_METADATA) !== undefined) {
		throw new Fault('landmarks/model', 'not a TensorFlow Lite file without metadata');
	}
	return model;
}

/** All 1404 values in order, then three for each stand-in. */
function gatherIndices(): number[] {
	const indices = Array.from({ length: MESH_POINTS * 3 }, (_, i) => i);
	for (const point of IRIS_STAND_INS) indices.push(3 * point, 3 * point + 1, 3 * point + 2);
	return indices;
}

function littleEndian(values: readonly number[]): Uint8Array {
	const bytes = new DataView(new ArrayBuffer(4 * values.length));
	values.forEach((value, i) => bytes.setInt32(4 * i, value, true));
	return new Uint8Array(bytes.buffer);
}

const keep = (out: FlatExtension, tables: readonly FlatTable[]): Written[] =>
	tables.map((table) => out.old(table.position));

function old(out: FlatExtension, table: FlatTable, field: number): FlatField {
	const target = table.target(field);
	return { offset: target === undefined ? undefined : out.old(target) };
}

function tensor(
	out: FlatExtension,
	shape: readonly number[],
	type: number,
	buffer: number,
	name: string,
): Written {
	return out.table({
		[TENSOR.shape]: { offset: out.int32s(shape) },
		[TENSOR.type]: { uint8: type },
		[TENSOR.buffer]: { uint32: buffer },
		[TENSOR.name]: { offset: out.string(name) },
	});
}

/** Adds the buffer that holds the metadata to `buffers`; answers the model's metadata vector. */
function addMetadata(out: FlatExtension, buffers: Written[], pixels: Normalisation): Written {
	const content = out.bytes(modelMetadata(pixels));
	const buffer = buffers.push(out.table({ 0: { offset: content } })) - 1;
	const name = out.string('TFLITE_METADATA');
	return out.vector([out.table({ 0: { offset: name }, 1: { uint32: buffer } })]);
}

/** A ModelMetadata file: the first input's only process unit is its normalisation. */
function modelMetadata({ mean, std }: Normalisation): Uint8Array {
	const out = new FlatExtension(new Uint8Array());
	const options = out.table({
		0: { offset: out.float32s([mean]) },
		1: { offset: out.float32s([std]) },
	});
	const unit = out.table({ 0: { uint8: NORMALIZATION_OPTIONS }, 1: { offset: options } });
	const input = out.table({ 4: { offset: out.vector([unit]) } }); // TensorMetadata.process_units
	const subgraph = out.table({ 2: { offset: out.vector([input]) } }); // .input_tensor_metadata
	const model = out.table({ 3: { offset: out.vector([subgraph]) } }); // .subgraph_metadata
	return out.finish(model, 'M001');
}

function finishModel(
	out: FlatExtension,
	model: FlatTable,
	parts: {
		readonly buffers: readonly Written[];
		readonly metadata: Written;
		readonly codes?: readonly Written[];
		readonly subgraphs?: readonly Written[];
	},
): Uint8Array {
	const root = out.table({
		[MODEL.version]: { uint32: model.uint32(MODEL.version) },
		[MODEL.operatorCodes]: parts.codes
			? { offset: out.vector(parts.codes) }
			: old(out, model, MODEL.operatorCodes),
		[MODEL.subgraphs]: parts.subgraphs
			? { offset: out.vector(parts.subgraphs) }
			: old(out, model, MODEL.subgraphs),
		[MODEL.description]: old(out, model, MODEL.description),
		[MODEL.buffers]: { offset: out.vector(parts.buffers) },
		[MODEL_METADATA]: { offset: parts.metadata },
	});
	return out.finish(root, 'TFL3');
}
