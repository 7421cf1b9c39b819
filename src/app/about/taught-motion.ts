/**
 * Where the picture of what the shipped network was taught lies: mean motion of every class and
 * action unit in its training set, as the training draws it. Null where the build has none.
 *
 * @param networkFolder - address of the network's files
 */
export async function findTaughtMotion(networkFolder: string): Promise<string | null> {
	const address = new URL('means.svg', networkFolder.replace(/\/?$/, '/')).href;
	// Not HEAD: the service worker answers GET only, and offline there is nobody else.
	const response = await fetch(address);
	const type = response.headers.get('content-type') ?? '';
	await response.body?.cancel(); // the picture itself is loaded when somebody looks at it
	// A server may answer with the page itself where there is no file.
	return response.ok && type.includes('svg') ? address : null;
}
