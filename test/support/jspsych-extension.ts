/// <reference types="vite/client" />
/** The jsPsych extension of the examples: plain JavaScript, so that it runs as it is; its types are here. */

interface TrialData {
	readonly fleeting_events: readonly object[] | null;
	readonly fleeting_rejected: readonly object[] | null;
	readonly fleeting_start_ms: number | null;
	readonly fleeting_end_ms: number | null;
	readonly fleeting_uncertainty_ms: number | null;
	readonly fleeting_fps: number | null;
}

export interface JsPsychExtension {
	initialize(params: { readonly frame: object }): Promise<void>;
	on_start(): void;
	on_load(params: { readonly marker?: string }): void;
	on_finish(params: { readonly settleMs: number }): Promise<TrialData>;
	stop(): Promise<void>;
}

const PATH = '../../static/examples/jspsych-extension-fleeting.js';

const found = import.meta.glob<new (jsPsych: object) => JsPsychExtension>(
	'../../static/examples/jspsych-extension-fleeting.js',
	{ eager: true, import: 'default' },
);

export const ExampleExtension = found[PATH]!;
