import { cpus, type as systemType } from 'node:os';

/** What a measurement ran on. */
export interface Machine {
	readonly cores: number;
	readonly processor: string;
	readonly system: string;
	/** The browser's version. */
	readonly chromium: string;
}

export const machineWith = (chromium: string): Machine => ({
	cores: cpus().length,
	processor: cpus()[0]?.model ?? 'unknown',
	system: `${systemType()} ${process.arch}`,
	chromium,
});
