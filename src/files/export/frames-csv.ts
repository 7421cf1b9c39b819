/**
 * What was measured in every frame, as a table, and back without loss.
 *
 * Numbers have as many digits as it takes to tell the measured values apart (nine for 32-bit floats);
 * a cell is empty where nothing was measured. Tens of thousands of rows: written and read without
 * anything in between.
 */
import type { Signals } from '../../core/record/index.ts';
import { REGIONS } from '../../core/record/index.ts';
import type { CsvColumn } from './csv.ts';
import { numberIn, plainColumn as plain } from './csv.ts';
import { ImportError } from './import-error.ts';

const FACES = ['none', 'tracked', 'turned', 'small'] as const;

const FIXED: readonly CsvColumn[] = [
	plain('frame', 'frame', 'index in the source from 0; gaps where frames were dropped'),
	plain('ms', 'ms', 'time on the session clock'),
	plain(
		'face',
		'',
		'none; tracked; turned (too far for measuring); small (too few pixels for measuring)',
	),
	plain(
		'yaw_deg',
		'degrees',
		'head turned to the subject’s left is positive; empty without a face',
	),
	plain('pitch_deg', 'degrees', 'head pitch; empty without a face'),
	plain('roll_deg', 'degrees', 'head roll; empty without a face'),
	plain('scale', 'px/px200', 'source pixels per px200'),
	plain('light', '0..255', 'mean luminance of the face'),
	plain('blinking', '0/1', '1 while the lids are taken to blink'),
	plain('speaking', '0/1', '1 while the mouth is taken to speak'),
];

/** Columns of the table of frames, in order. */
export const FRAME_COLUMNS: readonly CsvColumn[] = [
	...FIXED,
	...REGIONS.map((region) =>
		plain(`motion_${region}`, 'px200', `motion of ${region} away from the recent baseline`),
	),
	...REGIONS.map((region) =>
		plain(`masked_${region}`, '0/1', `1 while ${region} is masked by a blink or by speech`),
	),
];

const HEAD = FRAME_COLUMNS.map(({ name }) => name).join(',');

export function framesCsv(signals: Signals): string {
	const rows: string[] = [HEAD];
	const { count, motion, masked } = signals;
	const regions = REGIONS.length;
	for (let at = 0; at < count; at++) {
		let row = `${signals.frame[at]!},${signals.ms[at]!},${FACES[signals.face[at]!] ?? 'none'}`;
		row += `,${single(signals.yaw[at]!)},${single(signals.pitch[at]!)},${single(signals.roll[at]!)}`;
		row += `,${single(signals.scale[at]!)},${single(signals.light[at]!)}`;
		row += `,${signals.blinking[at]!},${signals.speaking[at]!}`;
		const first = at * regions;
		for (let region = 0; region < regions; region++) row += `,${single(motion[first + region]!)}`;
		for (let region = 0; region < regions; region++) row += `,${masked[first + region]!}`;
		rows.push(row);
	}
	return `${rows.join('\r\n')}\r\n`;
}

/** Nine digits give every 32-bit float again. */
function single(value: number): string {
	if (value === 0) return '0';
	if (Number.isNaN(value)) return '';
	const size = Math.abs(value);
	if (size >= 1e-3 && size < 1e3) {
		// The usual range, in a third of the time.
		const scale = size < 1e-2 ? 1e11 : size < 0.1 ? 1e10 : size < 1 ? 1e9 : size < 10 ? 1e8 : 1e6;
		const rounded = Math.round(value * scale) / scale;
		if (Math.fround(rounded) === value) return String(rounded);
	}
	return String(Number(value.toPrecision(9)));
}

/**
 * Fails ImportError: columns of another make, a row that was cut off
 */
export function readFramesCsv(text: string): Signals {
	const lines = text.split('\n');
	if (lines.at(-1) === '') lines.pop();
	const head = lines[0]?.replace(/^\uFEFF/, '').trimEnd();
	if (head !== HEAD) {
		throw new ImportError(
			'The table of frames has other columns than this program writes. Export the session again.',
		);
	}
	const count = lines.length - 1;
	const signals = emptySignals(count);
	const regions = REGIONS.length;
	const fields = FRAME_COLUMNS.length;
	for (let at = 0; at < count; at++) {
		const cells = lines[at + 1]!.trimEnd().split(',');
		if (cells.length !== fields) {
			throw new ImportError(
				`Row ${at + 2} of the table of frames has ${cells.length} cells instead of ${fields}: it was cut off or changed. Export the session again.`,
			);
		}
		signals.frame[at] = numberIn(cells[0]!, 'the table of frames', at + 2, 'frame');
		signals.ms[at] = numberIn(cells[1]!, 'the table of frames', at + 2, 'ms');
		signals.face[at] = Math.max(0, FACES.indexOf(cells[2] as (typeof FACES)[number]));
		signals.yaw[at] = figure(cells[3]!);
		signals.pitch[at] = figure(cells[4]!);
		signals.roll[at] = figure(cells[5]!);
		signals.scale[at] = figure(cells[6]!);
		signals.light[at] = figure(cells[7]!);
		signals.blinking[at] = Number(cells[8]);
		signals.speaking[at] = Number(cells[9]);
		for (let region = 0; region < regions; region++) {
			signals.motion[at * regions + region] = figure(cells[FIXED.length + region]!);
			signals.masked[at * regions + region] = Number(cells[FIXED.length + regions + region]);
		}
	}
	return signals;
}

const figure = (cell: string): number => (cell === '' ? NaN : Number(cell));

/** All zero. */
export function emptySignals(count: number): Signals {
	return {
		count,
		frame: new Int32Array(count),
		ms: new Float64Array(count),
		motion: new Float32Array(count * REGIONS.length),
		masked: new Uint8Array(count * REGIONS.length),
		face: new Uint8Array(count),
		yaw: new Float32Array(count),
		pitch: new Float32Array(count),
		roll: new Float32Array(count),
		scale: new Float32Array(count),
		light: new Float32Array(count),
		blinking: new Uint8Array(count),
		speaking: new Uint8Array(count),
	};
}
