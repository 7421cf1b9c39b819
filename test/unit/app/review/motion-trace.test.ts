import { expect, test } from 'vitest';
import type { ClipMotion } from '../../../../src/core/record/index.ts';
import { REGIONS } from '../../../../src/core/record/index.ts';
import { placesAround, spanOf, traceOf } from '../../../../src/app/review/audit/motion-trace.ts';
import type { ReselectedRow } from '../../../../src/app/auditing/rows.ts';
import { film, record } from '../sessions/records.ts';

/** Frames 100 to 199 at 50 a second; the chin goes 3 px to the right from 140 to 150 and back. */
function motion(): ClipMotion {
	const frames = Int32Array.from({ length: 100 }, (_, at) => 100 + at);
	const signals = new Float32Array(100 * REGIONS.length * 2);
	const chin = REGIONS.indexOf('chin');
	for (let at = 40; at <= 60; at++) {
		signals[(at * REGIONS.length + chin) * 2] = 0.3 * (10 - Math.abs(at - 50));
	}
	const faces = new Uint8Array(100).fill(1);
	faces[55] = 0;
	return {
		frames,
		signals,
		faces,
		placing: new Float32Array(400),
		times: Float64Array.from(frames, (_, at) => 20 * at),
	};
}

const key = (coded: number, frame: number) => ({
	coded,
	frame,
	low: frame - 1,
	high: frame + 1,
	moved: 0.5,
});
const mark = { ms: 0, lowMs: 0, highMs: 0, codedMs: 0, moved: 0.5 };
const row: ReselectedRow = {
	id: 'm1',
	clip: film('a.mp4'),
	record: record('a', { onset: 138, apex: 151, offset: 165 }),
	why: null,
	marks: { name: 'Ann', onset: mark, apex: mark, offset: mark, doubt: 0.5, frameMs: 20 },
	reselection: {
		id: 'm1',
		onset: key(138, 140),
		apex: key(151, 150),
		offset: key(165, 160),
		evidence: 20,
		doubt: 0.5,
		peakPx200: 3,
		fps: 50,
	},
};

test('the strongest region, along its own way from onset to apex', () => {
	const trace = traceOf(motion(), row)!;
	expect(trace.region).toBe('chin');
	const at = (frame: number) => trace.points.find((point) => point.frame === frame)!.px200;
	expect(at(140)).toBeCloseTo(0, 5);
	expect(at(150)).toBeCloseTo(3, 5);
	expect(at(145)).toBeCloseTo(1.5, 5);
	expect(at(155)).toBeNull(); // no face
});

test('200 ms beyond the outermost frame on either side', () => {
	expect(spanOf(row)).toEqual([138, 165]);
	const { frames } = motion();
	const places = placesAround(motion(), row);
	expect([frames[places[0]!], frames[places.at(-1)!]]).toEqual([128, 175]);
});

test('without the onset or apex among the frames there is no curve', () => {
	const outside = { ...row, reselection: { ...row.reselection, onset: key(90, 90) } };
	expect(traceOf(motion(), outside)).toBeNull();
});
