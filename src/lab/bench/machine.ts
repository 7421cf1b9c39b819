import { cpus, type as systemType } from 'node:os';

interface Computer {
	readonly cores: number;
	readonly processor: string;
	readonly system: string;
}

/** What a measurement in a browser ran on. */
export interface Machine extends Computer {
	/** The browser's version. */
	readonly chromium: string;
}

/** What a measurement without one ran on. */
export interface NodeMachine extends Computer {
	readonly node: string;
}

const computer = (): Computer => ({
	cores: cpus().length,
	processor: cpus()[0]?.model ?? 'unknown',
	system: `${systemType()} ${process.arch}`,
});

export const machineWith = (chromium: string): Machine => ({ ...computer(), chromium });

export const nodeMachine = (): NodeMachine => ({ ...computer(), node: process.version });
