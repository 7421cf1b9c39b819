/** The BIDS validator that labs use, on files that a test has. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const { default: validator } = createRequire(import.meta.url)('bids-validator') as {
	default: {
		BIDS(
			folder: string,
			options: { json: true },
			done: (
				issues: { errors: Issue[]; warnings: Issue[] },
				summary: { subjects: string[]; sessions: string[]; totalFiles: number },
			) => void,
		): void;
	};
};

interface Issue {
	readonly key: string;
	readonly files: readonly { readonly reason: string }[];
}

export interface BidsReport {
	/** `KEY: reason` */
	readonly errors: readonly string[];
	/** Keys. */
	readonly warnings: readonly string[];
	readonly subjects: readonly string[];
	readonly sessions: readonly string[];
	/** How many it saw. */
	readonly files: number;
}

/** @param files with paths below the data set's folder */
export async function bidsReport(
	files: readonly { readonly name: string; readonly text: string }[],
): Promise<BidsReport> {
	const folder = await mkdtemp(join(tmpdir(), 'bids-'));
	try {
		return await reportOf(folder, files);
	} finally {
		await rm(folder, { recursive: true });
	}
}

async function reportOf(
	folder: string,
	files: Parameters<typeof bidsReport>[0],
): Promise<BidsReport> {
	for (const { name, text } of files) {
		await mkdir(dirname(join(folder, name)), { recursive: true });
		await writeFile(join(folder, name), text);
	}
	return new Promise((resolve) => {
		validator.BIDS(folder, { json: true }, ({ errors, warnings }, summary) =>
			resolve({
				errors: errors.map(({ key, files: [first] }) => `${key}: ${first?.reason ?? ''}`),
				warnings: warnings.map(({ key }) => key),
				subjects: summary.subjects.toSorted(),
				sessions: summary.sessions.toSorted(),
				files: summary.totalFiles,
			}),
		);
	});
}
