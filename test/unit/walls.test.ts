import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, test, vi } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

// The first test starts ESLint: seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

/** The rules that keep the rooms apart; none of them needs types. */
const WALLS = [
	'@typescript-eslint/no-restricted-imports',
	'no-restricted-globals',
	'no-restricted-properties',
];

const eslint = new ESLint({
	cwd: ROOT,
	overrideConfig: [tseslint.configs.disableTypeChecked],
	ruleFilter: ({ ruleId }) => WALLS.includes(ruleId),
});

/** What lint says about `text` as if it stood in `file`. */
async function complaints(file: string, text: string): Promise<string[]> {
	const [result] = await eslint.lintText(text, { filePath: `${ROOT}src/${file}` });
	return result!.messages.map(({ message }) => message);
}

describe('lint refuses', () => {
	test.for([
		['kernel/new.ts', `import { a } from './select/index.ts';`, 'imports no code'],
		['select/new.ts', `import { a } from './pipeline/index.ts';`, 'from pipeline only types'],
		['motion/new.ts', `import { a } from './select/index.ts';`, 'from select only types'],
		['motion/new.ts', `import { a } from './kernel/random.ts';`, 'kernel/index.ts'],
		['motion/new.ts', `import type { A } from './kernel/random.ts';`, 'kernel/index.ts'],
		['pipeline/new.ts', `import { a } from './camera/worker/feed.ts';`, 'camera/worker/index.ts'],
		['camera/page/new.ts', `import { a } from '../session/index.ts';`, 'only types'],
		['words/new.ts', `import { a } from './kernel/index.ts';`, 'imports no code'],
		['export/new.ts', `import { a } from './pipeline/index.ts';`, 'imports code only from'],
		['session/new.ts', `import { a } from './train/index.ts';`, 'only types'],
		['live/new.ts', `import { a } from './classify/index.ts';`, 'only types'],
		['cli/new.ts', `import { a } from './kernel/faults.ts';`, 'kernel/index.ts'],
		['cli/new.ts', `import { a } from './train/spotter/fit.ts';`, 'train/spotter/index.ts'],
		['cli/new/new.ts', `import { a } from '../kernel/faults.ts';`, 'kernel/index.ts'],
		['cli/a/b/new.ts', `import { a } from '../../kernel/faults.ts';`, 'kernel/index.ts'],
		['main.ts', `import { a } from './cli/cli/server.ts';`, 'no tools'],
		['main.ts', `import { a } from './cli/session/desk.svelte.ts';`, 'session/index.ts'],
		['align/new.ts', `import { a } from '@mediapipe/tasks-vision';`, 'landmarks/index.ts'],
		['landmarks/new.ts', `import * as tf from '@tensorflow/tfjs-core';`, 'classify/index.ts'],
		['pipeline/new.ts', `import { Input } from 'mediabunny';`, 'camera/worker/index.ts'],
		['pipeline/new.ts', `import { mount } from 'svelte';`, 'Svelte belongs to'],
		['review/new.ts', `import papaparse from 'papaparse';`, 'dataset/index.ts'],
		['dataset/new.ts', `import { readFile } from 'node:fs/promises';`, 'Node and its packages'],
		['session/new.ts', `import { registerSW } from 'virtual:pwa-register';`, 'offline/index.ts'],
		['select/new.ts', `import { readFile } from 'node:fs';`, 'Node and its packages'],
		['session/new.ts', `localStorage.clear();`, 'offline/index.ts'],
		['main.ts', `indexedDB.open('x');`, 'offline/index.ts'],
		['session/new.ts', `void navigator.mediaDevices.enumerateDevices();`, 'camera/page/index.ts'],
		['pipeline/new.ts', `void navigator.gpu.requestAdapter();`, 'owned by classify'],
		['actor/new.ts', `export const a = Math.random();`, 'seeded Random'],
		['select/new.ts', `export const a = performance.now();`, 'performance is not theirs'],
		['buffer/new.ts', `export const a = new Date();`, 'Date is not theirs'],
		['align/new.ts', `setTimeout(() => undefined, 1);`, 'setTimeout is not theirs'],
		['motion/new.ts', `document.title = 'x';`, 'document is not theirs'],
		['actor/new.ts', `void fetch('x');`, 'fetch is not theirs'],
	] as const)('%s: %s', async ([file, text, expected]) => {
		const said = await complaints(file, text);
		expect(said).toHaveLength(1);
		expect(said[0]).toContain(expected);
	});
});

describe('lint allows', () => {
	test.for([
		['select/new.ts', `import { a } from './kernel/index.ts';`],
		['select/new.ts', `import { a } from './cli/reasons.ts';`],
		['align/new.ts', `import type { FaceMesh } from './landmarks/index.ts';`],
		['export/new.ts', `import type { MicroEvent } from './pipeline/index.ts';`],
		['landmarks/new.ts', `import { FaceLandmarker } from '@mediapipe/tasks-vision';`],
		['classify/new.ts', `import * as tf from '@tensorflow/tfjs-core';`],
		['train/new.ts', `import { readFile } from 'node:fs/promises';`],
		['pipeline/new.ts', `import { a } from './camera/worker/index.ts';`],
		['cli/new.ts', `import { a } from './train/spotter/index.ts';`],
		['cli/new/new.ts', `import { a } from '../train/judge/index.ts';`],
		['cli/new/new.ts', `import { a } from '../train/spotter/index.ts';`],
		['cli/new/new.ts', `import { a } from './analyze/batch.ts';`],
		['session/new.ts', `import { a } from './camera/page/index.ts';`],
		['camera/page/new.ts', `void navigator.mediaDevices.enumerateDevices();`],
		['offline/new.ts', `localStorage.clear();`],
		['pipeline/new.ts', `export const now = performance.now();`],
		['main.ts', `import { mount } from 'svelte';`],
	] as const)('%s: %s', async ([file, text]) => {
		expect(await complaints(file, text)).toEqual([]);
	});
});
