/** The status line's figures, in words that fit on it. */
import type { EngineInfo } from '../../core/record/index.ts';
import type { FrameReport } from '../../line/pipeline/index.ts';
import type { KeptCalibration } from '../desk/index.ts';
import { say, sayDate, sayNumber } from '../../core/words/index.ts';
import { BRIGHT, DARK, FAR } from './coach.ts';
import { fixed } from './words.ts';

export interface Readout {
	readonly id: string;
	readonly name: string;
	readonly value: string;
	readonly level: 'fine' | 'warn' | 'stop';
	readonly note: string;
}

export interface ReadoutsOf {
	/** Null while nothing runs; then only the engine is described. */
	readonly report: FrameReport | null;
	readonly engine: EngineInfo | null;
	readonly size: { readonly width: number; readonly height: number } | null;
	/** Of the actor; null for a camera. */
	readonly pace: number | null;
	readonly calibration: KeptCalibration | null;
}

/** The same in every language. */
export const BACKEND_NAMES = { webgpu: 'WebGPU', webgl: 'WebGL', wasm: 'WebAssembly' } as const;

export function readoutsOf(of: ReadoutsOf): readonly Readout[] {
	const { report, engine, pace } = of;
	return [
		...(report === null ? [] : measured(report, of)),
		...(pace !== null && pace < 0.98 ? [paceOf(pace)] : []),
		...(engine === null ? [] : engineOf(engine)),
	];
}

function measured(
	{ face, quality }: FrameReport,
	{ size, calibration }: ReadoutsOf,
): readonly Readout[] {
	const { fps } = quality;
	const readouts: Readout[] = [
		{
			id: 'frames',
			name: say('live.status.frames'),
			value: say('live.status.frames.value', { fps: fixed(fps, 0) }),
			level: fps === 0 || fps >= 25 ? 'fine' : fps < 15 ? 'stop' : 'warn',
			note: size === null ? say('live.status.frames.note') : say('live.status.frames.size', size),
		},
		{
			id: 'dropped',
			name: say('live.status.dropped'),
			value: sayNumber(quality.dropped),
			level: quality.dropped > 0.1 * (quality.frames + quality.dropped) ? 'warn' : 'fine',
			note: say('live.status.dropped.note'),
		},
	];
	if (face.state === 'none') {
		const none: Readout = {
			id: 'face',
			name: say('live.status.face'),
			value: say('live.status.face.none'),
			level: 'stop',
			note: say('live.status.face.note'),
		};
		return [...readouts, none];
	}
	const lit = face.light < DARK ? 'dark' : face.light > BRIGHT ? 'glaring' : 'good';
	const near = face.scale < FAR ? 'far' : 'good';
	return [
		...readouts,
		{
			id: 'light',
			name: say('live.status.light'),
			value: say(`live.status.light.${lit}`),
			level: lit === 'good' ? 'fine' : 'warn',
			note: say('live.status.light.note', { n: fixed(face.light, 0) }),
		},
		{
			id: 'distance',
			name: say('live.status.distance'),
			value: say(`live.status.distance.${near}`),
			level: near === 'good' ? 'fine' : 'warn',
			note: say('live.status.distance.note', { n: fixed(face.scale, 2) }),
		},
		headOf(face, calibration),
		calibrationOf(calibration),
	];
}

/** After a calibration against how the head was held in it: cameras rarely are at the height of the eyes. */
function headOf(face: FrameReport['face'], calibration: KeptCalibration | null): Readout {
	const neutral = calibration?.baseline ?? null;
	const yaw = face.yaw - (neutral?.yaw.median ?? 0);
	const pitch = face.pitch - (neutral?.pitch.median ?? 0);
	const tilt = { n: fixed(Math.abs(face.roll), 0) };
	return {
		id: 'head',
		name: say('live.status.head'),
		value: say('live.status.head.value', { sideways: sideways(yaw), up: upDown(pitch) }),
		level: face.state === 'turned' ? 'warn' : 'fine',
		note: say(neutral === null ? 'live.status.head.note' : 'live.status.head.since', tilt),
	};
}

function calibrationOf(calibration: KeptCalibration | null): Readout {
	const name = say('live.status.calibration');
	if (calibration === null) {
		return {
			id: 'calibration',
			name,
			value: say('live.status.calibration.never'),
			level: 'fine',
			note: say('live.status.calibration.never.note'),
		};
	}
	return {
		id: 'calibration',
		name,
		value: sayDate(new Date(calibration.at), { dateStyle: 'short', timeStyle: 'short' }),
		level: 'fine',
		note: say('live.status.calibration.note', { n: calibration.baseline.frames }),
	};
}

const paceOf = (pace: number): Readout => ({
	id: 'actor',
	name: say('live.status.actor'),
	value: say('live.status.actor.value', { n: speed(pace) }),
	level: 'fine',
	note: say('live.status.actor.note', { n: speed(pace) }),
});

const backendOf = (backend: EngineInfo['backend']): Readout => ({
	id: 'backend',
	name: say('live.status.backend'),
	value: backend === null ? say('live.status.backend.none') : BACKEND_NAMES[backend],
	level: backend === null ? 'warn' : 'fine',
	note: say(`live.status.backend.${backend ?? 'none'}.note`),
});

/** Where the network will run is known once it is there. */
const backendToCome = (): Readout => ({
	id: 'backend',
	name: say('live.status.backend'),
	value: say('live.status.network.loading'),
	level: 'fine',
	note: say('live.status.network.loading.note'),
});

function engineOf({ backend, faceModel, network }: EngineInfo): readonly Readout[] {
	return [
		network.state === 'loading' ? backendToCome() : backendOf(backend),
		{
			id: 'model',
			name: say('live.status.model'),
			value: say(`live.status.model.${faceModel.kind}`),
			level: 'fine',
			note: say(`live.status.model.${faceModel.kind}.note`),
		},
		networkOf(network),
	];
}

function networkOf({ state, name, source, paper }: EngineInfo['network']): Readout {
	const id = 'network';
	const title = say('live.status.network');
	if (state === 'ready') {
		return {
			id,
			name: title,
			value: source === 'file' ? say('live.status.network.file', { name }) : name,
			level: 'fine',
			note: say(paper === null ? 'live.status.network.note' : 'live.status.network.paper.note'),
		};
	}
	const without = state === 'absent' ? 'none' : state;
	return {
		id,
		name: title,
		value: say(`live.status.network.${without}`),
		level: state === 'loading' ? 'fine' : 'warn',
		note: say(`live.status.network.${without}.note`),
	};
}

const speed = (pace: number): string => fixed(pace, pace < 0.2 ? 2 : 1);
const degrees = (value: number): { n: string } => ({ n: fixed(Math.abs(value), 0) });
const sideways = (yaw: number): string =>
	Math.abs(yaw) < 3
		? say('live.status.head.straight')
		: say(`live.status.head.${yaw > 0 ? 'left' : 'right'}`, degrees(yaw));
const upDown = (pitch: number): string =>
	Math.abs(pitch) < 3
		? say('live.status.head.level')
		: say(`live.status.head.${pitch > 0 ? 'down' : 'up'}`, degrees(pitch));
