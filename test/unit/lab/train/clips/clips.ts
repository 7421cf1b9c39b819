/** Clips as an importer and the flow would give them, of people that the trainer draws. */
import type { Class3 } from '../../../../../src/core/record/index.ts';
import { UNITS } from '../../../../../src/line/classify/index.ts';
import type { AnnotatedClip } from '../../../../../src/core/record/index.ts';
import { seeded } from '../../../../../src/core/kernel/index.ts';
import type { FlowClip } from '../../../../../src/lab/train/clips/index.ts';
import { seeDrawn } from '../../../../../src/lab/train/drawn-view.ts';
import { drawFraming, reframe } from '../../../../../src/lab/train/framing.ts';
import { drawPerson } from '../../../../../src/lab/train/person.ts';
import { drawScene } from '../../../../../src/lab/train/scene.ts';

export function recordOf(some: Partial<AnnotatedClip>): AnnotatedClip {
	return {
		dataset: 'casme2',
		subject: 'casme2:01',
		clip: 'EP01_1',
		kind: 'micro',
		fps: 200,
		onset: 10,
		apex: 20,
		offset: 30,
		units: [],
		emotion: null,
		class3: null,
		objective: null,
		coder: null,
		columns: {},
		folder: 'sub01/EP01_1',
		place: { file: 'coding.xlsx', sheet: 'Sheet1', row: 2 },
		...some,
	};
}

/** So many people with so many clips each; every clip has a class and coded units. */
export function drawClips(people: number, each: number, seed: number): FlowClip[] {
	const random = seeded(seed);
	return Array.from({ length: people }, (_, index) => {
		const person = drawPerson(random);
		const clips: FlowClip[] = [];
		while (clips.length < each) {
			const scene = drawScene(person, random);
			if (scene.content !== 'expression' || scene.class3 === null) continue;
			const { rise, fall } = seeDrawn(person, scene, random);
			const framing = drawFraming(random);
			for (const field of [rise.u, rise.v, fall.u, fall.v]) reframe(field, framing);
			const single = (field: Float64Array): Float32Array => Float32Array.from(field);
			clips.push({
				record: recordOf({
					subject: `casme2:${String(index).padStart(2, '0')}`,
					clip: `EP${clips.length}`,
					class3: scene.class3,
					units: UNITS.flatMap((unit, i) => {
						const left = scene.intensities[i]! > 0;
						const right = scene.intensities[UNITS.length + i]! > 0;
						if (!left && !right) return [];
						const side = left && right ? null : left ? ('left' as const) : ('right' as const);
						return [{ unit, side, intensity: null, uncertain: false }];
					}),
				}),
				motion: {
					rise: { u: single(rise.u), v: single(rise.v) },
					fall: { u: single(fall.u), v: single(fall.v) },
				},
			});
		}
		return clips;
	}).flat();
}

/** The same motions under other classes. */
export const relabelled = (
	clips: readonly FlowClip[],
	classOf: (clip: FlowClip, place: number) => Class3 | null,
): FlowClip[] =>
	clips.map((clip, place) => ({
		...clip,
		record: { ...clip.record, class3: classOf(clip, place) },
	}));
