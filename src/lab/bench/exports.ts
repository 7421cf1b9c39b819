/**
 * `exports`: how long it takes to export a session of ten minutes in every format and to import it
 * again, and whether anything was lost on the way.
 *
 * In    18,000 frames and 60 events with pictures and strips, recorded by the app's own library into the
 *       private file system of a headless Chromium with a profile on disk
 * Out   ms and bytes per format; what differs after the round trip: nothing
 */
import { fileURLToPath } from 'node:url';
import { openToolPage } from '../browser/index.ts';
import type { ExportsMeasured, ExportsPage } from './exports-contract.ts';
import type { Machine } from './machine.ts';
import { machineWith } from './machine.ts';

export interface ExportsBench extends ExportsMeasured {
	readonly machine: Machine;
}

type WithExports = typeof globalThis & { fleetingExports: ExportsPage };

export async function benchExports(
	_root: string,
	say: (line: string) => void,
): Promise<ExportsBench> {
	const { page, chromium, close } = await openToolPage({
		entry: fileURLToPath(new URL('exports-page.ts', import.meta.url)),
		ready: 'fleetingExports',
		title: 'Exports',
		onDisk: true,
	});
	try {
		const measured = await page.evaluate(() =>
			(globalThis as WithExports).fleetingExports.measure(),
		);
		for (const { format, ms, bytes } of measured.formats) {
			say(
				`${format.padEnd(12)}${ms.toFixed(0).padStart(7)} ms${(bytes / 1e6).toFixed(2).padStart(9)} MB`,
			);
		}
		say(
			`all formats together: ${measured.allMs.toFixed(0)} ms; import: ${measured.importMs.toFixed(0)} ms`,
		);
		say(
			measured.differences.length === 0
				? 'nothing was lost: formats, signals and pictures are the same'
				: `different after the import: ${measured.differences.join(', ')}`,
		);
		return { machine: machineWith(chromium), ...measured };
	} finally {
		await close();
	}
}
