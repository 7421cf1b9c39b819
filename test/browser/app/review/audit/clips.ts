/** Clips and codings made up for the screens, and what the line would say of them. */
import type { ClipMotion } from '../../../../../src/core/record/index.ts';
import { seeded } from '../../../../../src/core/kernel/index.ts';
import { REGIONS } from '../../../../../src/core/record/index.ts';
import type { Report } from '../../../../../src/line/pipeline/index.ts';
import type { FoundFile } from '../../../../../src/app/desk/index.ts';
import { quality } from '../../session/reports.ts';

const FPS = 30;
const FRAMES = 90;
/** Where the face of every clip really moves, frames from 0. */
export const TRUTH = { onset: 40, apex: 45, offset: 52 };
/** Number of a clip's first picture. */
export const FIRST = 101;

/** A folder of pictures that no one decodes here. */
export const pictureFolder = (name: string): FoundFile[] =>
	Array.from({ length: FRAMES }, (_, at) => {
		const file = new File(['x'], `img${FIRST + at}.jpg`);
		return { path: `clips/${name}/${file.name}`, file };
	});

export const table = (name: string, ...rows: string[]): FoundFile => ({
	path: name,
	file: new File([['clip,subject,coder,onset,apex,offset,fps', ...rows, ''].join('\n')], name),
});

/** A row of `table`, off by so many frames. */
export const coded = (clip: string, person: string, coder: string, off: number): string =>
	[
		clip,
		person,
		coder,
		...[TRUTH.onset, TRUTH.apex, TRUTH.offset].map((frame) => frame + FIRST + off),
		FPS,
	].join(',');

/** Both lip corners rise and fall; everything else trembles a little. */
/** @param first number of its first frame */
export function motionOf(seed: number, face: 0 | 1 = 1, first = FIRST): ClipMotion {
	const random = seeded(seed);
	const lips = ['lipCornerRight', 'lipCornerLeft'] as const;
	const moving = lips.map((name) => REGIONS.indexOf(name));
	const signals = new Float32Array(FRAMES * REGIONS.length * 2);
	for (let frame = 0; frame < FRAMES; frame++) {
		for (let region = 0; region < REGIONS.length; region++) {
			const at = (frame * REGIONS.length + region) * 2;
			signals[at] = 0.04 * random.normal();
			signals[at + 1] = 0.04 * random.normal();
			if (moving.includes(region)) signals[at + 1]! -= 2 * riseAndFall(frame);
		}
	}
	return {
		frames: Int32Array.from({ length: FRAMES }, (_, at) => first + at),
		times: Float64Array.from({ length: FRAMES }, (_, at) => (1000 * at) / FPS),
		faces: new Uint8Array(FRAMES).fill(face),
		signals,
		placing: new Float32Array(FRAMES * 4).fill(1),
	};
}

function riseAndFall(frame: number): number {
	const { onset, apex, offset } = TRUTH;
	if (frame <= onset || frame >= offset) return 0;
	const share =
		frame <= apex ? (frame - onset) / (apex - onset) : (offset - frame) / (offset - apex);
	return 0.5 - 0.5 * Math.cos(Math.PI * share);
}

export const measured = (
	motion: ClipMotion,
	fault: Extract<Report, { kind: 'measured' }>['fault'] = null,
): Report => ({
	kind: 'measured',
	motion,
	width: 480,
	height: 360,
	quality: quality(FRAMES),
	skipped: [],
	fault,
});

/** Every frame in a grey of its own. */
export const shown = (frames: Int32Array): Report => ({
	kind: 'frames-shown',
	pictures: [...frames].map((frame) => ({
		frame,
		size: 2,
		rgba: new Uint8ClampedArray(16).fill(frame),
	})),
	fault: null,
});
