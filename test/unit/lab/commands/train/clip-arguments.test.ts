import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
	isForClips,
	readClipArguments,
} from '../../../../../src/lab/commands/train/clip-arguments.ts';
import { UsageError } from '../../../../../src/lab/terminal/usage.ts';
import { ROOT } from '../../../../support/built-app.ts';

const folder = mkdtempSync(join(tmpdir(), 'fleeting-arguments-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (...words: string[]) => readClipArguments(['--dataset', 'a', ...words], ROOT);

describe('readClipArguments', () => {
	it('is asked where a data set is named', () => {
		expect(isForClips(['--seed', '2', '--dataset', 'a'])).toBe(true);
		expect(isForClips(['--dataset=a'])).toBe(true);
		expect(isForClips(['--portraits', 'a'])).toBe(false);
	});

	it('starts afresh unless told otherwise, by fixed epochs, leaving one subject out', () => {
		const { config, from, out, datasets } = read('--dataset', 'b');
		expect(datasets).toEqual(['a', 'b']);
		expect([config.start, config.protocol.stop, config.folds]).toEqual([
			'scratch',
			'fixed',
			'loso',
		]);
		expect([from, out, config.reportOptimistic]).toEqual(['live', 'out/own', false]);
	});

	it('joins or goes on from other weights', () => {
		expect(read('--from', 'live').config.start).toBe('average');
		const tuned = read('--from', 'x.json', '--how', 'fine-tune');
		expect([tuned.config.start, tuned.from]).toEqual(['fine-tune', 'x.json']);
	});

	it('takes seeds to every part', () => {
		const { config } = read('--seed', '7', '--protocol', 'early', '--folds', 'kfold:5');
		expect([config.seed, config.protocol.seed, config.protocol.stop]).toEqual([7, 7, 'early']);
		expect(config.folds).toBe('kfold:5');
	});

	it.each([
		[['--scratch', '--from', 'live'], 'exclude'],
		[['--how', 'average'], '--from'],
		[['--from', 'live', '--how', 'well'], 'average, fine-tune'],
		[['--folds', 'kfold:1'], '--folds'],
		[['--folds', 'test'], '--folds'],
		[['--epochs', '0'], '--epochs'],
		[['--protocol', 'best'], '--protocol'],
		[['extra'], 'extra'],
	])('refuses %j', (words, said) => {
		expect(() => read(...words)).toThrow(UsageError);
		expect(() => read(...words)).toThrow(said);
	});

	it('writes nothing into the app, by no way round', () => {
		symlinkSync(join(ROOT, 'static'), join(folder, 'link'));
		for (const out of [
			'static',
			'static/models/live',
			'out/../static/own',
			join(ROOT, 'static/x'),
			join(folder, 'link/models/own'),
		]) {
			const path = out.startsWith('/') ? out : join(ROOT, out);
			expect(() => read('--out', path), out).toThrow('must not ship');
		}
		expect(read('--out', join(ROOT, 'statics')).out).toBe(join(ROOT, 'statics'));
	});
});
