import { beforeEach, describe, expect, it } from 'vitest';
import type { FaceChoice } from '../../../../src/core/record/index.ts';
import type { FaceBox } from '../../../../src/line/landmarks/face-region.ts';
import { FaceCompany } from '../../../../src/line/landmarks/face-company.ts';

const face = (x: number, y = 100, size = 80): FaceBox => ({ x, y, width: size, height: size });
const LEFT = face(40);
const MIDDLE = face(250, 100, 60);
const RIGHT = face(450, 100, 100);
const ALL = [MIDDLE, RIGHT, LEFT];

let company: FaceCompany;
beforeEach(() => {
	company = new FaceCompany();
	company.resize(640, 480);
});

function follow(choice: FaceChoice, found = ALL, at = 0) {
	company.begin(choice);
	const nth = Math.max(1, company.countFromLeft);
	const chosen = company.candidates(found, at)[nth - 1] ?? null;
	const taken = chosen && company.takeUp(chosen, at);
	company.look(found, at, chosen);
	return { chosen, taken };
}

/** Both faces are seen for a while, so that the company is believed. */
function settle(found: readonly FaceBox[], own: FaceBox): void {
	for (const at of [100, 600, 1100]) {
		company.follow(own, at);
		company.look(found, at, own);
	}
}

describe('the face that is followed', () => {
	it.each<[FaceChoice, FaceBox]>([
		['largest', RIGHT],
		['left', LEFT],
		['right', RIGHT],
		[1, LEFT],
		[2, MIDDLE],
		[3, RIGHT],
	])('is the one that was chosen: %s', (choice, wanted) => {
		const { chosen, taken } = follow(choice);
		expect(chosen).toBe(wanted);
		expect(taken).toEqual({ person: 1, why: 'first' });
	});

	it('is awaited until there are so many from the left', () => {
		expect(follow(4).chosen).toBeNull();
		expect(follow(2, [RIGHT]).chosen).toBeNull();
		expect(company.candidates([LEFT, RIGHT], 40)[1]).toBe(RIGHT);
	});

	it('is taken up where it was, although a larger one is there', () => {
		follow('left');
		settle(ALL, LEFT);
		expect(company.candidates([RIGHT, face(60)], 1200)[0]).toEqual(face(60));
		expect(company.takeUp(face(60), 1200)).toBeNull();
	});

	it('is not left for somebody who was beside it, until it has been away for two seconds', () => {
		follow('largest');
		settle(ALL, RIGHT);
		expect(company.candidates([LEFT, MIDDLE], 1200)).toEqual([]);
		expect(company.candidates([LEFT, MIDDLE], 3000)).toEqual([]);
		expect(company.candidates([LEFT, MIDDLE], 3200)[0]).toBe(LEFT);
		// Whoever that is was known by a number.
		const { person } = company.companions.find(({ last }) => last.x === LEFT.x)!;
		expect(company.takeUp(LEFT, 3200)).toEqual({ person, why: 'other' });
	});

	it('is never left for them where a person chose it', () => {
		follow('right');
		settle(ALL, RIGHT);
		expect(company.candidates([LEFT, MIDDLE], 60_000)).toEqual([]);
	});

	it('may be somebody else at another place, and after a while at the same', () => {
		follow('largest', [RIGHT]);
		expect(company.candidates([LEFT], 200)[0]).toBe(LEFT);
		expect(company.takeUp(LEFT, 200)).toEqual({ person: 2, why: 'other' });
		expect(company.takeUp(LEFT, 900)).toEqual({ person: 2, why: 'again' });
	});

	it('is chosen anew after a cut, and is somebody else', () => {
		follow('largest');
		settle(ALL, RIGHT);
		company.cut();
		expect(company.candidates([RIGHT, face(20, 100, 300)], 1133)[0]).toEqual(face(20, 100, 300));
		expect(company.takeUp(RIGHT, 1133)).toMatchObject({ why: 'cut' });
	});

	it('is the person of a span only, from its first frame to a cut', () => {
		const place = { x: LEFT.x / 640, y: LEFT.y / 480, width: 80 / 640, height: 80 / 480 };
		company.begin({ person: 2, fromMs: 500, toMs: 4000, place });
		expect(company.candidates(ALL, 400)).toEqual([]);
		expect(company.candidates(ALL, 500)).toEqual([LEFT]);
		expect(company.takeUp(LEFT, 500)).toEqual({ person: 2, why: 'first' });
		company.cut();
		expect(company.candidates(ALL, 1000)).toEqual([]);
	});
});

describe('others', () => {
	it('are believed when seen twice, with their first and last moment and their side', () => {
		follow('largest');
		expect(company.companions).toEqual([]);
		expect(company.unsettled).toBe(true);
		settle([LEFT, RIGHT], RIGHT);
		expect(company.companions).toMatchObject([
			{ fromMs: 0, toMs: 1100, side: 'left', first: LEFT },
		]);
		company.look([RIGHT], 1600, RIGHT);
		company.look([LEFT, RIGHT], 9000, RIGHT);
		company.look([LEFT, RIGHT], 9100, RIGHT);
		expect(company.companions.map(({ fromMs, toMs }) => [fromMs, toMs])).toEqual([
			[0, 1100],
			[9000, 9100],
		]);
		expect(new Set(company.companions.map(({ person }) => person)).size).toBe(2);
	});

	it('are not the followed face seen by the detector, nor one glimpse', () => {
		follow('largest', [RIGHT]);
		company.look([face(460, 110, 90), LEFT], 500, RIGHT);
		company.look([face(455, 100, 95)], 600, RIGHT);
		company.look([RIGHT], 1100, RIGHT);
		expect(company.companions).toEqual([]);
	});

	it('are noticed where what follows the face goes over to them', () => {
		follow('largest');
		settle(ALL, RIGHT);
		expect(company.strayed(RIGHT, face(430, 100, 100))).toBe(false);
		expect(company.strayed(RIGHT, face(270, 100, 70))).toBe(true);
	});
});
