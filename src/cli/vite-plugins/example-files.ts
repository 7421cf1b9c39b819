import { join } from 'node:path';
import type { Plugin } from 'vite';
import { fileAt, servedFiles } from './served-files.ts';

/** jsPsych, for the example page; installed, never committed. The app itself uses none of it. */
export function exampleFiles(root: string): Plugin {
	const modules = join(root, 'node_modules');
	const files = {
		'jspsych.js': 'jspsych/dist/index.browser.min.js',
		'jspsych.css': 'jspsych/css/jspsych.css',
		'plugin-html-button-response.js':
			'@jspsych/plugin-html-button-response/dist/index.browser.min.js',
	};
	return servedFiles(
		'example-files',
		Object.entries(files).map(([name, path]) =>
			fileAt(`examples/vendor/${name}`, join(modules, path)),
		),
	);
}
