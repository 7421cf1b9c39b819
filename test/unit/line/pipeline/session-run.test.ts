import { describe, expect, it } from 'vitest';
import type { FrameFeed } from '../../../../src/line/camera/worker/index.ts';
import type { LineEngine } from '../../../../src/line/pipeline/engine.ts';
import { FaceLine } from '../../../../src/line/pipeline/face-line.ts';
import type { Report } from '../../../../src/line/pipeline/protocol.ts';
import { SessionRun } from '../../../../src/line/pipeline/session-run.ts';
import { fakeFeed, noNews } from './frames.ts';

const feedOf = (kind: FrameFeed['kind'], frames: number, readable = true): FrameFeed =>
	fakeFeed({ kind, frames, ...(readable ? {} : { unreadable: 0 }) });

/** A picture in which nobody is. */
const faceless = {
	tracker: {
		beginSession: () => {},
		wanted: null,
		news: noNews(),
		track: () => Promise.resolve(null),
	},
	classifier: null,
	loadNetwork: () => Promise.resolve(),
} as unknown as LineEngine;

async function endOf(feed: FrameFeed, line = new FaceLine()) {
	const reports: Report[] = [];
	await new SessionRun(faceless, line, {
		pictures: false,
		timed: false,
		send: (report) => reports.push(report),
		opening: new AbortController(),
	}).run(() => Promise.resolve(feed));
	const last = reports.at(-1);
	if (last?.kind !== 'stopped') throw new Error(`ended with ${last?.kind}`);
	return last.fault?.code ?? null;
}

it('the network is sent for when a frame has been measured, and not before', async () => {
	const order: string[] = [];
	const engine = {
		...faceless,
		loadNetwork: () => {
			order.push('network');
			return Promise.resolve();
		},
	} as unknown as LineEngine;
	await new SessionRun(engine, new FaceLine(), {
		pictures: false,
		timed: false,
		send: ({ kind }) => order.push(kind),
		opening: new AbortController(),
	}).run(() => Promise.resolve(feedOf('live', 2)));
	expect(order.slice(0, 3)).toEqual(['started', 'frame-measured', 'network']);
});

describe('the end of a session', () => {
	it('judges a whole file, also one of unknown length, and no live source', async () => {
		expect(await endOf(feedOf('file', 3))).toBe('file/too-short');
		expect(await endOf(feedOf('file', 20))).toBe('file/no-face');
		expect(await endOf(feedOf('live', 3))).toBeNull();
		expect(await endOf(feedOf('live', 20))).toBeNull();
	});

	it('says of which source the pictures could not be read', async () => {
		expect(await endOf(feedOf('file', 3, false))).toBe('file/broken');
		expect(await endOf(feedOf('live', 3, false))).toBe('camera/unsupported');
	});

	it('is reported even when what was waiting cannot be decided', async () => {
		class Failing extends FaceLine {
			override finish(): never {
				throw new RangeError('no such frame');
			}
		}
		expect(await endOf(feedOf('live', 3), new Failing())).toBe('worker/crashed');
	});
});
