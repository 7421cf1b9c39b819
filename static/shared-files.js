/*
 * Part of the service worker (importScripts): takes what other apps share with the installed one.
 *
 * In    POST shared-files, a form with files named `videos`
 * Out   a redirection to Analyze; the files go to that page once it says that it is ready, as one message
 * Keeps nothing: no cache, no storage, no network
 */
'use strict';

self.addEventListener('fetch', (event) => {
	const { request } = event;
	const here = new URL('shared-files', self.registration.scope);
	if (request.method !== 'POST' || new URL(request.url).pathname !== here.pathname) return;
	const form = request.formData();
	const address = new URL('./?screen=analyze&shared=1', self.registration.scope);
	event.respondWith(Response.redirect(address.href, 303));
	event.waitUntil(
		(async () => {
			const [asked, data] = await Promise.all([nextReady(), form]);
			asked.postMessage({ kind: 'shared-files', files: data.getAll('videos') });
		})(),
	);
});

/** Those who wait for a page that can take files. */
const waiting = [];

self.addEventListener('message', (message) => {
	if (message.data?.kind !== 'ready-for-shared-files') return;
	waiting.shift()?.(message.source);
});

const nextReady = () => new Promise((resolve) => waiting.push(resolve));
