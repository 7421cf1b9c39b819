/** Signals of a session as the timeline draws them. */
import type { Signals } from '../../../core/record/index.ts';
import { millis } from '../../../core/kernel/index.ts';
import { REGION_COUNT } from '../../../core/record/index.ts';
import { Trace } from '../../desk/index.ts';

const FACE_STATES = ['none', 'tracked', 'turned', 'small'] as const;

export function traceOf(signals: Signals): Trace {
	const trace = new Trace(Math.max(1, signals.count), true);
	for (let at = 0; at < signals.count; at++) {
		const [from, to] = [at * REGION_COUNT, (at + 1) * REGION_COUNT];
		trace.push({
			at: millis(signals.ms[at]!),
			motion: signals.motion.subarray(from, to),
			masked: signals.masked.subarray(from, to),
			face: { state: FACE_STATES[signals.face[at]!] ?? 'none' },
		});
	}
	return trace;
}
