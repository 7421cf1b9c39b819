import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { appManifest } from '../../../../src/lab/build/vite-plugins/app-manifest.ts';
import { WORKSPACES } from '../../../../src/app/studio/route.svelte.ts';

const atStatic = (path: string): string =>
	fileURLToPath(new URL(`../../../../static/${path}`, import.meta.url));
const screenOf = (address: string): string | null =>
	new URL(address, 'https://app.test/').searchParams.get('screen');

test('shortcuts and opened files lead to screens that there are, with icons that there are', () => {
	const { shortcuts = [], file_handlers = [], icons = [] } = appManifest;
	expect(shortcuts.map(({ name }) => name)).toEqual(['Live', 'Analyze', 'Review', 'Practice']);
	for (const { url } of shortcuts) expect(WORKSPACES).toContain(screenOf(url));
	for (const { action } of file_handlers) expect(screenOf(action)).toBe('analyze');
	for (const { src } of [...icons, ...shortcuts.flatMap((each) => each.icons ?? [])]) {
		expect(existsSync(atStatic(src)), src).toBe(true);
	}
});

test('the service worker listens where shared videos arrive, under the name they come with', () => {
	const { share_target } = appManifest;
	const worker = readFileSync(atStatic('shared-files.js'), 'utf8');
	const address = share_target!.action.replace('./', '');
	expect(worker).toContain(`new URL('${address}', self.registration.scope)`);
	const files = [share_target!.params.files ?? []].flat();
	expect(files).toHaveLength(1);
	for (const { name } of files) expect(worker).toContain(`getAll('${name}')`);
});
