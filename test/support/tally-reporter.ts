/** A Vitest reporter that leaves the counts, and every skipped test's reason, for `npm test`. */
import { writeFileSync } from 'node:fs';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

export interface Tally {
	readonly passed: number;
	readonly failed: number;
	readonly skipped: readonly { readonly name: string; readonly reason: string }[];
}

/** Environment variable that names the file to write. */
export const TALLY_FILE = 'FLEETING_TALLY_FILE';

export default class TallyReporter implements Reporter {
	onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
		let passed = 0;
		// Errors outside tests, and files that could not be loaded, are failures too.
		let failed = errors.length;
		const skipped: { name: string; reason: string }[] = [];
		for (const module of modules) {
			failed += module.errors().length;
			for (const test of module.children.allTests()) {
				const result = test.result();
				if (result.state === 'passed') passed += 1;
				else if (result.state === 'skipped') {
					skipped.push({ name: test.fullName, reason: result.note ?? 'no reason given' });
				} else failed += 1;
			}
			for (const suite of module.children.allSuites()) failed += suite.errors().length;
		}
		const path = process.env[TALLY_FILE];
		const tally: Tally = { passed, failed, skipped };
		if (path !== undefined) writeFileSync(path, JSON.stringify(tally));
	}
}
