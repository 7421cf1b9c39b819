/**
 * Videos that another app shared with the installed one. The service worker has them
 * (`static/shared-files.js`) and hands them over as soon as this page can take them; they are stored
 * nowhere.
 */
const isShared = (data: unknown): data is { readonly files: readonly unknown[] } =>
	typeof data === 'object' &&
	data !== null &&
	'kind' in data &&
	data.kind === 'shared-files' &&
	'files' in data &&
	Array.isArray(data.files);

/** @param search - of the page's address: `shared` says that there are some */
export function sharedFiles(search: URLSearchParams, take: (files: readonly File[]) => void): void {
	if (!search.has('shared') || !('serviceWorker' in navigator)) return;
	const { serviceWorker } = navigator;
	serviceWorker.addEventListener('message', (message: MessageEvent<unknown>) => {
		if (isShared(message.data)) take(message.data.files.filter((file) => file instanceof File));
	});
	serviceWorker.startMessages();
	serviceWorker.controller?.postMessage({ kind: 'ready-for-shared-files' });
}
