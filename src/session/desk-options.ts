/** What the desk is built with. */
import type { BackendChoice } from '../classify/index.ts';
import type { StudyRecord } from '../export/index.ts';
import type { Closable } from '../kernel/index.ts';
import type { Assets, Command, LineSettings, Report } from '../pipeline/index.ts';
import type { Sources } from './sources.ts';

export interface Line extends Closable {
	send(command: Command): void;
}

export interface DeskOptions {
	readonly openLine: (onReport: (report: Report) => void) => Line;
	readonly sources: Sources;
	readonly assets: Assets;
	readonly version: string;
	readonly backend: BackendChoice;
	readonly settings: LineSettings;
	readonly cameraId: string | null;
	/** A choice of the person's, to be kept for the next visit. */
	readonly remember: (choice: Partial<LineSettings> & { cameraId?: string }) => void;
	/** The study that sessions belong to, and whether it forbids to change the settings. */
	readonly study?: { record(): StudyRecord | null; readonly locked: boolean };
}
