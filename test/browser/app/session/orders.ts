/** A line that takes orders and does nothing by itself: the test says what it reports. */
import type { Command, Report } from '../../../../src/line/pipeline/index.ts';
import type { DeskOptions, OpenSource, Sources } from '../../../../src/app/desk/index.ts';
import { Desk } from '../../../../src/app/desk/index.ts';

export const openSource = (label: string, close = (): void => {}): OpenSource => ({
	label,
	view: { kind: 'canvas', canvas: document.createElement('canvas') },
	spec: { kind: 'port', port: new MessageChannel().port1, lossless: true },
	deviceId: null,
	pace: () => 1,
	close,
});

export interface Bench {
	readonly desk: Desk;
	/** Kinds of the orders given so far, over all workers. */
	readonly orders: string[];
	/** The orders themselves. */
	readonly commands: Command[];
	readonly closedSources: number;
	readonly closedLines: number;
	report(report: Report): void;
}

export function bench(sources: Partial<Sources> = {}, options: Partial<DeskOptions> = {}): Bench {
	const orders: string[] = [];
	const commands: Command[] = [];
	let onReport: (report: Report) => void = () => {};
	const closed = { sources: 0, lines: 0 };
	const open = (label: string): OpenSource => openSource(label, () => void (closed.sources += 1));
	const desk = new Desk({
		openLine: (hear) => {
			onReport = hear;
			return {
				send: (command: Command) => {
					orders.push(command.kind);
					commands.push(command);
				},
				close: () => void (closed.lines += 1),
			};
		},
		sources: {
			openCamera: () => Promise.resolve(open('front camera')),
			openActor: () => Promise.resolve(open('actor')),
			listCameras: () => Promise.resolve([]),
			watchCameras: () => () => {},
			...sources,
		},
		assets: { mediapipe: '', litert: '', faceModel: '', network: location.href, tfjsWasm: '' },
		version: '0.1.0',
		backend: 'auto',
		tracker: 'auto',
		settings: { falseAlarmsPerMinute: 1, readingCoverage: 0.75 },
		cameraId: null,
		remember: () => {},
		...options,
	});
	return {
		desk,
		orders,
		commands,
		get closedSources() {
			return closed.sources;
		},
		get closedLines() {
			return closed.lines;
		},
		report: (report) => onReport(report),
	};
}

/** A camera prompt per call, answered when the test says so; `log` has what was opened and closed. */
export function prompts() {
	const log: string[] = [];
	const open: { allow(): void; deny(error: Error): void }[] = [];
	return {
		log,
		/** The prompt that was opened last. */
		answer: () => open.at(-1)!,
		openCamera: (deviceId: string | null): Promise<OpenSource> => {
			const label = deviceId ?? 'any';
			log.push(`ask ${label}`);
			return new Promise((resolve, reject) => {
				const source = { ...openSource(label, () => log.push(`close ${label}`)), deviceId };
				open.push({ allow: () => resolve(source), deny: reject });
			});
		},
	};
}

/** Lets everything happen that only waits for promises. */
export const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
