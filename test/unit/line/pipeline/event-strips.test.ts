import { describe, expect, it } from 'vitest';
import { millis } from '../../../../src/core/kernel/index.ts';
import type { StripSource } from '../../../../src/line/pipeline/event-strips.ts';
import { EventStrips } from '../../../../src/line/pipeline/event-strips.ts';
import type { Report } from '../../../../src/line/pipeline/protocol.ts';

const FRAME_MS = 40;

/** A ring that holds frames `oldest` to the newest; each picture is its frame's number. */
function line(oldest = 0) {
	const source = {
		newest: 0,
		cropSize: 1,
		get newestMs() {
			return this.newest * FRAME_MS;
		},
		timeOf: (frame: number) => frame * FRAME_MS,
		framesBetween(around: number, fromMs: number, toMs: number) {
			if (around < oldest) return [];
			const all = Array.from({ length: this.newest - oldest + 1 }, (_, at) => oldest + at);
			return all
				.map((index) => ({
					index,
					ms: millis(index * FRAME_MS),
					paint: () => new Uint8ClampedArray([index, 0, 0, 255]),
				}))
				.filter(({ ms }) => ms >= fromMs && ms <= toMs);
		},
	};
	return source satisfies StripSource & { newest: number };
}

const compress = (rgba: Uint8ClampedArray<ArrayBuffer>): Promise<Blob> =>
	Promise.resolve(new Blob([rgba]));

const sentBy = (reports: readonly Report[]) =>
	reports.flatMap((report) => (report.kind === 'event-strip' ? [report] : []));

describe('strips of events', () => {
	it('reach from before the onset to after the offset, once those frames have come', async () => {
		const source = line();
		const reports: Report[] = [];
		const strips = new EventStrips(source, compress, (report) => reports.push(report));
		source.newest = 30;
		strips.want('e1', { onset: 20, apex: 24, offset: 28 }, Promise.resolve());
		await strips.sent;
		expect(reports).toEqual([]);
		for (source.newest = 31; source.newest <= 40; source.newest++) strips.frameTaken();
		await strips.sent;
		const [report] = sentBy(reports);
		expect(report?.event).toBe('e1');
		const { frames, ms, pictures } = report!.strip;
		// 300 ms are seven and a half frames.
		expect([frames[0], frames.at(-1)]).toEqual([13, 35]);
		expect(ms[0]).toBe(13 * FRAME_MS);
		expect(pictures).toHaveLength(frames.length);
		expect(new Uint8Array(await pictures[0]!.arrayBuffer())[0]).toBe(13);
	});

	it('end with the session where it ends earlier, before anybody hears that it has', async () => {
		const source = line();
		const reports: Report[] = [];
		const strips = new EventStrips(source, compress, (report) => reports.push(report));
		source.newest = 30;
		strips.want('e1', { onset: 20, apex: 24, offset: 28 }, Promise.resolve());
		await strips.finish();
		expect(sentBy(reports)[0]?.strip.frames.at(-1)).toBe(30);
	});

	it('follow the report of their event', async () => {
		const source = line();
		const order: string[] = [];
		const strips = new EventStrips(source, compress, ({ kind }) => order.push(kind));
		source.newest = 60;
		let reported = (): void => {};
		const event = new Promise<void>((resolve) => (reported = resolve));
		strips.want('e1', { onset: 20, apex: 24, offset: 28 }, event);
		await Promise.resolve();
		order.push('event-found');
		reported();
		await strips.finish();
		expect(order).toEqual(['event-found', 'event-strip']);
	});

	it('are left out where the ring has let go, or a picture cannot be made', async () => {
		const reports: Report[] = [];
		const late = line(50);
		late.newest = 80;
		const gone = new EventStrips(late, compress, (report) => reports.push(report));
		gone.want('e1', { onset: 20, apex: 24, offset: 28 }, Promise.resolve());
		await gone.finish();
		const source = line();
		source.newest = 80;
		const refuse = (): Promise<Blob> => Promise.reject(new Error('no memory'));
		const broken = new EventStrips(source, refuse, (report) => reports.push(report));
		broken.want('e1', { onset: 20, apex: 24, offset: 28 }, Promise.resolve());
		await broken.finish();
		expect(reports).toEqual([]);
	});

	it('of a live source are left out rather than piled up', () => {
		const source = line();
		source.newest = 80;
		const strips = new EventStrips(
			source,
			() => new Promise(() => {}),
			() => {},
		);
		const key = { onset: 20, apex: 24, offset: 28 };
		for (let i = 0; i < 40; i++) strips.want(`e${i}`, key, Promise.resolve());
		expect(strips.crowded).toBe(true);
	});
});
