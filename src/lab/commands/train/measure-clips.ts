/**
 * Motion of clips between their key frames: from the store, or measured by way of headless Chromium.
 *
 * In    records; the pictures of each by frame number
 * Out   measured clips; for every other one what was wrong, with file and row: the rest goes on
 * Disk  pictures pass through one file in the system's folder for such, which is gone after each clip
 */
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { AnnotatedClip } from '../../../core/record/index.ts';
import { checkPicture } from '../../../study/dataset/index.ts';
import type { ClipPicture, FlowClip, MotionStore, StoredMotion } from '../../train/clips/index.ts';
import { MOTION_VERSION, findApex, measureClip } from '../../train/clips/index.ts';
import { CachedFootage, pointsAt } from '../../footage/index.ts';
import { CommandError } from '../../terminal/index.ts';
import type { FootageBrowser } from '../../footage/node/index.ts';
import type { ClipPlan } from './clip-plan.ts';
import { planOf } from './clip-plan.ts';

/** A record and where its pictures lie. */
export interface CodedClipSource {
	readonly record: AnnotatedClip;
	/** Paths of its pictures by frame number. */
	readonly pictures: () => ReadonlyMap<number, string>;
}

interface SkippedClip {
	readonly record: AnnotatedClip;
	/** One sentence. */
	readonly why: string;
}

export interface MeasuredClips {
	readonly measured: readonly FlowClip[];
	readonly skipped: readonly SkippedClip[];
}

/** What reads pictures as the line gets them. */
export type PictureReader = Pick<FootageBrowser, 'readPictures'>;

export interface Measuring {
	readonly store: MotionStore;
	/** Of the face model: another mesh gives another motion. */
	readonly modelSha256: string;
	/** Opened when the first clip needs it. */
	readonly browser: () => Promise<PictureReader>;
	readonly onClip: (done: number, of: number) => void;
}

export async function measureClips(
	sources: readonly CodedClipSource[],
	measuring: Measuring,
): Promise<MeasuredClips> {
	const measured: FlowClip[] = [];
	const skipped: SkippedClip[] = [];
	const folder = await mkdtemp(join(tmpdir(), 'fleeting-clips-'));
	try {
		for (const [i, { record, pictures }] of sources.entries()) {
			try {
				const plan = planOf(record, pictures());
				const { motion } = await motionOf(plan, measuring, join(folder, 'pictures'));
				measured.push({ record, motion });
			} catch (error) {
				if (!(error instanceof CommandError)) throw error;
				skipped.push({ record, why: error.message });
			}
			measuring.onClip(i + 1, sources.length);
		}
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
	return { measured, skipped };
}

async function motionOf(
	plan: ClipPlan,
	{ store, modelSha256, browser }: Measuring,
	file: string,
): Promise<StoredMotion> {
	const key = await keyOf(plan, modelSha256);
	const stored = store.load(key);
	if (stored !== null) return stored;
	const pictures = await readPictures(plan, await browser(), file);
	const pictureAt = (number: number): ClipPicture => {
		const found = pictures.get(number);
		if (found !== undefined) return found;
		throw new CommandError(`${plan.paths.get(number)!} shows no face, or more than one.`);
	};
	const onset = pictureAt(plan.onset);
	const apex = plan.apex ?? foundApex(plan, onset, pictures);
	const offset = plan.offset === null ? null : pictureAt(plan.offset);
	const found = { motion: measureClip(onset, pictureAt(apex), offset), apex };
	store.save(key, found);
	return found;
}

function foundApex(
	{ candidates, onset: at, paths }: ClipPlan,
	onset: ClipPicture,
	pictures: ReadonlyMap<number, ClipPicture>,
): number {
	const seen = candidates.filter((number) => pictures.has(number));
	if (seen.length === 0) {
		throw new CommandError(`After ${paths.get(at)!} no picture shows a face to find an apex in.`);
	}
	return seen[
		findApex(
			onset,
			seen.map((number) => pictures.get(number)!),
		)
	]!;
}

/** By frame number; pictures that do not show one face are missing. */
async function readPictures(
	{ paths, fps }: ClipPlan,
	browser: PictureReader,
	file: string,
): Promise<Map<number, ClipPicture>> {
	const numbers = [...paths.keys()];
	const { skipped, ...size } = await browser.readPictures(
		{ paths: [...paths.values()], numbers, fps },
		file,
	);
	const broken = skipped[0];
	if (broken !== undefined) {
		const path = [...paths.values()].find((each) => basename(each) === broken.name);
		throw new CommandError(`${path ?? broken.name} cannot be read: ${broken.why}.`);
	}
	const name = basename(file);
	const footage = new CachedFootage(name, file, size, {
		file: name,
		fps,
		part: 'clip',
		person: name,
		source: name,
		events: [],
		nuisances: [],
	});
	try {
		const { width, height } = footage;
		return new Map(
			numbers.flatMap((number, i) => {
				if (footage.faces[i] !== 1) return [];
				const luma = new Uint8Array(width * height);
				footage.readLuma(i, luma);
				const mesh = pointsAt(footage, i).slice();
				return [[number, { width, height, luma, mesh }] as const];
			}),
		);
	} finally {
		footage.close();
	}
}

/** Of what is measured and by what: the pictures' bytes, their parts in the clip, mesh and code. */
async function keyOf(plan: ClipPlan, modelSha256: string): Promise<string> {
	const { onset, apex, offset, candidates, paths } = plan;
	const hash = createHash('sha256');
	hash.update(JSON.stringify([MOTION_VERSION, modelSha256, onset, apex, offset, candidates]));
	for (const [number, path] of paths) {
		const bytes = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
			throw new CommandError(`${path} cannot be read: ${cause.message}.`, { cause });
		});
		const { fault } = checkPicture(bytes);
		if (fault !== null) throw new CommandError(`${path} is broken: ${fault}.`);
		hash.update(`${number}:${bytes.length}\n`).update(bytes);
	}
	return hash.digest('hex').slice(0, 32);
}
