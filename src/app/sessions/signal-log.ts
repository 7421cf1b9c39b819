/**
 * Every frame's figures of a session of this visit, in memory.
 *
 * Cost  about 130 bytes per frame: 2.4 MB in ten minutes at 30 frames per second. Beyond `MOST_FRAMES` the
 *       older half is let go
 */
import type { Signals } from '../../core/record/index.ts';
import { REGION_COUNT } from '../../core/record/index.ts';
import type { FrameReport } from '../../line/pipeline/index.ts';

/** Two hours at 30 frames per second. */
const MOST_FRAMES = 216_000;
const FACE_STATES = ['none', 'tracked', 'turned', 'small'] as const;

type Columns = { -readonly [Name in Exclude<keyof Signals, 'count'>]: Signals[Name] };

const columnsOf = (frames: number): Columns => ({
	frame: new Int32Array(frames),
	ms: new Float64Array(frames),
	motion: new Float32Array(frames * REGION_COUNT),
	masked: new Uint8Array(frames * REGION_COUNT),
	face: new Uint8Array(frames),
	yaw: new Float32Array(frames),
	pitch: new Float32Array(frames),
	roll: new Float32Array(frames),
	scale: new Float32Array(frames),
	light: new Float32Array(frames),
	blinking: new Uint8Array(frames),
	speaking: new Uint8Array(frames),
});

const NAMES = Object.keys(columnsOf(0)) as (keyof Columns)[];
const widthOf = (name: keyof Columns): number =>
	name === 'motion' || name === 'masked' ? REGION_COUNT : 1;

export class SignalLog {
	#columns = columnsOf(1024);
	#capacity = 1024;
	#count = 0;

	get count(): number {
		return this.#count;
	}

	push({ frame, at, face, motion, masked }: FrameReport): void {
		if (this.#count === this.#capacity) this.#makeRoom();
		const columns = this.#columns;
		const place = this.#count;
		const seen = face.state !== 'none';
		columns.frame[place] = frame;
		columns.ms[place] = at;
		if (seen) columns.motion.set(motion, place * REGION_COUNT);
		else columns.motion.fill(NaN, place * REGION_COUNT, (place + 1) * REGION_COUNT);
		columns.masked.set(masked, place * REGION_COUNT);
		columns.face[place] = FACE_STATES.indexOf(face.state);
		columns.yaw[place] = face.yaw;
		columns.pitch[place] = face.pitch;
		columns.roll[place] = face.roll;
		columns.scale[place] = face.scale;
		columns.light[place] = face.light;
		columns.blinking[place] = face.blinking ? 1 : 0;
		columns.speaking[place] = face.speaking ? 1 : 0;
		this.#count += 1;
	}

	/** As it stands: what comes later is not in it. */
	signals(): Signals {
		return { count: this.#count, ...this.#copy(this.#columns, 0, this.#count, this.#count) };
	}

	#makeRoom(): void {
		const from = this.#count >= MOST_FRAMES ? this.#count >> 1 : 0;
		this.#capacity = Math.min(MOST_FRAMES, 2 * this.#count);
		this.#columns = this.#copy(this.#columns, from, this.#count, this.#capacity);
		this.#count -= from;
	}

	#copy(columns: Columns, from: number, to: number, capacity: number): Columns {
		const made = columnsOf(capacity);
		for (const name of NAMES) {
			const width = widthOf(name);
			made[name].set(columns[name].subarray(from * width, to * width));
		}
		return made;
	}
}
