/**
 * A batch of exactly one, where a model leaves its size open.
 *
 * The face mesh gives its batch as -1 in `Tensor.shape_signature`, and LiteRT then refuses any input of
 * a fixed shape ("does not match expected ranked tensor type"). The numbers are changed in place: no
 * byte moves. Schema: tensorflow/lite/schema/schema.fbs.
 */
import { Fault } from '../../../core/record/index.ts';
import { FlatTable } from './flat-tables.ts';

const MODEL_SUBGRAPHS = 2;
const SUBGRAPH_TENSORS = 0;
const TENSOR_SHAPE_SIGNATURE = 7;
const OPEN = -1;

/** The file with every open size set to 1; the file given is left as it is. */
export function withFixedBatch(tflite: Uint8Array): Uint8Array {
	if (String.fromCharCode(...tflite.subarray(4, 8)) !== 'TFL3') {
		throw new Fault('landmarks/model', 'not a TensorFlow Lite file');
	}
	const fixed = tflite.slice();
	for (const subgraph of FlatTable.root(fixed).tables(MODEL_SUBGRAPHS)) {
		for (const tensor of subgraph.tables(SUBGRAPH_TENSORS)) {
			tensor.replaceInt32s(TENSOR_SHAPE_SIGNATURE, (size) => (size === OPEN ? 1 : size));
		}
	}
	return fixed;
}
