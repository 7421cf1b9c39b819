/** A file of measured figures, as an evaluation with `--save` leaves it in the build. */

/**
 * Null where there is none: nothing was measured for this build. Rejects where it is no JSON.
 *
 * @param networkFolder - address of the network's files; figures lie beside that folder
 * @param name - of the file
 */
export async function fetchFiguresFile(networkFolder: string, name: string): Promise<unknown> {
	const response = await fetch(new URL(`../${name}`, networkFolder.replace(/\/?$/, '/')));
	// A server may answer with the page itself where there is no file.
	const type = response.headers.get('content-type') ?? '';
	if (!response.ok || !type.includes('json')) return null;
	return response.json();
}
