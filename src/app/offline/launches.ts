/**
 * What somebody started the installed app with, at its start or while its window is open: files that
 * they opened with it (`file_handlers` of the manifest), or a shortcut to a screen.
 */
export interface Launch {
	readonly files: readonly File[];
	/** The address that the start would have loaded. */
	readonly address: URL | null;
}

/** Chromium only; not in lib.dom. */
interface LaunchQueue {
	setConsumer(
		consumer: (launch: {
			readonly files?: readonly FileSystemFileHandle[];
			readonly targetURL?: string | null;
		}) => void,
	): void;
}

/** Does nothing where the browser knows no such starts. */
export function watchLaunches(take: (launch: Launch) => void): void {
	const { launchQueue } = globalThis as { launchQueue?: LaunchQueue };
	launchQueue?.setConsumer(({ files = [], targetURL }) => {
		const address = targetURL ? new URL(targetURL) : null;
		void Promise.allSettled(files.map((handle) => handle.getFile())).then((read) =>
			take({
				// one that has been moved away meanwhile is none
				files: read.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : [])),
				address,
			}),
		);
	});
}
