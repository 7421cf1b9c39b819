/** Events whose truth is known, with what a network made of them: what figures are counted on. */
import type { EventLogits } from '../../line/classify/index.ts';
import type { Asymmetry, MotionQuality } from '../../line/backend/index.ts';
import type { Class3, Side } from '../../core/record/index.ts';
import { UNITS } from '../../line/classify/index.ts';
import type { Dataset } from './dataset.ts';
import type { Content } from './dataset.ts';

export interface JudgedEvent {
	readonly content: Content;
	/** Null: it has no class to be right about. */
	readonly class3: Class3 | null;
	/** Units that moved, FACS number -> side. */
	readonly units: ReadonlyMap<number, Side>;
	readonly correlation: number;
	readonly asymmetry: Asymmetry;
	readonly quality: MotionQuality;
	/** Whether the offset is where the movement has gone back. */
	readonly offsetIs: 'right' | 'wrong';
	readonly logits: EventLogits;
}

export const expressed = ({ content }: JudgedEvent): boolean =>
	content === 'expression' || content === 'units';

export function judged(data: Dataset, logits: readonly EventLogits[]): JudgedEvent[] {
	return data.truths.map(({ content, class3, intensities, offsetIs }, i) => ({
		content,
		class3,
		units: unitsOf(intensities),
		correlation: data.correlation[i]!,
		asymmetry: data.asymmetry[i]!,
		quality: data.quality[i]!,
		offsetIs,
		logits: logits[i]!,
	}));
}

function unitsOf(intensities: Float32Array): Map<number, Side> {
	const units = new Map<number, Side>();
	for (const [i, au] of UNITS.entries()) {
		const left = intensities[i]! > 0;
		const right = intensities[UNITS.length + i]! > 0;
		if (left || right) units.set(au, left && right ? 'both' : left ? 'left' : 'right');
	}
	return units;
}
