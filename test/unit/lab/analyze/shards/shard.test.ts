import { describe, expect, it } from 'vitest';
import {
	listDigest,
	owns,
	readShard,
	shardOf,
} from '../../../../../src/lab/analyze/shards/shard.ts';
import { UsageError } from '../../../../../src/lab/terminal/index.ts';

describe('--shard', () => {
	it('is I/N, counted from 1', () => {
		expect(readShard('3/8')).toEqual({ index: 3, count: 8 });
		expect(readShard('1/1')).toEqual({ index: 1, count: 1 });
		for (const text of [
			'0/4',
			'5/4',
			'1/0',
			'1',
			'/4',
			'1/',
			'-1/4',
			'1.5/4',
			'1/4/2',
			'a/b',
			'1e1/20',
		]) {
			expect(() => readShard(text), text).toThrow(UsageError);
		}
		expect(() => readShard('0/4')).toThrow(/counts from 0 adds 1/);
	});

	it('gives every film to one shard, and shares that differ by one at most', () => {
		for (const count of [1, 2, 3, 7, 40]) {
			const shares = Array.from({ length: count }, () => 0);
			for (let at = 0; at < 33; at++) {
				const owners = shares.flatMap((_, n) => (owns({ index: n + 1, count }, at) ? [n + 1] : []));
				expect(owners).toEqual([shardOf(at, count)]);
				shares[owners[0]! - 1]! += 1;
			}
			expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
		}
	});

	it('knows lists apart by names and order', () => {
		const lists = [['a', 'b'], ['b', 'a'], ['ab'], ['a', 'b', ''], []];
		expect(new Set(lists.map(listDigest)).size).toBe(lists.length);
	});
});
