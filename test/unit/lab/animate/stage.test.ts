import { describe, expect, test } from 'vitest';
import { FILM_KINDS, openStage } from '../../../../src/lab/animate/index.ts';
import type { DrawnFootage, FilmWish } from '../../../../src/lab/animate/index.ts';
import { FaceLine } from '../../../../src/line/pipeline/index.ts';
import { millis } from '../../../../src/core/kernel/index.ts';
import { faceAt, lumaPlaneFor, withoutColour } from '../../../../src/lab/footage/index.ts';
import { portraitOf, talkerOf } from './people.ts';

const stage = openStage([talkerOf('a', 6), talkerOf('b', 6)], [portraitOf(1), portraitOf(2)]);
const short: FilmWish = { seconds: 2, fps: 25, pxPerPx200: 0.4 };

function lumaOf(film: DrawnFootage, frame: number): Uint8Array {
	const luma = new Uint8Array(film.width * film.height);
	film.readLuma(frame, luma);
	return luma;
}

test('a stage knows who moves and who sits', () => {
	expect(stage.movers).toEqual(['a', 'b']);
	expect(stage.sitters).toEqual(['portrait-1', 'portrait-2']);
	expect(() => openStage([talkerOf('a', 0.5)], [portraitOf(1)])).toThrow('no video');
});

describe('a drawn film', () => {
	test('is the same for the same seed, and for a frame that is asked for again', () => {
		const film = stage.draw(7, short);
		const again = stage.draw(7, short);
		const first = lumaOf(film, 10);
		lumaOf(film, 30);
		expect(lumaOf(film, 10)).toEqual(first);
		expect(lumaOf(again, 10)).toEqual(first);
		expect(again.meshes).toEqual(film.meshes);
		expect(again.truth).toEqual(film.truth);
		expect(lumaOf(stage.draw(8, short), 10)).not.toEqual(first);
	});

	test('has the motion of nobody but those who are allowed', () => {
		for (let seed = 0; seed < 2; seed++) {
			const film = stage.draw(seed, { ...short, kind: 'reading', people: ['b'] });
			expect(film.people).toEqual(['b']);
		}
		expect(() => stage.draw(1, { ...short, people: ['nobody'] })).toThrow('nobody');
	});

	test('has as many frames and faces as it says, of the size it says', () => {
		const film = stage.draw(3, { seconds: 2, fps: 50, pxPerPx200: 0.5 });
		expect(film.frames).toBe(100);
		expect(film.times.at(-1)).toBeCloseTo(1980, 6);
		const canthi = Math.hypot(
			(film.meshes[3 * 33]! - film.meshes[3 * 263]!) * film.width,
			(film.meshes[3 * 33 + 1]! - film.meshes[3 * 263 + 1]!) * film.height,
		);
		// The head leans a little to and from the camera.
		expect(canthi / 95).toBeGreaterThan(0.44);
		expect(canthi / 95).toBeLessThan(0.56);
	});

	test('knows its movements, if any were wished for', () => {
		const none = stage.draw(5, { ...short, movementsPerMinute: 0 });
		expect(none.truth.events).toEqual([]);
		const some = stage.draw(5, {
			...short,
			seconds: 12,
			movementsPerMinute: 30,
			peaksPx200: [2],
		});
		expect(some.truth.events.length).toBeGreaterThan(2);
		for (const { onset, apex, offset, relaxEnd, peakPx200 } of some.truth.events) {
			expect(onset).toBeLessThan(apex);
			expect(apex).toBeLessThan(offset);
			expect(relaxEnd).toBeGreaterThanOrEqual(offset);
			expect(peakPx200).toBe(2);
		}
	});

	test('says where a talking mouth is, and a calm film says nothing of the kind', () => {
		const kinds = (film: DrawnFootage): Set<string> =>
			new Set(film.truth.nuisances.map(({ kind }) => kind));
		expect(kinds(stage.draw(2, { ...short, kind: 'reading' }))).toContain('mouth');
		expect(kinds(stage.draw(2, { ...short, kind: 'blinking', seconds: 30, fps: 15 }))).toContain(
			'blink',
		);
		expect(kinds(stage.draw(2, { ...short, kind: 'calm' }))).not.toContain('mouth');
	});

	test.for(FILM_KINDS)('%s goes through the line', (kind) => {
		const film = stage.draw(11, { ...short, kind });
		const line = new FaceLine();
		const luma = lumaPlaneFor(film);
		for (let frame = 0; frame < film.frames; frame++) {
			film.readLuma(frame, luma.data);
			const at = millis(film.times[frame]!);
			line.measure(withoutColour(luma), faceAt(film, frame), at);
			line.spot(at, frame);
			expect(line.face.state).toBe('tracked');
		}
		// The eyes lie where the crop has them: what is seen of the face is not empty.
		expect(line.face.light).toBeGreaterThan(20);
	});
});
