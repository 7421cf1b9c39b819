import type { Plugin } from 'vite';

/**
 * No file of a worker imports the one that it starts from.
 *
 * WebKit evaluates a module worker's first file a second time where a later file imports it: the
 * worker then has two states, and orders reach the empty one. Vite lets the bundler add exports to
 * that file, so that later files can use what it holds; here such parts become files of their own.
 */
export function workerEntries(): Plugin {
	return {
		name: 'fleeting:worker-entries',
		options: (given) => ({ ...given, preserveEntrySignatures: 'strict' }),
		generateBundle(_options, bundle) {
			for (const file of Object.values(bundle)) {
				if (file.type !== 'chunk') continue;
				for (const name of [...file.imports, ...file.dynamicImports]) {
					const imported = bundle[name];
					if (imported?.type === 'chunk' && imported.isEntry) {
						this.error(`${file.fileName} imports ${name}, which a worker starts from.`);
					}
				}
			}
		},
	};
}
