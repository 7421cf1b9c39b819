import { describe, expect, it } from 'vitest';
import type { Movement, Scene } from './signals.ts';
import {
	LIDS,
	SMILE,
	apexOf,
	decided,
	decisionsOf,
	framesOf,
	newSpotter,
	offsetOf,
} from './signals.ts';

const RATES = [15, 20, 25, 30, 60];
const brow: Movement = { onsetMs: 2000, riseMs: 170, fallMs: 190, px200: 1 };
const mouth: Movement = { ...brow, shape: SMILE };

const events = (scene: Scene) => decisionsOf(scene).filter(({ accepted }) => accepted);
const reasons = (scene: Scene) => decisionsOf(scene).map(({ reason }) => reason);

describe('Spotter finds', () => {
	// Least share of movements that become events, by size: what these rates and the neutral
	// sensitivity give. Under 20 fps a movement is four frames long.
	describe.each([
		[15, [0.4, 0.75, 0.75]],
		[20, [0.8, 0.95, 0.95]],
		[25, [0.95, 1, 1]],
		[30, [0.95, 1, 1]],
		[60, [0.95, 1, 1]],
	] as const)('at %i fps', (fps, shares) => {
		it.each([0.5, 1, 2])('movements of %d px200, once, soon and in place', (px200) => {
			const seeds = 16;
			let hits = 0;
			for (let seed = 0; seed < seeds; seed++) {
				const movement = {
					...brow,
					px200,
					onsetMs: 2000 + ((seed * 11) % 70),
					riseMs: 120 + ((seed * 17) % 100),
					fallMs: 150 + ((seed * 29) % 100),
				};
				const found = events({ fps, durationMs: 3600, seed, movements: [movement] });
				expect(found.length).toBeLessThanOrEqual(1);
				const event = found[0];
				if (event === undefined) continue;
				hits += 1;
				const period = 1000 / fps;
				// The top is flat and noise picks the frame.
				expect(Math.abs(event.apexMs - apexOf(movement))).toBeLessThan(Math.max(45, 1.2 * period));
				// A tenth of the way takes a fifth of the time: there the toes are drawn.
				const late = event.onsetMs - movement.onsetMs - 0.2 * movement.riseMs;
				const early = event.offsetMs - offsetOf(movement) + 0.2 * movement.fallMs;
				expect(Math.abs(late)).toBeLessThan(2 * period + 20);
				expect(Math.abs(early)).toBeLessThan(2 * period + 20);
				expect(event.decidedMs - offsetOf(movement)).toBeLessThan(500);
				for (const name of event.regions) expect(name).toMatch(/Brow|glabella/);
				const { dx, dy } = event.parts[0]!;
				expect(dy).toBeLessThan(-0.6 * px200);
				expect(dy).toBeGreaterThan(-1.3 * px200);
				expect(Math.abs(dx)).toBeLessThan(0.2 * px200);
			}
			expect(hits / seeds).toBeGreaterThanOrEqual(shares[[0.5, 1, 2].indexOf(px200)]!);
		});
	});

	it.each([
		['a plateau', { ...brow, riseMs: 130, holdMs: 110, fallMs: 150 }],
		['an incomplete return', { ...brow, returned: 0.75 }],
		['a slow fall', { ...brow, riseMs: 130, fallMs: 320 }],
	])('movements with %s', (_, movement) => {
		for (let seed = 0; seed < 12; seed++) {
			const found = events({ fps: 30, durationMs: 3600, seed, movements: [movement] });
			expect(found).toHaveLength(1);
			expect(Math.abs(found[0]!.apexMs - apexOf(movement))).toBeLessThan(
				35 + ((movement as Movement).holdMs ?? 40) / 2,
			);
		}
	});

	it.each([
		['a tenth of the frames lost', { fps: 30, dropped: 0.1 }],
		['unsteady times', { fps: 25, unsteady: 0.8 }],
	])('movements with %s', (_, timing) => {
		let hits = 0;
		for (let seed = 0; seed < 20; seed++) {
			const found = events({ ...timing, durationMs: 3600, seed, movements: [brow] });
			if (found.length === 1 && Math.abs(found[0]!.apexMs - apexOf(brow)) < 80) hits += 1;
		}
		expect(hits).toBeGreaterThanOrEqual(19);
	});

	it('one after the other, each by itself', () => {
		const movements = [2000, 3200, 4400, 5600].map((onsetMs) => ({ ...brow, onsetMs }));
		const found = events({ fps: 30, durationMs: 7000, movements });
		expect(found).toHaveLength(4);
		found.forEach(({ apexMs }, i) => {
			expect(Math.abs(apexMs - apexOf(movements[i]!))).toBeLessThan(60);
		});
	});

	it('the same frames alike, twice and at another time of day', () => {
		const movements: Movement[] = [
			brow,
			{ ...mouth, onsetMs: 4000 },
			{ ...brow, onsetMs: 6000, returned: 0 },
		];
		const scene = { fps: 30, durationMs: 8000, seed: 5, movements };
		const first = decisionsOf(scene);
		expect(first.length).toBeGreaterThanOrEqual(3);
		expect(decisionsOf(scene)).toEqual(first);
		const later = newSpotter();
		const again = [];
		for (const frame of framesOf(scene)) {
			const decision = later.push({ ...frame, at: (frame.at + 65_536) as typeof frame.at });
			if (decision !== null) again.push(decision.keyFrames);
		}
		expect(again.map(({ onset, apex, offset }) => [onset, apex, offset])).toEqual(
			first.map(({ keyFrames: { onset, apex, offset } }) => [onset, apex, offset]),
		);
	});
});

describe('Spotter is silent', () => {
	it.each(RATES)('over a minute of noise and drift at %i fps', (fps) => {
		const scene = { fps, durationMs: 60_000, seed: fps };
		expect(decisionsOf({ ...scene, drift: 0.5 })).toEqual([]);
		// Swaying by 3 px200 in seconds may look like something now and then, never like an event.
		const swaying = decisionsOf({ ...scene, drift: 1.5 });
		expect(swaying.filter(({ accepted }) => accepted)).toEqual([]);
		expect(swaying.length).toBeLessThan(6);
	});

	it('over strong noise, once it has learnt it', () => {
		const spotter = newSpotter();
		const found = decisionsOf({ fps: 30, durationMs: 60_000, seed: 2, noise: 0.15 }, spotter);
		expect(found.filter(({ accepted }) => accepted)).toEqual([]);
		expect(spotter.floor.values[0]).toBeGreaterThan(0.1);
		expect(spotter.floor.values[0]).toBeLessThan(0.2);
	});
});

describe('Spotter turns down', () => {
	const scene: Scene = { fps: 30, durationMs: 4500, movements: [brow] };
	const during = (ms: number, from = brow.onsetMs, to = offsetOf(brow)) => ms >= from && ms <= to;

	it('what rises and stays', () => {
		for (let seed = 0; seed < 8; seed++) {
			const found = decisionsOf({
				...scene,
				seed,
				movements: [{ ...brow, px200: 2, returned: 0 }],
			});
			expect(found.length).toBeGreaterThan(0);
			for (const { reason, measured, limit } of found) {
				expect(reason).toBe('no-return');
				expect(limit).toBe(0.35);
				expect(measured!).toBeLessThan(0.35);
			}
		}
	});

	it('what falls further than it rose', () => {
		const found = reasons({ ...scene, movements: [{ ...brow, px200: 1.5, returned: 2 }] });
		expect(found.length).toBeGreaterThan(0);
		for (const reason of found) expect(reason).toBe('no-return');
	});

	it('a step, many times over: not one of them looks like a movement', () => {
		for (let seed = 0; seed < 40; seed++) {
			const step = { ...brow, px200: 2, returned: 0, onsetMs: 2000 + (seed % 33) };
			expect(events({ ...scene, durationMs: 3500, seed, movements: [step] })).toEqual([]);
		}
	});

	it('what lasts long, as long or as not returning', () => {
		let judged = 0;
		for (const holdMs of [500, 900, 1500]) {
			for (let seed = 0; seed < 6; seed++) {
				for (const reason of reasons({
					...scene,
					durationMs: 6000,
					seed,
					movements: [{ ...brow, px200: 2, riseMs: 250, holdMs, fallMs: 300 }],
				})) {
					judged += 1;
					expect(['too-long', 'no-return', 'slow-rise', 'too-weak']).toContain(reason);
				}
			}
		}
		expect(judged).toBeGreaterThan(0);
	});

	it('a face whose mesh is broken: numbers that are none', () => {
		const found = decisionsOf({
			...scene,
			circumstances: (ms) => (during(ms, 1900, 2100) ? { scale: NaN, yawDeg: NaN } : {}),
		});
		expect(found.map(({ accepted }) => accepted)).not.toContain(true);
		expect(events(scene)).toHaveLength(1);
	});

	it('what is larger than a micro-expression', () => {
		expect(reasons({ ...scene, movements: [{ ...brow, px200: 6 }] })).toContain('too-large');
		expect(events({ ...scene, movements: [{ ...brow, px200: 6 }] })).toEqual([]);
	});

	it('brows that dip with a blink, but not the mouth', () => {
		const from = 2000;
		const lids = { onsetMs: from, riseMs: 120, fallMs: 200, px200: 3, shape: LIDS };
		const dip: Movement = {
			...lids,
			px200: 0.3,
			shape: {
				innerBrowRight: [0, 0.6],
				innerBrowLeft: [0, 0.6],
				outerBrowRight: [0, 1],
				outerBrowLeft: [0, 1],
				malarRight: [0, -0.5],
				malarLeft: [0, -0.5],
			},
		};
		const blink: Scene = {
			...scene,
			circumstances: (ms) =>
				during(ms, from, from + 300) ? { blinking: true, eyeChange: 0.12 } : {},
		};
		const found = decisionsOf({ ...blink, movements: [lids, dip] });
		expect(found.map(({ accepted }) => accepted)).not.toContain(true);
		expect(found.map(({ reason }) => reason)).toContain('blink');
		const smiling = events({ ...blink, movements: [lids, dip, { ...mouth, px200: 1.5 }] });
		expect(smiling).toHaveLength(1);
		expect(smiling[0]!.regions[0]).toMatch(/lip|cheek/i);
	});

	it('the mouth in speech, but not the brows', () => {
		// Syllables: the lips part and close, four times a second and never alike.
		const syllables = Array.from({ length: 14 }, (_, k): Movement => ({
			onsetMs: 300 + 260 * k + ((k * 37) % 50),
			riseMs: 90 + ((k * 29) % 50),
			fallMs: 100 + ((k * 17) % 60),
			px200: 1.2 + ((k * 31) % 10) / 8,
			shape: {
				lowerLip: [0, 1],
				chin: [0, 0.9],
				upperLip: [0, -0.2],
				lipCornerRight: [0.4, 0.2],
				lipCornerLeft: [-0.4, 0.2],
			},
		}));
		const speech: Scene = { ...scene, circumstances: () => ({ speaking: true }) };
		const found = decisionsOf({ ...speech, movements: [...syllables, { ...brow, px200: 1.5 }] });
		const accepted = found.filter((decision) => decision.accepted);
		expect(accepted).toHaveLength(1);
		expect(accepted[0]!.regions[0]).toMatch(/Brow/);
		expect(found.map(({ reason }) => reason)).toContain('speech');
		expect(events({ ...speech, movements: syllables })).toEqual([]);
	});

	it('anything while the head turns', () => {
		const turning = decisionsOf({
			...scene,
			circumstances: (ms) => ({ headDegPerS: during(ms) ? 80 : 1 }),
		});
		expect(turning).toMatchObject([{ reason: 'head-turn', measured: 80, limit: 60 }]);
		const away = (ms: number) => ({ turnedDeg: during(ms) ? 40 : 5 });
		expect(decisionsOf({ ...scene, circumstances: away })).toMatchObject([
			{ reason: 'head-turn', measured: 40, limit: 32 },
		]);
		// Turning away after it is back does not undo it.
		const after = (ms: number) => ({ turnedDeg: ms > offsetOf(brow) + 60 ? 40 : 5 });
		expect(events({ ...scene, circumstances: after })).toHaveLength(1);
		const before = (ms: number) => ({ headDegPerS: ms < 1400 ? 80 : 1 });
		expect(events({ ...scene, circumstances: before })).toHaveLength(1);
	});

	it('a step of the light, but not a slow change', () => {
		const step = (ms: number) => ({ light: ms < apexOf(brow) - 50 ? 120 : 140 });
		const found = decisionsOf({ ...scene, circumstances: step });
		expect(found).toMatchObject([{ reason: 'lighting', limit: 0.08 }]);
		expect(found[0]!.measured).toBeCloseTo(20 / 120, 5);
		expect(events({ ...scene, circumstances: (ms) => ({ light: 120 + ms / 50 }) })).toHaveLength(1);
	});

	it('everything at a frame rate that shows nothing', () => {
		const found = decisionsOf({ ...scene, fps: 12, movements: [{ ...brow, px200: 2 }] });
		expect(found.length).toBeGreaterThan(0);
		for (const { reason } of found) expect(reason).toBe('low-frame-rate');
	});

	it('a flicker of a few hundredths of a second', () => {
		const found = Array.from({ length: 6 }, (_, seed) => {
			const flicker = { ...brow, riseMs: 45, fallMs: 45, px200: 2 };
			return reasons({ ...scene, seed, fps: 60, movements: [flicker] });
		}).flat();
		expect(found).toContain('too-short');
		expect(found).not.toContain(null);
	});

	it('a slow rise', () => {
		const slow = { ...brow, riseMs: 470, fallMs: 110, px200: 1.5 };
		const found = Array.from({ length: 6 }, (_, seed) =>
			reasons({ ...scene, seed, movements: [slow] }),
		);
		expect(found.flat()).toContain('slow-rise');
		expect(found.flat()).not.toContain(null);
	});

	it('the second of two that overlap', () => {
		// The second leaves before the first is back.
		const second = { ...mouth, onsetMs: brow.onsetMs + 300 };
		const found = decisionsOf({ ...scene, movements: [brow, second] });
		expect(found[0]!.accepted).toBe(true);
		expect(found.slice(1).map(({ reason }) => reason)).toEqual(['overlap']);
	});

	it('what the sensitivity asks it to', () => {
		const faint = { ...brow, px200: 0.3 };
		const at = (perMinute: number) => {
			const spotter = newSpotter();
			spotter.setFalseAlarms(perMinute);
			return decisionsOf({ ...scene, movements: [faint] }, spotter).map(({ reason }) => reason);
		};
		expect(at(20)).toEqual([null]);
		expect(at(0.05)).toEqual(['too-weak']);
	});
});

describe('Spotter and a run that breaks', () => {
	/** Decisions when frames from `from` to `to` are missing, and the run is broken there or not. */
	function withGap(
		from: number,
		to: number,
		movements: readonly Movement[] = [brow],
		fps = 30,
		reason: 'face-lost' | 'scene-cut' = 'face-lost',
	) {
		const spotter = newSpotter();
		const out = [];
		let broken = false;
		for (const frame of framesOf({ fps, durationMs: 5000, movements })) {
			if (frame.at >= from && !broken) {
				for (const cut of spotter.breakRun(reason)) out.push(decided(spotter, cut, frame.at));
				broken = true;
			}
			if (frame.at >= from && frame.at < to) continue;
			const decision = spotter.push(frame);
			if (decision !== null) out.push(decided(spotter, decision, frame.at));
		}
		return out;
	}
	const apex = apexOf(brow);

	it('makes no event of a movement that was cut, wherever the cut is', () => {
		for (let at = brow.onsetMs; at < offsetOf(brow) - 60; at += 20) {
			for (const decision of withGap(at, at + 60)) expect(decision.accepted).toBe(false);
		}
	});

	it('decides a movement that was back before the break', () => {
		for (const late of [150, 250, 350]) {
			const found = withGap(offsetOf(brow) + late, offsetOf(brow) + late + 400);
			expect(found).toMatchObject([{ reason: null }]);
			expect(Math.abs(found[0]!.apexMs - apex)).toBeLessThan(50);
		}
	});

	it.each(['face-lost', 'scene-cut'] as const)(
		'keeps a candidate cut off, with its reason %s',
		(reason) => {
			const slow = { ...brow, fallMs: 300, px200: 2 };
			const found = withGap(apexOf(slow) + 190, apexOf(slow) + 500, [slow], 30, reason);
			expect(found).toContainEqual(
				expect.objectContaining({ accepted: false, reason, limit: null }),
			);
			expect(found.map(({ accepted }) => accepted)).not.toContain(true);
		},
	);

	it('says nothing twice: a movement that was decided is not lost afterwards', () => {
		for (let after = 560; after < 1000; after += 20) {
			const found = withGap(apex + after, apex + after + 200);
			expect(found).toHaveLength(1);
		}
	});

	it('never puts a key frame on the far side', () => {
		// Something large just before the break, the movement shortly after it.
		const before = { ...brow, onsetMs: 1600, riseMs: 80, fallMs: 80, px200: 3, returned: 0 };
		const cut = 1700;
		let judged = 0;
		for (let onsetMs = cut + 40; onsetMs < cut + 240; onsetMs += 10) {
			for (const decision of withGap(cut, cut + 30, [before, { ...brow, onsetMs }])) {
				if (decision.apexMs < cut) continue;
				judged += 1;
				expect(decision.onsetMs).toBeGreaterThanOrEqual(cut);
			}
		}
		expect(judged).toBeGreaterThan(0);
	});

	it('finds what comes a while after', () => {
		const found = withGap(800, 1200);
		expect(found.map(({ accepted }) => accepted)).toEqual([true]);
	});
});
