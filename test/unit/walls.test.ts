import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The rules that keep the rooms apart; none of them needs types. */
const WALLS = ['boundaries/dependencies', 'no-restricted-globals', 'no-restricted-properties'];

const eslint = new ESLint({
	cwd: ROOT,
	overrideConfig: [tseslint.configs.disableTypeChecked],
	ruleFilter: ({ ruleId }) => WALLS.includes(ruleId),
});

/** What lint says about `text` as if it stood in `src/file`. */
async function complaints(file: string, text: string): Promise<string[]> {
	const [result] = await eslint.lintText(text, { filePath: `${ROOT}src/${file}` });
	return result!.messages.map(({ message }) => message);
}

const HOUSE = 'house.config.js says';
const OWNED = 'This package belongs to';

describe('lint refuses', () => {
	test.for([
		// Up the wings, types included.
		['core/record/new.ts', `import type { A } from '../../line/motion/index.ts';`, HOUSE],
		['line/pipeline/new.ts', `import type { A } from '../../study/audit/index.ts';`, HOUSE],
		['study/actor/new.ts', `import { a } from '../../files/export/index.ts';`, HOUSE],
		['files/export/new.ts', `import type { A } from '../../app/desk/index.ts';`, HOUSE],
		// Up within a wing.
		['core/kernel/new.ts', `import { a } from '../record/index.ts';`, HOUSE],
		['line/motion/new.ts', `import type { A } from '../select/index.ts';`, HOUSE],
		['line/classify/new.ts', `import { a } from '../paper/index.ts';`, HOUSE],
		['app/desk/new.ts', `import type { A } from '../studio/index.ts';`, HOUSE],
		// One screen another.
		['app/review/New.svelte', `<script>import { A } from '../live/index.ts';</script>`, HOUSE],
		// Past the door.
		['line/motion/new.ts', `import { a } from '../../core/kernel/random.ts';`, HOUSE],
		['line/motion/new.ts', `import type { A } from '../../core/kernel/random.ts';`, HOUSE],
		['line/pipeline/new.ts', `import { a } from '../camera/worker/feed.ts';`, HOUSE],
		['lab/commands/new.ts', `import { a } from '../train/spotter/fit.ts';`, HOUSE],
		['lab/commands/audit/new.ts', `import { a } from '../../analyze/batch.ts';`, HOUSE],
		['main.ts', `import { a } from './app/desk/desk.svelte.ts';`, HOUSE],
		// The lab from the app, the app from the lab.
		['main.ts', `import { a } from './lab/serve/index.ts';`, HOUSE],
		['app/desk/new.ts', `import type { A } from '../../lab/train/index.ts';`, HOUSE],
		['lab/bench/new.ts', `import type { A } from '../../app/desk/index.ts';`, HOUSE],
		// Packages with an owner.
		['line/align/new.ts', `import { a } from '@mediapipe/tasks-vision';`, OWNED],
		['line/landmarks/new.ts', `import * as tf from '@tensorflow/tfjs-core';`, OWNED],
		['line/pipeline/new.ts', `import { Input } from 'mediabunny';`, OWNED],
		['line/pipeline/new.ts', `import { mount } from 'svelte';`, OWNED],
		['app/review/new.ts', `import papaparse from 'papaparse';`, OWNED],
		['study/dataset/new.ts', `import { readFile } from 'node:fs/promises';`, OWNED],
		['app/desk/new.ts', `import { registerSW } from 'virtual:pwa-register';`, OWNED],
		// Things outside with an owner.
		['app/desk/new.ts', `localStorage.clear();`, 'Storage lives behind'],
		['main.ts', `indexedDB.open('x');`, 'Storage lives behind'],
		['app/desk/new.ts', `void navigator.mediaDevices.enumerateDevices();`, 'Cameras are opened'],
		['line/pipeline/new.ts', `void navigator.gpu.requestAdapter();`, 'owned by line/backend'],
		['study/actor/new.ts', `export const a = Math.random();`, 'seeded Random'],
		['line/select/new.ts', `export const a = performance.now();`, 'performance is not theirs'],
		['line/buffer/new.ts', `export const a = new Date();`, 'Date is not theirs'],
		['line/align/new.ts', `setTimeout(() => undefined, 1);`, 'setTimeout is not theirs'],
		['line/motion/new.ts', `document.title = 'x';`, 'document is not theirs'],
		['study/actor/new.ts', `void fetch('x');`, 'fetch is not theirs'],
	] as const)('%s: %s', async ([file, text, expected]) => {
		const said = await complaints(file, text);
		expect(said).toHaveLength(1);
		expect(said[0]).toContain(expected);
	});
});

describe('lint allows', () => {
	test.for([
		['line/select/new.ts', `import { a } from '../../core/kernel/index.ts';`],
		['line/select/new.ts', `import { a } from './gates.ts';`],
		['line/align/new.ts', `import type { FaceState } from '../../core/record/index.ts';`],
		['line/landmarks/new.ts', `import { FaceLandmarker } from '@mediapipe/tasks-vision';`],
		['line/paper/new.ts', `import * as tf from '@tensorflow/tfjs-core';`],
		['line/pipeline/new.ts', `import { a } from '../camera/worker/index.ts';`],
		['line/pipeline/new.ts', `export const now = performance.now();`],
		['line/camera/page/new.ts', `void navigator.mediaDevices.enumerateDevices();`],
		['files/export/new.ts', `import type { ClipMotion } from '../../core/record/index.ts';`],
		['app/desk/new.ts', `import { a } from '../../line/camera/page/index.ts';`],
		['app/live/New.svelte', `<script>import { A } from '../parts/index.ts';</script>`],
		['app/preferences/new.ts', `localStorage.clear();`],
		['lab/train/new.ts', `import { readFile } from 'node:fs/promises';`],
		['lab/commands/new.ts', `import { a } from '../train/spotter/index.ts';`],
		['lab/commands/audit/new.ts', `import { a } from '../../../study/audit/index.ts';`],
		['main.ts', `import { mount } from 'svelte';`],
		['main.ts', `import './app/style/base.css';`],
	] as const)('%s: %s', async ([file, text]) => {
		expect(await complaints(file, text)).toEqual([]);
	});
});
