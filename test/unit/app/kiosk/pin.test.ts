import { expect, test } from 'vitest';
import { TryLimit, isPin, keepPin } from '../../../../src/app/visit/pin.ts';

test('a kept PIN is recognised and cannot be read off', async () => {
	const kept = await keepPin('2468');
	expect(JSON.stringify(kept)).not.toContain('2468');
	expect(await isPin('2468', kept)).toBe(true);
	expect(await isPin('2469', kept)).toBe(false);
	expect((await keepPin('2468')).hash).not.toBe(kept.hash);
});

test('five tries are free, then it must be waited for, twice as long each time', () => {
	let now = 0;
	const limit = new TryLimit(() => now);
	for (let miss = 0; miss < 4; miss++) limit.missed();
	expect(limit.waitMs).toBe(0);
	limit.missed();
	expect(limit.waitMs).toBe(30_000);
	now = 30_000;
	expect(limit.waitMs).toBe(0);
	limit.missed();
	expect(limit.waitMs).toBe(60_000);
	now = 90_000;
	limit.hit();
	limit.missed();
	expect(limit.waitMs).toBe(0);
});
