/** Files that a test's page is given in place of those of the build. */
import { vi } from 'vitest';
import { said } from '../../../support/said.ts';

export const answer = (body: string, type = 'application/json', status = 200): Response =>
	new Response(body, { status, headers: { 'content-type': type } });

/**
 * Answers requests for the file `name`; all others go their way. Undone by `vi.unstubAllGlobals`.
 *
 * @returns the addresses asked for, growing
 */
export function serve(name: string, respond: () => Response): string[] {
	const asked: string[] = [];
	const real = globalThis.fetch;
	vi.stubGlobal('fetch', (input: RequestInfo | URL, init?: RequestInit) => {
		const address = input instanceof Request ? input.url : String(input);
		if (!address.endsWith(`/${name}`)) return real(input, init);
		asked.push(address);
		return Promise.resolve(respond());
	});
	return asked;
}

/** What the shipped network's maker says of it, as the app fetches it. */
export async function shippedCard(): Promise<{ readonly validity: string }> {
	const response = await fetch('/models/live/card.json');
	return (await response.json()) as { readonly validity: string };
}

/** The input of files with a network. */
export const networkInput = (): HTMLInputElement =>
	document.querySelector(`input[aria-label="${said('about.network.file')}"]`)!;
