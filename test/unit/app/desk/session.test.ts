import { expect, test } from 'vitest';
import { Session, Trace } from '../../../../src/app/desk/index.ts';
import { event, frame, pictures, quality, rejected } from '../../../browser/app/session/reports.ts';

function running(now: () => number = () => 0): Session {
	const session = new Session({ kind: 'camera', label: 'front', now });
	session.apply({ kind: 'started', width: 640, height: 480 });
	return session;
}

test('a session starts with its first report and ends with its last', () => {
	const session = new Session({ kind: 'actor', label: 'actor' });
	expect(session.status).toBe('starting');
	session.apply({ kind: 'started', width: 640, height: 480 });
	expect(session.status).toBe('running');
	session.apply({ kind: 'stopped', quality: quality(90), fault: null });
	expect(session.status).toBe('ended');
	expect(session.quality?.frames).toBe(90);
	expect(session.fault).toBeNull();
});

test('readouts change at most every 200 ms, the newest report is always at hand', () => {
	let now = 0;
	const session = running(() => now);
	for (let index = 0; index < 30; index++) {
		now = index * 33;
		session.apply(frame(index));
	}
	expect(session.latest?.frame).toBe(29);
	// 0, 231, 462, 693, 924 ms: the first frame at or after each fifth of a second.
	expect(session.readout?.frame).toBe(28);
	expect(session.trace.size).toBe(30);
});

test('a failed reading goes with the event that follows it, and no other', () => {
	const session = running();
	const fault = { code: 'gpu/lost', detail: 'destroyed' } as const;
	session.apply({ kind: 'classify-failed', event: 'e1', fault });
	session.apply({ kind: 'event-found', event: event('e1', [1, 5, 9], null), pictures: null });
	session.apply({ kind: 'event-found', event: event('e2', [31, 35, 39]), pictures: null });
	expect(session.events.map((found) => found.fault?.code)).toEqual(['gpu/lost', undefined]);
});

test('old pictures are let go, their events stay', () => {
	const session = running();
	for (let index = 1; index <= 62; index++) {
		const found = event(`e${index}`, [index, index + 4, index + 8]);
		session.apply({ kind: 'event-found', event: found, pictures: pictures() });
	}
	expect(session.events).toHaveLength(62);
	expect(session.events.map(({ pictures: kept }) => kept !== null).indexOf(true)).toBe(2);
});

test('rejections keep their reason', () => {
	const session = running();
	session.apply({ kind: 'candidate-rejected', rejected: rejected('r1', [1, 5, 9], 'head-turn') });
	expect(session.rejected.map(({ reason }) => reason)).toEqual(['head-turn']);
});

test('the first fault stays: what follows from it does not hide it', () => {
	const session = running();
	session.fail('camera/ended', 'unplugged');
	session.apply({
		kind: 'stopped',
		quality: quality(3),
		fault: { code: 'camera/frozen', detail: 'no frames' },
	});
	expect(session.fault?.code).toBe('camera/ended');
	expect(session.quality?.frames).toBe(3);
});

test('a lane shows its strongest unmasked region, and is masked when all of it is', () => {
	const trace = new Trace(8);
	trace.push(frame(0, { motion: { chin: 0.5, lipCornerLeft: 1.5 }, masked: ['lipCornerLeft'] }));
	trace.push(frame(1, { masked: ['lowerLidLeft', 'lowerLidRight'] }));
	trace.push(frame(2, { face: { state: 'none' } }));
	const [lids, mouth] = [1, 3];
	expect(trace.value(0, mouth)).toBe(0.5);
	expect(trace.masked(0, mouth)).toBe(false);
	expect(trace.masked(1, lids)).toBe(true);
	expect(trace.masked(1, mouth)).toBe(false);
	expect(trace.absent(2)).toBe(true);
	expect(trace.masked(2, lids)).toBe(false);
});

test('a ring keeps the newest frames, a growing trace all', () => {
	const ring = new Trace(4);
	const grown = new Trace(4, true);
	for (let index = 0; index < 11; index++) {
		ring.push(frame(index, { motion: { chin: index } }));
		grown.push(frame(index, { motion: { chin: index } }));
	}
	const chins = (trace: Trace) => Array.from({ length: trace.size }, (_, at) => trace.value(at, 3));
	expect(chins(ring)).toEqual([7, 8, 9, 10]);
	expect(chins(grown)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
	expect(ring.firstAtOrAfter(frame(8).at)).toBe(1);
	expect(ring.firstAtOrAfter(frame(8).at + 1)).toBe(2);
	expect(ring.firstAtOrAfter(1e9)).toBe(4);
});
