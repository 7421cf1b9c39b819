import { describe, expect, test } from 'vitest';
import { proofScript } from '../../../src/study/actor/index.ts';
import { seeded } from '../../../src/core/kernel/index.ts';
import type { FoundEvent } from '../../support/shown-movements.ts';
import { compare, phaseOf } from '../../support/shown-movements.ts';

const truth = proofScript().truth(30);
const frameMs = 1000 / truth.fps;
const loopMs = truth.frames * frameMs;
const blink = truth.nuisances.find(
	({ kind, startMs, endMs }) =>
		kind === 'blink' &&
		truth.events.every(
			({ onset, offset }) => offset * frameMs < startMs || onset * frameMs > endMs,
		),
)!;

/** Only what the comparison reads. */
function event(onsetMs: number, apexMs: number, offsetMs: number, decidedAtMs: number): FoundEvent {
	const at = (ms: number) => ({ frame: Math.round(ms / frameMs), ms, uncertaintyMs: frameMs });
	return {
		id: 'e',
		onset: at(onsetMs),
		apex: at(apexMs),
		offset: at(offsetMs),
		decidedAtMs,
	} as FoundEvent;
}

/** The shown movements as a camera `phaseMs` into its clip would report them, with some jitter. */
function foundBy(phaseMs: number, jitterMs: number): FoundEvent[] {
	const random = seeded(1);
	return truth.events.map(({ onset, apex, offset }) => {
		const session = (frame: number): number => {
			const ms = frame * frameMs - phaseMs + random.uniform(-jitterMs, jitterMs);
			return ms < 0 ? ms + loopMs : ms;
		};
		const end = session(offset);
		return event(session(onset), session(apex), end, end + 400);
	});
}

describe('the phase of a looping camera', () => {
	test.each([0, 700, 20_000, 44_000])('%i ms is found again, whatever jitters', (phaseMs) => {
		const found = phaseOf(foundBy(phaseMs, 10), truth);
		const away = Math.abs(found - phaseMs);
		expect(Math.min(away, loopMs - away)).toBeLessThan(10);
	});

	test('neither misses nor events that were not shown pull it', () => {
		const found = foundBy(700, 10).filter((_, i) => i % 3 !== 0);
		const extra = [1000, 9000, 17_000].map((ms) => event(ms, ms + 100, ms + 200, ms + 600));
		expect(Math.abs(phaseOf([...extra, ...found], truth) - 700)).toBeLessThan(10);
	});
});

describe('the comparison', () => {
	test('pairs every shown movement with its event, across the loop’s seam too', () => {
		const { matches, missed, extra } = compare(foundBy(20_000, 0), truth, 20_000);
		expect(matches).toHaveLength(truth.events.length);
		expect([...missed, ...extra]).toEqual([]);
		for (const { apexErrorFrames, decidedAfterMs } of matches) {
			expect(apexErrorFrames).toBeCloseTo(0, 6);
			expect(decidedAfterMs).toBeCloseTo(400, 6);
		}
	});

	test('counts a late apex in frames and a late decision in ms', () => {
		const [{ onset, apex, offset }] = truth.events as [(typeof truth.events)[0]];
		const late = event(
			onset * frameMs,
			(apex + 3) * frameMs,
			offset * frameMs,
			offset * frameMs + 900,
		);
		const { matches, missed } = compare([late], truth, 0);
		expect(missed).toHaveLength(truth.events.length - 1);
		expect(matches[0]!.apexErrorFrames).toBeCloseTo(3, 6);
		expect(matches[0]!.decidedAfterMs).toBeCloseTo(900, 6);
	});

	test('an event in a blink is one only where no movement was shown', () => {
		const { startMs, endMs } = blink;
		const inBlink = event(startMs, (startMs + endMs) / 2, endMs, endMs + 400);
		const elsewhere = event(500, 600, 700, 1100);
		const { extra, fromBlinks } = compare([inBlink, elsewhere, ...foundBy(0, 0)], truth, 0);
		expect(extra).toEqual([inBlink, elsewhere]);
		expect(fromBlinks).toEqual([inBlink]);
	});
});
