/** The status line's figures, in words that fit on it. */
import type { EngineInfo, FrameReport } from '../pipeline/index.ts';

export interface Readout {
	readonly name: string;
	readonly value: string;
	readonly level: 'fine' | 'warn' | 'stop';
	readonly note: string;
}

const BACKEND_WORDS = { webgpu: 'WebGPU', webgl: 'WebGL', wasm: 'WebAssembly' } as const;
const BACKEND_NOTES = {
	webgpu: 'The network runs on the graphics processor.',
	webgl: 'No WebGPU here: the network runs on WebGL. Same results, a little slower.',
	wasm: 'No WebGPU or WebGL here: the network runs on the processor. Same results, slower.',
} as const;
const MODEL_NOTES = {
	official: 'The official face landmarker bundle, checked by its hash.',
	assembled: 'Assembled from the npm package of the face mesh: an older mesh without blendshapes.',
} as const;

/** `report`: null while nothing runs; then only the engine is described. */
export function readoutsOf(
	report: FrameReport | null,
	engine: EngineInfo | null,
	size: { readonly width: number; readonly height: number } | null,
	pace: number | null,
): readonly Readout[] {
	return [
		...(report === null ? [] : measured(report, size)),
		...(pace !== null && pace < 0.98 ? [paceOf(pace)] : []),
		...(engine === null ? [] : engineOf(engine)),
	];
}

function measured(
	{ face, quality }: FrameReport,
	size: { readonly width: number; readonly height: number } | null,
): readonly Readout[] {
	const { fps } = quality;
	const readouts: Readout[] = [
		{
			name: 'Frames',
			value: `${fps.toFixed(0)} fps`,
			level: fps === 0 || fps >= 25 ? 'fine' : fps < 15 ? 'stop' : 'warn',
			note: `Measured over the last two seconds${size === null ? '' : `, ${size.width} × ${size.height}`}. 25 and more is full accuracy; under 15 nothing is claimed.`,
		},
		{
			name: 'Dropped',
			value: String(quality.dropped),
			level: quality.dropped > 0.1 * (quality.frames + quality.dropped) ? 'warn' : 'fine',
			note: 'Frames that came while the line was still busy, since the start.',
		},
	];
	if (face.state === 'none') {
		return [...readouts, { name: 'Face', value: 'none', level: 'stop', note: 'No face in view.' }];
	}
	return [
		...readouts,
		{
			name: 'Light',
			value: face.light < 60 ? 'dark' : face.light > 225 ? 'glaring' : 'good',
			level: face.light < 60 || face.light > 225 ? 'warn' : 'fine',
			note: `Mean brightness of the face ${face.light.toFixed(0)} of 255.`,
		},
		{
			name: 'Distance',
			value: face.scale < 0.8 ? 'far' : 'good',
			level: face.scale < 0.8 ? 'warn' : 'fine',
			note: `${face.scale.toFixed(2)} camera pixels to one pixel of a face 200 px wide.`,
		},
		{
			name: 'Head',
			value: `${sideways(face.yaw)}, ${upDown(face.pitch)}`,
			level: face.state === 'turned' ? 'warn' : 'fine',
			note: `Tilted ${Math.abs(face.roll).toFixed(0)}° sideways. Directions are the person’s own.`,
		},
	];
}

const paceOf = (pace: number): Readout => ({
	name: 'Actor',
	value: `${speed(pace)}× speed`,
	level: 'fine',
	note: `This machine plays the actor at ${speed(pace)}×, so that no frame is lost. Times are the actor’s own.`,
});

function engineOf({ backend, faceModel, network }: EngineInfo): readonly Readout[] {
	return [
		{
			name: 'Runs on',
			value: backend === null ? 'no backend' : BACKEND_WORDS[backend],
			level: backend === null ? 'warn' : 'fine',
			note: backend === null ? 'The network does not run.' : BACKEND_NOTES[backend],
		},
		{
			name: 'Face model',
			value: faceModel.kind,
			level: 'fine',
			note: MODEL_NOTES[faceModel.kind],
		},
		networkOf(network),
	];
}

function networkOf({ state, name, source, paper }: EngineInfo['network']): Readout {
	switch (state) {
		case 'ready':
			return {
				name: 'Network',
				value: source === 'file' ? `${name} (your file)` : name,
				level: 'fine',
				note:
					paper === null
						? 'Puts movements into words.'
						: 'The paper’s network with weights you brought: names classes of its data, no action units. Not tested here.',
			};
		case 'recovering':
			return {
				name: 'Network',
				value: 'recovering',
				level: 'warn',
				note: 'The graphics processor was lost; a new start is under way. Movements wait for it.',
			};
		case 'absent':
			return {
				name: 'Network',
				value: 'none',
				level: 'warn',
				note: 'Movements are found and measured, but not put into words.',
			};
	}
}

const speed = (pace: number): string => pace.toFixed(pace < 0.2 ? 2 : 1);
const degrees = (value: number): string => `${Math.abs(value).toFixed(0)}°`;
const sideways = (yaw: number): string =>
	Math.abs(yaw) < 3 ? 'straight' : `${degrees(yaw)} ${yaw > 0 ? 'left' : 'right'}`;
const upDown = (pitch: number): string =>
	Math.abs(pitch) < 3 ? 'level' : `${degrees(pitch)} ${pitch > 0 ? 'down' : 'up'}`;
