import { afterEach, expect, test, vi } from 'vitest';
import type { RecordingStep } from '../../../../src/files/library/index.ts';
import type { Report } from '../../../../src/line/pipeline/index.ts';
import { SessionRecorder } from '../../../../src/app/sessions/session-recorder.ts';
import type { Session } from '../../../../src/app/desk/session.svelte.ts';

/** A browser that films: its first piece comes when the test says so. */
class Films {
	static newest: Films | null = null;
	static isTypeSupported = (): boolean => true;
	readonly mimeType = 'video/webm';
	onstart: () => void = () => {};
	ondataavailable: (event: { data: Blob }) => void = () => {};
	constructor() {
		Films.newest = this;
	}
	start(): void {
		this.onstart();
	}
}

afterEach(() => {
	vi.unstubAllGlobals();
	vi.useRealTimers();
});

test('a film begins where its frames were taken, however late their reports come', () => {
	vi.useFakeTimers();
	vi.stubGlobal('MediaRecorder', Films);
	vi.stubGlobal('MediaStream', class {});
	const told: RecordingStep[] = [];
	const recorder = new SessionRecorder({
		library: {
			record: (_, what) => void told.push(what),
			buffer: (bytes) => new ArrayBuffer(bytes),
		},
		keep: () => 'film',
		view: () => ({
			kind: 'stream',
			stream: { getVideoTracks: () => [] } as unknown as MediaStream,
		}),
	});
	const session = {
		kind: 'camera',
		label: 'front camera',
		startedAt: new Date(0),
		engine: null,
		markers: [],
		study: null,
		quality: null,
	} as unknown as Session;
	const filmedAt = performance.now();
	recorder.began(session);
	for (const ms of [0, 100, 200]) {
		const takenMs = performance.timeOrigin + filmedAt + 40 + ms;
		vi.advanceTimersByTime(ms === 0 ? 40 + 300 : 100); // the line is 300 ms behind
		recorder.reported(session, {
			kind: 'frame-measured',
			frame: ms / 100,
			at: ms,
			takenMs,
			face: { state: 'none', count: 0, yaw: NaN, pitch: NaN, roll: NaN, scale: NaN, light: NaN },
			motion: new Float32Array(12),
			masked: new Uint8Array(12),
		} as unknown as Report);
	}
	Films.newest!.ondataavailable({ data: new Blob(['a film']) });
	const chunk = told.find((each) => each.kind === 'film-chunk');
	expect(chunk).toMatchObject({ film: { type: 'video/webm', startsAtMs: -40 } });
});
