/**
 * The frames of a case, by its formula:
 *
 *   value = floor(clamp(20 + 200 u_base + amplitude[t] · 20 (2 u_pattern - 1) + noiseSigma (2 u_noise - 1), 0, 255))
 *
 * with u from the streams NAME.base, NAME.pattern and NAME.noise.T, row-major [size, size, 3]. Pure.
 */
import { clamp } from '../../../core/statistics/index.ts';
import { formulaStream } from '../formula-streams.ts';
import type { SelectionCase } from './reference.ts';

const CHANNELS = 3;

/** @returns a frame by its number; made when it is first asked for, and kept. */
export function formulaFrames({
	name,
	size,
	amplitude,
	noiseSigma,
}: Pick<SelectionCase, 'name' | 'size' | 'amplitude' | 'noiseSigma'>): (
	frame: number,
) => Uint8Array {
	const length = size * size * CHANNELS;
	const base = Float64Array.from({ length }, formulaStream(`${name}.base`));
	const pattern = Float64Array.from({ length }, formulaStream(`${name}.pattern`));
	const made = new Map<number, Uint8Array>();
	const make = (t: number): Uint8Array => {
		const noise = formulaStream(`${name}.noise.${t}`);
		return Uint8Array.from({ length }, (_, p) => {
			const moved = amplitude[t]! * 20 * (2 * pattern[p]! - 1);
			// In the order of the formula: another order may round to another grey level.
			const value = 20 + 200 * base[p]! + moved + noiseSigma * (2 * noise() - 1);
			return Math.floor(clamp(value, 0, 255));
		});
	};
	return (t) => {
		const frame = made.get(t) ?? make(t);
		made.set(t, frame);
		return frame;
	};
}
