/**
 * Which films of a list are whose. Film number i of the list (from 0) belongs to shard i mod N + 1: the
 * shares differ by one film at most, and every machine finds the same ones without asking another.
 */
import { createHash } from 'node:crypto';
import { UsageError } from '../../terminal/index.ts';

export interface Shard {
	/** 1 to `count`. */
	readonly index: number;
	readonly count: number;
}

export const WHOLE: Shard = { index: 1, count: 1 };

/** @throws UsageError unless it is `I/N` with 1 <= I <= N */
export function readShard(text: string): Shard {
	const [, index = '', count = ''] = /^(\d{1,9})\/(\d{1,9})$/.exec(text) ?? [];
	const shard = { index: Number(index), count: Number(count) };
	if (count !== '' && shard.index >= 1 && shard.index <= shard.count) return shard;
	throw new UsageError(
		`--shard is ${text}, which is not I/N with I from 1 to N, such as 3/8 (an array that counts from 0 adds 1).`,
	);
}

/** @param at - number of the film in the list, from 0 */
export const owns = ({ index, count }: Shard, at: number): boolean => at % count === index - 1;

/** The shard, from 1, that film `at` is in. */
export const shardOf = (at: number, count: number): number => (at % count) + 1;

export const shardFolderName = ({ index, count }: Shard): string => `shard-${index}-of-${count}`;

/** The same for the same names in the same order, on every machine. */
export function listDigest(names: readonly string[]): string {
	const hash = createHash('sha256');
	for (const name of names) hash.update(name).update('\0');
	return hash.digest('hex');
}
