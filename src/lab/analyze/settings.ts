/** Everything that the results depend on but the films: what is resumed or merged must agree in it. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { AnalyzeArguments } from './arguments.ts';
import type { ChosenNetwork } from './network.ts';

/** What the program is made of: its sources, the versions of its packages, the models it was built with. */
const PROGRAM = ['package-lock.json', 'src', 'dist/models'];

/** What results do not depend on, or is said otherwise; options that do not exist yet do count. */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set<keyof AnalyzeArguments>([
	'inputs',
	'out',
	'network',
	'jobs',
	'shard',
	'resume',
	'giveUpMs',
	'help',
]);

/** @param root - of the project, built */
export async function runSettings(
	root: string,
	wanted: AnalyzeArguments,
	network: ChosenNetwork | null,
): Promise<Record<string, string>> {
	const choices = Object.entries(wanted).filter(([name]) => !WITHOUT_EFFECT.has(name));
	const said = choices.map(([name, value]: readonly [string, unknown]): [string, string] => [
		name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
		typeof value === 'string' ? value : JSON.stringify(value ?? null),
	]);
	return {
		program: await digestOf(
			PROGRAM.map((each) => join(root, each)),
			root,
		),
		network: network === null ? 'live' : await networkDigest(network),
		...Object.fromEntries(said),
	};
}

async function networkDigest(network: ChosenNetwork): Promise<string> {
	if ('path' in network) return digestOf([network.path], network.path);
	return createHash('sha256').update(network.text).digest('hex');
}

/** Of files and of everything in folders, names included. */
async function digestOf(paths: readonly string[], root: string): Promise<string> {
	const hash = createHash('sha256');
	for (const path of paths) {
		for (const file of await filesBelow(path)) {
			hash.update(`${relative(root, file).split(sep).join('/')}\0`);
			for await (const bytes of createReadStream(file)) hash.update(bytes as Buffer);
		}
	}
	return hash.digest('hex');
}

async function filesBelow(path: string): Promise<string[]> {
	const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => null);
	if (entries === null) return [path];
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.sort((a, b) => (a < b ? -1 : 1));
}
