import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Served } from '../../../../src/lab/serve/server.ts';
import { readOpenings, securityHeaders } from '../../../../src/lab/serve/security-headers.ts';
import { serveApp } from '../../../../src/lab/serve/server.ts';

let folder: string;
let served: Served;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'fleeting-server-'));
	await mkdir(join(folder, 'dist', 'assets'), { recursive: true });
	await mkdir(join(folder, 'clips'));
	await writeFile(join(folder, 'dist', 'index.html'), '<!doctype html><title>x</title>');
	await writeFile(join(folder, 'dist', 'sw.js'), '// worker');
	await writeFile(join(folder, 'dist', 'face.task'), '0123456789');
	await writeFile(join(folder, 'dist', 'engine.wasm'), '\0asm');
	await writeFile(join(folder, 'dist', 'manifest.webmanifest'), '{}');
	await writeFile(join(folder, 'dist', 'assets', 'main-Ab3_dE9x.js'), '1');
	await writeFile(join(folder, 'clips', 'a clip.mp4'), 'film');
	await writeFile(join(folder, 'secret.txt'), 'secret');
	const extra = { '/clips/': join(folder, 'clips') };
	served = await serveApp({ root: join(folder, 'dist'), port: 0, extra });
});

afterEach(async () => {
	await served.close();
	await rm(folder, { recursive: true });
});

const get = (path: string, init?: RequestInit) => fetch(served.url + path, init);

test('every answer carries the security headers', async () => {
	for (const path of ['', 'face.task', 'nothing-here', 'clips/a%20clip.mp4']) {
		const { headers } = await get(path);
		const policy = headers.get('content-security-policy') ?? '';
		expect(policy).toContain(`default-src 'none'`);
		expect(policy).toContain(`connect-src 'self'`);
		expect(policy).not.toContain('unsafe-inline');
		expect(policy).not.toContain(`'unsafe-eval'`);
		expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
		expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
		expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
		expect(headers.get('permissions-policy')).toContain('camera=(self)');
		expect(headers.get('x-content-type-options')).toBe('nosniff');
		expect(headers.get('referrer-policy')).toBe('no-referrer');
	}
});

test('types and caching fit the file', async () => {
	const about = async (path: string) => {
		const { headers } = await get(path);
		return [headers.get('content-type'), headers.get('cache-control')];
	};
	const lasting = 'public, max-age=31536000, immutable';
	expect(await about('')).toEqual(['text/html;charset=utf-8', 'no-cache']);
	expect(await about('sw.js')).toEqual(['text/javascript', 'no-cache']);
	expect(await about('face.task')).toEqual(['application/octet-stream', 'no-cache']);
	expect(await about('engine.wasm')).toEqual(['application/wasm', 'no-cache']);
	expect(await about('manifest.webmanifest')).toEqual(['application/manifest+json', 'no-cache']);
	expect(await about('assets/main-Ab3_dE9x.js')).toEqual(['text/javascript', lasting]);
});

test('a part of a file can be asked for', async () => {
	const answer = await get('face.task', { headers: { Range: 'bytes=2-4' } });
	expect(answer.status).toBe(206);
	expect(answer.headers.get('content-range')).toBe('bytes 2-4/10');
	expect(await answer.text()).toBe('234');
});

test('a further folder is served under its prefix, files added later too', async () => {
	expect(await (await get('clips/a%20clip.mp4')).text()).toBe('film');
	await writeFile(join(folder, 'clips', 'late.mp4'), 'late');
	expect(await (await get('clips/late.mp4')).text()).toBe('late');
});

test('nothing outside the folders is served', async () => {
	for (const path of ['..%2fsecret.txt', 'clips/..%2f..%2fsecret.txt', 'clips/%2e%2e/secret.txt']) {
		expect((await get(path)).status).toBe(404);
	}
});

test('only reading is allowed', async () => {
	expect((await get('', { method: 'POST' })).status).toBe(405);
});

test('a taken port is one clear sentence', async () => {
	const other = createServer();
	await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
	const { port } = other.address() as AddressInfo;
	await expect(serveApp({ root: join(folder, 'dist'), port })).rejects.toThrow(
		`Port ${port} is taken by another program`,
	);
	other.close();
});

test('a missing folder is one clear sentence', async () => {
	const root = join(folder, 'not-built');
	await expect(serveApp({ root, port: 0 })).rejects.toThrow(`There is no folder ${root} to serve.`);
});

test('takes what is posted where a tool asked for it, and nowhere else', async () => {
	const taken: string[] = [];
	const receiving = await serveApp({
		root: join(folder, 'dist'),
		port: 0,
		receive: {
			'/deliver': async (body) => {
				for await (const chunk of body) taken.push(String(chunk));
			},
		},
	});
	try {
		const post = (path: string): Promise<Response> =>
			fetch(receiving.url + path, { method: 'POST', body: 'frames' });
		expect((await post('deliver')).status).toBe(204);
		expect(taken.join('')).toBe('frames');
		expect((await post('elsewhere')).status).toBe(405);
		expect((await fetch(`${receiving.url}deliver`)).status).toBe(404);
	} finally {
		await receiving.close();
	}
});

test('closed as it comes; opened for named origins and addresses only', () => {
	const policy = (args: readonly string[]) =>
		securityHeaders(readOpenings(args))['Content-Security-Policy'];
	expect(policy([])).toContain(`frame-ancestors 'none'`);
	expect(policy([])).not.toContain('frame-src');
	expect(securityHeaders()['Permissions-Policy']).toContain('serial=(self)');

	const open = ['--embed', 'self', 'https://lab.example', '--connect', 'ws://localhost:*'];
	expect(policy(open)).toContain(`frame-ancestors 'self' https://lab.example`);
	expect(policy(open)).toContain(`connect-src 'self' ws://localhost:*`);
	const headers = securityHeaders(readOpenings(open));
	expect(headers['Cross-Origin-Resource-Policy']).toBe('cross-origin');
	expect(securityHeaders({ embed: ['self'] })['Cross-Origin-Resource-Policy']).toBe('same-origin');

	for (const wrong of [
		['--embed', '*'],
		['--embed', 'https://lab.example/page'],
		['--connect', 'https://lab.example'],
		['--connect', `ws://a; script-src *`],
		['--port', '1'],
	]) {
		expect(() => readOpenings(wrong), wrong.join(' ')).toThrow(/is not/);
	}
});
