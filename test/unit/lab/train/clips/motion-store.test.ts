import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { MotionStore } from '../../../../../src/lab/train/clips/index.ts';
import { drawClips } from './clips.ts';

const folder = mkdtempSync(join(tmpdir(), 'fleeting-motion-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const store = new MotionStore(folder);
const [{ motion }] = drawClips(1, 1, 2) as [ReturnType<typeof drawClips>[number]];

it('gives back what was kept, with and without a fall', () => {
	store.save('aa', { motion, apex: 5562 });
	store.save('bb', { motion: { ...motion, fall: null }, apex: 7 });
	expect(store.load('aa')).toEqual({ motion, apex: 5562 });
	expect(store.load('bb')).toEqual({ motion: { ...motion, fall: null }, apex: 7 });
	expect(store.load('cc')).toBeNull();
});

it('takes a file that is not whole for none', () => {
	const path = join(folder, 'aa.motion');
	writeFileSync(path, readFileSync(path).subarray(0, 5000));
	expect(store.load('aa')).toBeNull();
});

it('keeps nothing but fields, under hashes', () => {
	expect(readdirSync(folder).sort()).toEqual(['aa.motion', 'bb.motion']);
	expect(readFileSync(join(folder, 'bb.motion'))).toHaveLength(4 * (3 + 2 * 28 * 28));
});
