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

/** Longer than any session of ours: a day at 30 frames a second. */
const MOST_ROWS = 2_592_000;
/** The head has some 900. */
const LONGEST_ROW = 4096;
const LATEST_FRAME = 2 ** 31 - 1;

/**
 * A table of frames as it comes in, piece by piece: what does not fit is refused at its row.
 *
 * In    frames and times that do not go back; faces by name, 0 or 1, numbers or empty cells
 * Fails ImportError: columns of another make, a row that was cut off, a cell that holds something else
 */
export class FramesReader {
	#signals = emptySignals(1024);
	#count = 0;
	#headRead = false;
	/** Of a row that has not ended yet. */
	#begun = '';

	push(text: string): void {
		const lines = (this.#begun + text).split('\n');
		this.#begun = lines.pop()!;
		for (const line of lines) this.#line(line);
		if (this.#begun.length > LONGEST_ROW) throw this.#otherColumns();
	}

	/** What was read; nothing comes after. */
	end(): Signals {
		if (this.#begun !== '') this.#line(this.#begun);
		if (!this.#headRead) throw this.#otherColumns();
		return resized(this.#signals, this.#count);
	}

	#line(line: string): void {
		if (this.#headRead) {
			this.#row(line);
			return;
		}
		if (line.replace(/^\uFEFF/, '').trimEnd() !== HEAD) throw this.#otherColumns();
		this.#headRead = true;
	}

	#row(line: string): void {
		const at = this.#count;
		const row = at + 2;
		const cells = line.trimEnd().split(',');
		const fields = FRAME_COLUMNS.length;
		if (cells.length !== fields) {
			throw new ImportError(
				`Row ${row} of the table of frames has ${cells.length} cells instead of ${fields}: it was cut off or changed. Export the session again.`,
			);
		}
		if (at >= MOST_ROWS) {
			throw new ImportError(
				`The table of frames has more than ${MOST_ROWS} rows, a day at 30 frames a second. Split the session before importing it.`,
			);
		}
		if (at === this.#signals.count) this.#signals = resized(this.#signals, 2 * at);
		const signals = this.#signals;
		const regions = REGIONS.length;
		const wrong = (column: number, wanted: string): ImportError =>
			new ImportError(
				`Row ${row} of the table of frames: ${FRAME_COLUMNS[column]!.name} is "${cells[column]!.slice(0, 40)}", but it should be ${wanted}. Export the session again.`,
			);
		const figure = (column: number): number => {
			const cell = cells[column]!;
			if (cell === '') return NaN;
			const value = Number(cell);
			if (!Number.isFinite(value) || cell.trim() === '') throw wrong(column, 'a number or empty');
			return value;
		};
		const flag = (column: number): number => {
			const cell = cells[column]!;
			if (cell !== '0' && cell !== '1') throw wrong(column, '0 or 1');
			return cell === '1' ? 1 : 0;
		};
		const frame = numberIn(cells[0]!, 'the table of frames', row, 'frame');
		const first = at === 0;
		const least = first ? 0 : signals.frame[at - 1]! + 1;
		if (!Number.isInteger(frame) || frame < least || frame > LATEST_FRAME) {
			throw wrong(0, `a whole number from ${least} on`);
		}
		const ms = numberIn(cells[1]!, 'the table of frames', row, 'ms');
		const earliest = first ? 0 : signals.ms[at - 1]!;
		if (ms < earliest) throw wrong(1, `a number from ${earliest} on`);
		const face = FACES.indexOf(cells[2] as (typeof FACES)[number]);
		if (face < 0) throw wrong(2, `one of ${FACES.join(', ')}`);
		signals.frame[at] = frame;
		signals.ms[at] = ms;
		signals.face[at] = face;
		signals.yaw[at] = figure(3);
		signals.pitch[at] = figure(4);
		signals.roll[at] = figure(5);
		signals.scale[at] = figure(6);
		signals.light[at] = figure(7);
		signals.blinking[at] = flag(8);
		signals.speaking[at] = flag(9);
		for (let region = 0; region < regions; region++) {
			signals.motion[at * regions + region] = figure(FIXED.length + region);
			signals.masked[at * regions + region] = flag(FIXED.length + regions + region);
		}
		this.#count += 1;
	}

	#otherColumns(): ImportError {
		return new ImportError(
			this.#headRead
				? `Row ${this.#count + 2} of the table of frames does not end. Export the session again.`
				: 'The table of frames has other columns than this program writes. Export the session again.',
		);
	}
}

/** A whole table at once; `FramesReader` says what it must be. */
export function readFramesCsv(text: string): Signals {
	const reader = new FramesReader();
	reader.push(text);
	return reader.end();
}

/** The same values in columns for so many frames. */
function resized(signals: Signals, count: number): Signals {
	const out = emptySignals(count);
	for (const name of COLUMNS) {
		const from = signals[name];
		out[name].set(from.subarray(0, out[name].length));
	}
	return out;
}

const COLUMNS = [
	'frame',
	'ms',
	'motion',
	'masked',
	'face',
	'yaw',
	'pitch',
	'roll',
	'scale',
	'light',
	'blinking',
	'speaking',
] as const satisfies readonly (keyof Signals)[];

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
