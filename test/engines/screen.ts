/** What a person does and sees, in any engine: by the names that are on the screen. */
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { EnginePage } from './engine.ts';

/** What hangs ends here; whatever is waited for may take a machine four times as slow. */
const LIMIT_MS = 240_000;

/** Presses the control that is called `name`, or whose name begins so, once it is there. */
export async function press(page: EnginePage, name: string): Promise<void> {
	await page.run(
		async ({ name, limitMs }) => {
			const nameOf = (element: Element): string =>
				(element.getAttribute('aria-label') ?? element.textContent).replace(/\s+/g, ' ').trim();
			const until = performance.now() + limitMs;
			for (;;) {
				const controls = [...document.querySelectorAll<HTMLElement>('button, a[href]')].filter(
					(each) => each.checkVisibility() && !(each as HTMLButtonElement).disabled,
				);
				const control =
					controls.find((each) => nameOf(each) === name) ??
					controls.find((each) => nameOf(each).startsWith(name));
				if (control !== undefined) {
					control.click();
					return;
				}
				if (performance.now() > until) {
					throw new Error(`There is nothing called ${name} on: ${document.body.innerText}`);
				}
				await new Promise((resolve) => setTimeout(resolve, 50));
			}
		},
		{ name, limitMs: LIMIT_MS },
	);
}

/**
 * What matches in the text on the screen, once it does.
 *
 * @throws with what is on the screen, where it says that something failed
 */
export function sight(page: EnginePage, pattern: RegExp): Promise<readonly string[]> {
	return page.run(
		async ({ source, flags, limitMs }) => {
			const wanted = new RegExp(source, flags);
			const until = performance.now() + limitMs;
			for (;;) {
				const text = document.body.innerText;
				const seen = wanted.exec(text);
				if (seen !== null) return [...seen];
				const fault = [...document.querySelectorAll('[role=alert]')].some(
					(each) => each.textContent.trim() !== '',
				);
				if (fault || performance.now() > until) {
					const details = [...document.querySelectorAll('details')].map((each) => each.textContent);
					throw new Error(`${source} does not come: ${text}\n${details.join('\n')}`);
				}
				await new Promise((resolve) => setTimeout(resolve, 50));
			}
		},
		{ source: pattern.source, flags: pattern.flags, limitMs: LIMIT_MS },
	);
}

/** Chooses a file in the picker of that name, once it is there. */
export async function choose(page: EnginePage, label: string, path: string): Promise<void> {
	const selector = `input[aria-label="${label}"]`;
	await page.run(
		async ({ selector, limitMs }) => {
			const until = performance.now() + limitMs;
			while (document.querySelector(selector) === null) {
				if (performance.now() > until) throw new Error(`There is no ${selector}.`);
				await new Promise((resolve) => setTimeout(resolve, 50));
			}
		},
		{ selector, limitMs: LIMIT_MS },
	);
	await page.choose(selector, path);
}

/** The one file that was downloaded, once all of it is there. */
export async function downloaded(folder: string): Promise<string> {
	const until = performance.now() + LIMIT_MS;
	for (;;) {
		const [name, ...others] = await readdir(folder);
		if (name !== undefined && others.length === 0) {
			const text = await readFile(join(folder, name), 'utf8');
			if (text.endsWith('}\n') || text.endsWith('}')) return text;
		}
		if (performance.now() > until) throw new Error(`${folder} holds no download`);
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}
