/** The diagnostics block: plain text to copy into a report; no picture, no measurement of a face. */
import type { TrackerInfo } from '../../core/record/index.ts';
import type { Desk } from '../desk/index.ts';
import type { Studio } from '../studio/index.ts';

export function diagnosticsOf({ desk, offline }: Studio): string {
	const { engine } = desk;
	const lines: readonly (readonly [string, unknown])[] = [
		['version', desk.version],
		['browser', navigator.userAgent],
		['language', navigator.language],
		['processors', navigator.hardwareConcurrency],
		['screen', `${innerWidth} x ${innerHeight} at ${devicePixelRatio}`],
		['secure context', isSecureContext],
		['isolated', crossOriginIsolated],
		['track processor', 'MediaStreamTrackProcessor' in globalThis],
		['video frame callback', 'requestVideoFrameCallback' in HTMLVideoElement.prototype],
		['video decoder', 'VideoDecoder' in globalThis],
		['engine', engine.status],
		[
			'engine fault',
			engine.fault === null ? 'none' : `${engine.fault.code}: ${engine.fault.detail}`,
		],
		['GPU recoveries', engine.recovered],
		['backend', engine.info?.backend ?? 'none'],
		[
			'face model',
			engine.info === null
				? 'none'
				: `${engine.info.faceModel.kind} ${engine.info.faceModel.sha256}`,
		],
		['tracker', trackerLine(engine.info?.tracker ?? null)],
		[
			'network',
			engine.info === null
				? 'none'
				: `${engine.info.network.name} ${engine.info.network.sha256 ?? engine.info.network.fault ?? ''} (${engine.info.network.source})`,
		],
		['false alarms a minute', desk.settings.falseAlarmsPerMinute],
		['readings wanted', `${desk.settings.readingCoverage} of movements`],
		[
			'reading levels',
			engine.info?.network.naming.map(({ coverage }) => coverage).join(', ') || 'none',
		],
		['offline', `${offline.status}, ${offline.storedBytes} bytes`],
		...sessionLines(desk),
	];
	return lines.map(([name, value]) => `${name}: ${String(value)}`).join('\n');
}

function trackerLine(tracker: TrackerInfo | null): string {
	if (tracker === null) return 'none';
	const { name, runtime, meshSha256, detectorSha256 } = tracker;
	return `${name} (${runtime}), mesh ${meshSha256 ?? '-'}, detector ${detectorSha256 ?? '-'}`;
}

function sessionLines({ live }: Desk): readonly (readonly [string, unknown])[] {
	if (live === null) return [['session', 'none']];
	const quality = live.quality;
	return [
		['session', `${live.kind}, ${live.status}`],
		['picture', live.size === null ? 'none' : `${live.size.width} x ${live.size.height}`],
		[
			'frames',
			quality === null
				? 'none'
				: `${quality.frames}, dropped ${quality.dropped}, ${quality.fps.toFixed(1)} fps, clock breaks ${quality.clockBreaks}`,
		],
		['session fault', live.fault === null ? 'none' : `${live.fault.code}: ${live.fault.detail}`],
	];
}
