/** What the desk is built with. */
import type { BackendChoice, TrackerChoice } from '../../core/record/index.ts';
import type { StudyRecord } from '../../core/record/index.ts';
import type { Closable } from '../../core/kernel/index.ts';
import type { Assets, Command, Report } from '../../line/pipeline/index.ts';
import type { LineSettings } from '../../core/record/index.ts';
import type { Calibrations } from './kept.ts';
import type { Sources } from './sources.ts';

export interface Line extends Closable {
	send(command: Command): void;
}

export interface DeskOptions {
	readonly openLine: (onReport: (report: Report) => void) => Line;
	/** Hears every report, also those about no session. */
	readonly onReport?: (report: Report) => void;
	readonly sources: Sources;
	readonly assets: Assets;
	readonly version: string;
	readonly backend: BackendChoice;
	readonly tracker: TrackerChoice;
	readonly settings: LineSettings;
	readonly cameraId: string | null;
	/** Of earlier visits; left out: none. */
	readonly calibrations?: Calibrations;
	/** A choice of the person's, or what was measured for them, to be kept for the next visit. */
	readonly remember: (
		choice: Partial<LineSettings> & {
			readonly cameraId?: string;
			readonly calibrations?: Calibrations;
		},
	) => void;
	/** Pauses before each attempt to open a camera that broke off, ms. */
	readonly reopenAfterMs?: readonly number[];
	/** The study that sessions belong to, and whether it forbids to change the settings. */
	readonly study?: { record(): StudyRecord | null; readonly locked: boolean };
}
