import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { fileAt, servedFiles } from './served-files.ts';

const FOLDER = 'examples/vendor';

/** jsPsych, for the example page; installed, never committed. The app itself uses none of it. */
export function exampleFiles(root: string): Plugin {
	const modules = join(root, 'node_modules');
	const button = '@jspsych/plugin-html-button-response/dist/index.browser.min.js';
	return servedFiles('example-files', [
		fileAt(`${FOLDER}/jspsych.js`, join(modules, 'jspsych/dist/index.browser.min.js')),
		fileAt(`${FOLDER}/plugin-html-button-response.js`, join(modules, button)),
		{
			address: `${FOLDER}/jspsych.css`,
			read: async () => {
				const style = await readFile(join(modules, 'jspsych/css/jspsych.css'), 'utf8');
				// Its fonts are data: addresses, which the content security policy does not know.
				return new TextEncoder().encode(style.replace(/@font-face\s*{[^}]*}/g, ''));
			},
		},
	]);
}
