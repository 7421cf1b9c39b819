/**
 * Which films are measured: every truth with its film, and every film with its truth.
 *
 * Fails CommandError in one sentence, before anything runs, where they do not fit together
 */
import { readFile, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { CommandError } from '../terminal/index.ts';
import type { Input } from '../terminal/index.ts';
import { findInputs } from '../terminal/index.ts';
import type { ClipTruth } from './truth.ts';
import { truthOf } from './truth.ts';

/** In a folder of truth files, what is none. */
const NO_TRUTH = new Set(['manifest.json']);

export interface Clips {
	/** Of the folder that holds truth and films. */
	readonly name: string;
	/** In the order of the files. */
	readonly truths: readonly ClipTruth[];
	/** In the same order; each is called as its truth calls it. */
	readonly films: readonly Input[];
}

/** @param clipsFolder - null: `clips` in the folder that holds the truth. */
export async function findClips(folder: string, clipsFolder: string | null): Promise<Clips> {
	await checkFolder(folder, '--truth');
	const below = join(folder, 'truth');
	const truthFolder = (await isFolder(below)) ? below : folder;
	const truths = await readTruths(truthFolder);
	const films = await findFilms(folder, truthFolder, clipsFolder);
	const path = resolve(folder);
	const name = basename(basename(path) === 'truth' ? dirname(path) : path);
	return { name, truths, films: paired(truths, films) };
}

async function readTruths(folder: string): Promise<ClipTruth[]> {
	const names = (await readdir(folder))
		.filter((name) => name.endsWith('.json') && !name.startsWith('.') && !NO_TRUTH.has(name))
		.sort((a, b) => (a < b ? -1 : 1)); // by code unit: the same order on every machine
	if (names.length === 0) {
		throw new CommandError(`${folder} holds no truth: name a folder with one JSON file per clip.`);
	}
	const truths: ClipTruth[] = [];
	for (const name of names) {
		const truth = truthOf(name, await readFile(join(folder, name), 'utf8'));
		if (truths.some(({ file }) => file === truth.file)) {
			throw new CommandError(
				`${name} is a second truth for ${truth.file}: remove one of the two from the folder.`,
			);
		}
		truths.push(truth);
	}
	return truths;
}

async function findFilms(
	folder: string,
	truthFolder: string,
	named: string | null,
): Promise<readonly Input[]> {
	if (named !== null) {
		await checkFolder(named, '--clips');
		return (await findInputs([named])).files;
	}
	for (const parent of [folder, dirname(resolve(truthFolder))]) {
		const clips = join(parent, 'clips');
		if (await isFolder(clips)) return (await findInputs([clips])).files;
	}
	throw new CommandError(
		`There is no folder clips beside the truth: name the folder of videos with --clips.`,
	);
}

function paired(truths: readonly ClipTruth[], films: readonly Input[]): Input[] {
	const known = new Set(truths.map(({ file }) => file));
	const extra = films.filter(({ name }) => !known.has(name)).map(({ name }) => name);
	const lonely = truths.map(({ file }) => file).filter((file) => !films.some(named(file)));
	if (lonely.length > 0) {
		throw new CommandError(
			`${listed(lonely)} has a truth but no video: add the video, or remove its truth from the folder.`,
		);
	}
	if (extra.length > 0) {
		throw new CommandError(
			`${listed(extra)} is a video without a truth: add the truth, or name other videos with --clips.`,
		);
	}
	return truths.map(({ file }) => films.find(named(file))!);
}

const named =
	(file: string) =>
	({ name }: Input): boolean =>
		name === file;

const listed = ([first, ...others]: readonly string[]): string =>
	others.length === 0 ? first! : `${first} (and ${others.length} more)`;

async function checkFolder(path: string, option: string): Promise<void> {
	if (await isFolder(path)) return;
	throw new CommandError(`${path} is not a folder: check the path given with ${option}.`);
}

const isFolder = async (path: string): Promise<boolean> =>
	(await stat(path).catch(() => null))?.isDirectory() ?? false;
