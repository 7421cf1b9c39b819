import { describe, expect, it } from 'vitest';
import {
	ActorScript,
	demoScript,
	MICRO_KINDS,
	proofScript,
	unitIndex,
} from '../../../../src/study/actor/index.ts';
import type { ScriptOptions, TruthEvent } from '../../../../src/study/actor/index.ts';

const still: ScriptOptions = {
	seed: 3,
	durationMs: 60_000,
	microExpressions: { perMinute: 12 },
	blinksPerMinute: 0,
	sway: 0,
};

/** Contraction of an event's first unit at a frame, on the side it is shown on. */
function shown(script: ActorScript, event: TruthEvent, frame: number, fps: number): number {
	const pose = script.poseAt((1000 * frame) / fps);
	const { au } = event.aus[0]!;
	return Math.max(pose.left[unitIndex(au)]!, pose.right[unitIndex(au)]!);
}

describe('truth', () => {
	it.each([15, 20, 25, 30, 60])('key frames follow the rules at %d fps', (fps) => {
		const script = new ActorScript(still);
		for (const event of script.truth(fps).events) {
			const at = (frame: number): number => shown(script, event, frame, fps);
			let peak = 0;
			for (let k = event.onset; k <= event.offset; k++) peak = Math.max(peak, at(k));
			expect(at(event.onset)).toBeLessThanOrEqual(0.02 * peak);
			expect(at(event.onset + 1)).toBeGreaterThan(0.02 * peak);
			expect(at(event.offset)).toBeLessThanOrEqual(0.05 * peak);
			expect(at(event.offset - 1)).toBeGreaterThan(0.05 * peak);
			const top: number[] = [];
			for (let k = event.onset; k <= event.offset; k++) if (at(k) >= 0.99 * peak) top.push(k);
			expect(Math.abs(event.apex - (top[0]! + top.at(-1)!) / 2)).toBeLessThanOrEqual(0.5);
		}
	});

	it('times are those of micro-expressions, apart, and after the calm start', () => {
		for (let seed = 0; seed < 20; seed++) {
			const { events } = new ActorScript({ ...still, seed }).truth(30);
			expect(events).toHaveLength(12);
			let rested = 3000;
			for (const event of events) {
				expect(event.onsetMs).toBeGreaterThanOrEqual(rested);
				rested = event.offsetMs + 1200;
				const lengthMs = event.offsetMs - event.onsetMs;
				expect(lengthMs).toBeGreaterThanOrEqual(200);
				expect(lengthMs).toBeLessThanOrEqual(500);
				expect(event.peakPx200).toBeGreaterThanOrEqual(1.5);
				expect(event.peakPx200).toBeLessThanOrEqual(3);
			}
			expect(rested).toBeLessThan(60_000 + 1200);
		}
	});

	it('about a fifth is one-sided, and every kind comes up', () => {
		const events = Array.from(
			{ length: 60 },
			(_, seed) => new ActorScript({ ...still, seed }).truth(30).events,
		).flat();
		const oneSided = events.filter((event) => event.side !== 'both');
		expect(oneSided.length / events.length).toBeGreaterThan(0.14);
		expect(oneSided.length / events.length).toBeLessThan(0.27);
		for (const event of oneSided) {
			const silent = event.side === 'left' ? 'right' : 'left';
			for (const share of event.aus) expect(share[silent]).toBe(0);
		}
		const kinds = new Set(events.map((event) => event.aus.map(({ au }) => au).join('+')));
		expect([...kinds].sort()).toEqual(MICRO_KINDS.map(({ aus }) => aus.join('+')).sort());
	});

	it('nothing moves between events when nothing else is asked for', () => {
		const script = new ActorScript(still);
		const { events } = script.truth(30);
		for (let ms = 0; ms < script.durationMs; ms += 37) {
			if (events.some((event) => ms > event.onsetMs && ms < event.offsetMs)) continue;
			const pose = script.poseAt(ms);
			expect(Math.max(...pose.left, ...pose.right)).toBe(0);
			expect([pose.aperture, pose.gazeX, pose.jaw, pose.x, pose.yaw, pose.light]).toEqual([
				1, 0, 0, 0, 0, 1,
			]);
		}
	});

	it('refuses more movements than fit', () => {
		const crowded = { ...still, microExpressions: { perMinute: 60 } };
		expect(() => new ActorScript(crowded)).toThrow(RangeError);
	});
});

describe('play', () => {
	it('is a pure function of time and seed', () => {
		const [a, b] = [proofScript(), proofScript()];
		const times = [41_234.5, 100, 20_000, 41_234.5];
		expect(times.map((ms) => a.poseAt(ms))).toEqual(times.map((ms) => b.poseAt(ms)));
		expect(a.truth(30)).toEqual(b.truth(30));
	});

	it('ends as it begins', () => {
		const script = demoScript();
		const [end, begin] = [script.poseAt(script.durationMs - 1e-6), script.poseAt(0)];
		for (const key of ['x', 'y', 'roll', 'yaw', 'pitch', 'scale', 'aperture', 'gazeX'] as const) {
			expect(end[key]).toBeCloseTo(begin[key], 4);
		}
	});

	it('the proof shows ten movements, eight blinks or more, and speech without an event in it', () => {
		const { events, nuisances, frames } = proofScript().truth(30);
		expect(frames).toBe(1350);
		expect(events).toHaveLength(10);
		expect(new Set(events.map((event) => event.class3)).size).toBe(3);
		expect(nuisances.filter(({ kind }) => kind === 'blink').length).toBeGreaterThanOrEqual(8);
		const speech = nuisances.filter(({ kind }) => kind === 'speech');
		expect(speech).toHaveLength(1);
		for (const event of events) {
			const apart = event.offsetMs < speech[0]!.startMs || event.onsetMs > speech[0]!.endMs;
			expect(apart).toBe(true);
		}
	});

	it('blinks close fully within 100 to 150 ms and reopen more slowly', () => {
		const script = new ActorScript({ ...still, blinksPerMinute: 14 });
		const blinks = script.truth(30).nuisances.filter(({ kind }) => kind === 'blink');
		expect(blinks).toHaveLength(14);
		for (const { startMs, endMs } of blinks) {
			const times: number[] = [];
			for (let ms = startMs; ms <= endMs; ms++) {
				if (script.poseAt(ms).aperture < 0.01) times.push(ms);
			}
			const closingMs = times[0]! - startMs;
			expect(closingMs).toBeGreaterThan(85);
			expect(closingMs).toBeLessThanOrEqual(151);
			expect(endMs - times.at(-1)!).toBeGreaterThan(closingMs);
		}
	});
});
