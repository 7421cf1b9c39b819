import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { HOUSE, ROOMS, doorsOf, mayImport } from '../../house.config.js';

const SRC = fileURLToPath(new URL('../../src', import.meta.url));

/** A type that a file says first: a door that hands it on says nothing new. */
const DECLARED = /^export (?:abstract )?(?:interface|type|class|enum) (\w+)/gm;

const foldersIn = (path: string): string[] =>
	readdirSync(join(SRC, path), { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => name)
		.sort();

describe('the table of rooms', () => {
	test('names every folder of every wing, and no other', () => {
		expect(foldersIn('.')).toEqual(Object.keys(HOUSE).sort());
		for (const [wing, rooms] of Object.entries(HOUSE)) {
			expect(foldersIn(wing)).toEqual(Object.keys(rooms).sort());
		}
	});

	test.for(ROOMS)('%s names only rooms that stand before it', (room) => {
		// Arrows go down, so no circle can form between rooms; `mayImport` throws where one does not.
		for (const other of mayImport(room)) {
			expect(ROOMS.indexOf(other)).toBeLessThan(ROOMS.indexOf(room));
		}
	});

	test.for(ROOMS.filter((room) => room.startsWith('lab/')))('%s does without the app', (room) => {
		expect(mayImport(room).filter((other) => other.startsWith('app/'))).toEqual([]);
	});

	test('no screen imports another, and nobody the lab', () => {
		const screens = [
			'live',
			'analyze',
			'review',
			'practice',
			'kiosk',
			'settings',
			'about',
			'shell',
		];
		for (const room of ROOMS.filter((name) => !name.startsWith('lab/'))) {
			const refused = mayImport(room).filter(
				(other) => other.startsWith('lab/') || screens.includes(other.replace(/^app\//, '')),
			);
			expect([room, refused]).toEqual([room, []]);
		}
	});
});

describe('doors', () => {
	test.for(ROOMS.flatMap((room) => doorsOf(room).map((door) => `${room}/${door}`)))(
		'%s is there and says what goes in and out',
		(door) => {
			if (door.endsWith('.css')) return expect(foldersIn('app')).toContain('style');
			const text = readFileSync(join(SRC, door), 'utf8');
			expect(text).toMatch(/^\/\*\*[\s\S]*?\bRoom: /);
			expect(text).not.toMatch(/export \*/);
			expect(text).not.toContain('TODO');
		},
	);
});

test.for(Object.keys(HOUSE))('%s has a README of a few lines', (wing) => {
	const readme = join(SRC, wing, 'README.md');
	expect(existsSync(readme)).toBe(true);
	const text = readFileSync(readme, 'utf8');
	for (const room of foldersIn(wing)) expect(text).toContain(room);
});

/** Import circles among the files of `src`, types included: lists of files that reach each other. */
function circles(): string[][] {
	const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) =>
		/\.(?:ts|svelte)$/.test(name),
	);
	const imports = new Map(
		files.map((file) => [
			file,
			ts
				.preProcessFile(readFileSync(join(SRC, file), 'utf8'), true, true)
				.importedFiles.map(({ fileName }) => normalize(join(dirname(file), fileName)))
				// A component may contain itself.
				.filter((other) => other !== file && files.includes(other)),
		]),
	);
	const reached = new Map(files.map((file) => [file, reachableFrom(file, imports)]));
	const inCircle = files.filter((file) => reached.get(file)!.has(file));
	const named = inCircle.map((file) =>
		inCircle.filter((other) => reached.get(file)!.has(other) && reached.get(other)!.has(file)),
	);
	return [...new Map(named.map((circle) => [circle.join(), circle])).values()];
}

function reachableFrom(
	start: string,
	imports: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<string> {
	const seen = new Set<string>();
	const waiting = [...imports.get(start)!];
	for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
		if (seen.has(next)) continue;
		seen.add(next);
		waiting.push(...imports.get(next)!);
	}
	return seen;
}

test('no files import each other in a circle, types included', () => {
	expect(circles()).toEqual([]);
});

test('an exported type name means one thing', () => {
	const declared = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.flatMap((file) =>
			[...readFileSync(join(SRC, file), 'utf8').matchAll(DECLARED)].map(([, name]) => ({
				name: name!,
				file,
			})),
		);
	const twice = declared.filter(({ name, file }) =>
		declared.some((other) => other.name === name && other.file !== file),
	);
	expect(twice).toEqual([]);
});
