import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readArguments } from '../../../../src/lab/evaluate/arguments.ts';
import { findClips } from '../../../../src/lab/evaluate/clips.ts';
import { joined } from '../../../../src/lab/evaluate/measure.ts';
import { truthOf } from '../../../../src/lab/evaluate/truth.ts';
import { FOOTAGE_FOLDER } from '../../../../src/lab/footage/index.ts';
import { CommandError } from '../../../../src/lab/terminal/command-error.ts';
import { UsageError } from '../../../../src/lab/terminal/usage.ts';
import { clip, recordOf, trueEvent } from './cases.ts';

describe('arguments of spotting', () => {
	const complaint = (...args: string[]): string => {
		try {
			readArguments(args);
		} catch (error) {
			expect(error).toBeInstanceOf(UsageError);
			return (error as Error).message;
		}
		throw new Error('accepted');
	};

	it('have their defaults', () => {
		expect(readArguments(['--truth', 'bench'])).toEqual({
			truth: 'bench',
			clips: null,
			note: '',
			json: null,
			save: false,
			seed: 1,
			tracker: 'auto',
			heldOut: false,
			quietRoom: null,
			portraits: null,
			cache: FOOTAGE_FOLDER,
			help: false,
		});
	});

	it('are rejected in one sentence that names what is wrong', () => {
		expect(complaint('x')).toMatch(/^Unexpected argument: x\./);
		expect(complaint()).toMatch(/--truth FOLDER/);
		expect(complaint('--truth', '')).toMatch(/--truth needs a value/);
		const quiet = ['--truth', 'bench', '--quiet-room'];
		expect(complaint(...quiet)).toMatch(/--portraits DIR/);
		expect(complaint(...quiet, '--portraits', 'faces', '--save')).toMatch(/--save/);
		expect(complaint('--truth', 'bench', '--held-out', '--clips', 'x')).toMatch(/clips\//);
		expect(complaint('--truth', 'x', '--seed', '1.5')).toMatch(/--seed is 1\.5/);
		expect(complaint('--turth', 'x')).toMatch(/^Unknown option '--turth'/);
		expect(readArguments(['--help']).help).toBe(true);
	});
});

describe('a truth', () => {
	const text = (more: object = {}): string =>
		JSON.stringify({ ...clip({ events: [trueEvent(3, 9)] }), ...more });
	const complaint = (json: string): string => {
		try {
			truthOf('a.json', json);
		} catch (error) {
			expect(error).toBeInstanceOf(CommandError);
			return (error as Error).message;
		}
		throw new Error('accepted');
	};

	it('is read as it is written, less what nobody asks for', () => {
		expect(truthOf('a.json', text({ crf: 14, nuisances: undefined }))).toEqual(
			clip({ events: [trueEvent(3, 9)] }),
		);
	});

	it('that lacks something is named with the field and the way out', () => {
		expect(complaint('{')).toBe('a.json is not JSON: repair it, or remove it from the folder.');
		expect(complaint('[]')).toMatch(/^a\.json is not a clip's truth \(the field file is missing\)/);
		expect(complaint(text({ person: undefined }))).toMatch(/the field person is missing/);
		expect(complaint(text({ fps: '30' }))).toMatch(/fps must be a number/);
		expect(complaint(text({ fps: 0 }))).toMatch(/fps must be more than 0/);
		expect(complaint(text({ events: [{}] }))).toMatch(/the field events\[0\]\.onset is missing/);
		expect(complaint(text({ events: [{ ...trueEvent(9, 3) }] }))).toMatch(
			/events\[0\]\.offset must be at or after the onset/,
		);
		expect(complaint(text({ nuisances: [{ kind: 'blink', start: 1 }] }))).toMatch(
			/nuisances\[0\]\.end is missing/,
		);
	});
});

describe('clips', () => {
	let folder = '';
	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 'fleeting-'));
	});
	afterEach(() => rm(folder, { recursive: true }));

	/** Writes files by path: a truth for each name that ends in .json, else an empty film. */
	async function lay(...paths: string[]): Promise<void> {
		for (const path of paths) {
			const file = `${basename(path, '.json')}.mp4`;
			await mkdir(join(folder, path, '..'), { recursive: true });
			const isTruth = path.endsWith('.json');
			await writeFile(join(folder, path), isTruth ? JSON.stringify(clip({ file })) : '');
		}
	}

	it('are the truths of a folder, each with its film', async () => {
		await lay('truth/b.json', 'truth/a.json', 'clips/a.mp4', 'clips/b.mp4', 'manifest.json');
		const { name, truths, films } = await findClips(folder, null);
		expect(name).toBe(basename(folder));
		expect(truths.map(({ file }) => file)).toEqual(['a.mp4', 'b.mp4']);
		expect(films.map((film) => film.path)).toEqual(
			['a.mp4', 'b.mp4'].map((film) => join(folder, 'clips', film)),
		);
	});

	it('may lie elsewhere than the truth', async () => {
		await lay('mine/a.json', 'films/a.mp4');
		await writeFile(join(folder, 'mine', 'manifest.json'), '{}');
		const { films } = await findClips(join(folder, 'mine'), join(folder, 'films'));
		expect(films.map((film) => film.name)).toEqual(['a.mp4']);
		await expect(findClips(join(folder, 'mine'), null)).rejects.toThrow(/--clips/);
	});

	it('that do not fit together are named, with the way out', async () => {
		const missing = join(folder, 'missing');
		await expect(findClips(missing, null)).rejects.toThrow(`${missing} is not a folder: `);
		await lay('clips/a.mp4');
		await expect(findClips(folder, null)).rejects.toThrow(/holds no truth/);
		await lay('truth/a.json', 'truth/b.json', 'truth/c.json');
		await expect(findClips(folder, null)).rejects.toThrow(
			/^b\.mp4 \(and 1 more\) has a truth but no video/,
		);
		await lay('clips/b.mp4', 'clips/c.mp4', 'clips/d.mp4');
		await expect(findClips(folder, null)).rejects.toThrow(/^d\.mp4 is a video without a truth/);
		await writeFile(join(folder, 'truth', 'e.json'), JSON.stringify(clip({ file: 'a.mp4' })));
		await expect(findClips(folder, null)).rejects.toThrow(/^e\.json is a second truth for a\.mp4/);
	});
});

describe('records', () => {
	const truths = ['a.mp4', 'b.mp4', 'c.mp4', 'd.mp4'].map((file) => clip({ file }));

	it('count where the film was watched to its end, with a face in it or not', () => {
		const { measured, missing, doubts } = joined(truths, [
			recordOf('a.mp4'),
			recordOf('b.mp4', { fault: { code: 'file/broken', detail: '' } }),
			recordOf('d.mp4', { fault: { code: 'file/no-face', detail: '' } }),
		]);
		expect(measured.map((each) => each.clip.file)).toEqual(['a.mp4', 'd.mp4']);
		expect(missing).toEqual(['b.mp4', 'c.mp4']);
		expect(doubts).toEqual([]);
	});

	it('of another number of frames than the truth has are in doubt', () => {
		const { doubts } = joined([clip({ frames: 290 })], [recordOf('a.mp4')]);
		expect(doubts[0]).toMatch(/^a\.mp4: the video has 300 frames, its truth 290/);
	});
});
