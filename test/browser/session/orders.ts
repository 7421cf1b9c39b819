/** A line that takes orders and does nothing by itself: the test says what it reports. */
import type { Command, Report } from '../../../src/pipeline/index.ts';
import type { DeskOptions, OpenSource, Sources } from '../../../src/session/index.ts';
import { Desk } from '../../../src/session/index.ts';

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
	readonly closedSources: number;
	readonly closedLines: number;
	report(report: Report): void;
}

export function bench(sources: Partial<Sources> = {}, options: Partial<DeskOptions> = {}): Bench {
	const orders: string[] = [];
	let onReport: (report: Report) => void = () => {};
	const closed = { sources: 0, lines: 0 };
	const open = (label: string): OpenSource => openSource(label, () => void (closed.sources += 1));
	const desk = new Desk({
		openLine: (hear) => {
			onReport = hear;
			return {
				send: (command: Command) => void orders.push(command.kind),
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
		assets: { mediapipe: '', faceModel: '', network: location.href, tfjsWasm: '' },
		version: '0.1.0',
		backend: 'auto',
		falseAlarmsPerMinute: 1,
		cameraId: null,
		remember: () => {},
		...options,
	});
	return {
		desk,
		orders,
		get closedSources() {
			return closed.sources;
		},
		get closedLines() {
			return closed.lines;
		},
		report: (report) => onReport(report),
	};
}

/** Lets everything happen that only waits for promises. */
export const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
