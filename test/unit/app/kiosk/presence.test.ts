import { expect, test } from 'vitest';
import { Presence, goneAfterMs } from '../../../../src/app/visit/presence.ts';

const patience = { idleS: 20 };

test('a face that has gone is missed after eight seconds, or sooner where the profile waits less', () => {
	const presence = new Presence();
	presence.came(0);
	presence.showed(5_000);
	expect(presence.isGone(12_900, patience)).toBe(false);
	expect(presence.isGone(13_000, patience)).toBe(true);
	expect(goneAfterMs({ idleS: 5 })).toBe(5_000);
});

test('an act counts like a face, and a face without an act not for ever', () => {
	const presence = new Presence();
	presence.came(0);
	presence.acted(7_000);
	expect(presence.isGone(14_900, patience)).toBe(false);
	for (let now = 8_000; now < 166_000; now += 1000) presence.showed(now);
	expect(presence.isGone(166_000, patience)).toBe(false);
	expect(presence.isGone(167_000, patience)).toBe(true);
});

test('without a camera only acts count, and only a later act answers', () => {
	const presence = new Presence();
	presence.came(0);
	presence.showed(19_000);
	expect(presence.isIdle(20_000, patience)).toBe(true);
	expect(presence.actedSince(0)).toBe(false);
	presence.acted(21_000);
	expect(presence.actedSince(20_000)).toBe(true);
	expect(presence.isIdle(22_000, patience)).toBe(false);
});
