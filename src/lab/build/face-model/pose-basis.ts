/**
 * The canonical face's points that head pose is fitted on, out of MediaPipe's geometry metadata
 * (`mediapipe/tasks/cc/vision/face_geometry/proto`: GeometryPipelineMetadata, Mesh3d).
 */
import { Fault } from '../../../core/record/index.ts';

/** Landmark, weight, x, y, z in centimetres. */
export type PoseRow = readonly [number, number, number, number, number];

// Field numbers.
const METADATA = { canonicalMesh: 1, landmarkBasis: 2 } as const;
const MESH = { vertexBuffer: 3 } as const;
const BASIS = { landmark: 1, weight: 2 } as const;
/** A vertex is x, y, z, and two of a texture. */
const VERTEX = 5;

/** @throws Fault `landmarks/model` for a file of another form */
export function poseBasis(metadata: Uint8Array): readonly PoseRow[] {
	const basis: [landmark: number, weight: number][] = [];
	let vertices: number[] = [];
	for (const { number, bytes } of fieldsOf(metadata)) {
		if (number === METADATA.canonicalMesh && bytes !== null) {
			vertices = fieldsOf(bytes).flatMap((field) =>
				field.number === MESH.vertexBuffer ? field.floats : [],
			);
		}
		if (number === METADATA.landmarkBasis && bytes !== null) {
			const fields = fieldsOf(bytes);
			const landmark = fields.find((field) => field.number === BASIS.landmark)?.value ?? 0;
			const weight = fields.find((field) => field.number === BASIS.weight)?.floats[0] ?? 0;
			basis.push([landmark, weight]);
		}
	}
	const known = basis.every(([landmark]) => VERTEX * (landmark + 1) <= vertices.length);
	if (basis.length < 3 || !known) {
		throw new Fault('landmarks/model', 'the geometry metadata has another form than expected');
	}
	return basis.map(([landmark, weight]) => {
		const [x, y, z] = vertices.slice(VERTEX * landmark, VERTEX * landmark + 3);
		return [landmark, weight, x!, y!, z!];
	});
}

/** A field as protobuf's wire format has it (https://protobuf.dev/programming-guides/encoding/). */
interface WireField {
	readonly number: number;
	/** Of a whole number. */
	readonly value: number;
	/** One, or those of a packed field. */
	readonly floats: readonly number[];
	/** Of a text or a message. */
	readonly bytes: Uint8Array | null;
}

function fieldsOf(message: Uint8Array): WireField[] {
	const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
	const fields: WireField[] = [];
	let at = 0;
	const varint = (): number => {
		let value = 0;
		for (let shift = 0; ; shift += 7) {
			const byte = view.getUint8(at++);
			value += (byte & 127) * 2 ** shift;
			if (byte < 128) return value;
		}
	};
	while (at < message.length) {
		const key = varint();
		const number = key >> 3;
		switch (key & 7) {
			case 0:
				fields.push({ number, value: varint(), floats: [], bytes: null });
				break;
			case 2: {
				const length = varint();
				const bytes = message.subarray(at, at + length);
				const floats = Array.from({ length: length >> 2 }, (_, i) =>
					at + 4 * i + 4 <= message.length ? view.getFloat32(at + 4 * i, true) : NaN,
				);
				fields.push({ number, value: 0, floats, bytes });
				at += length;
				break;
			}
			case 5:
				fields.push({ number, value: 0, floats: [view.getFloat32(at, true)], bytes: null });
				at += 4;
				break;
			default:
				throw new Fault('landmarks/model', `wire type ${key & 7} in the geometry metadata`);
		}
	}
	return fields;
}
