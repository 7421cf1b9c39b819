/**
 * A worked example: what the built-in actor did, filmed as pictures, and two made-up coders who are off
 * by known amounts. Made on the device; nothing is fetched.
 *
 * Out   folders of pictures and `two coders.csv`, as a person would have chosen them
 * Cost  about 50 ms a picture, 350 of them; let go with the audit
 */
import type { TruthEvent } from '../../study/actor/index.ts';
import { ActorFace, ActorScript } from '../../study/actor/index.ts';
import type { Random } from '../../core/kernel/index.ts';
import { seeded } from '../../core/kernel/index.ts';
import type { FoundFile } from '../desk/index.ts';

const FPS = 30;
const WIDTH = 480;
const HEIGHT = 360;
/** Two movements each, both after the actor's calm start. */
const SCRIPT = {
	durationMs: 8000,
	blinksPerMinute: 12,
	sway: 0.5,
	microExpressions: { perMinute: 16, peakPx200: [1.6, 3] },
} as const;
/** Frames before the first movement and behind the last one. */
const QUIET_FRAMES = 18;
const PEOPLE: readonly { readonly name: string; readonly face: number; readonly script: number }[] =
	[
		{ name: 'P1', face: 0, script: 11 },
		{ name: 'P2', face: 1, script: 12 },
		{ name: 'P3', face: 3, script: 14 },
	];
const QUALITY = 0.95;

/** Frames that a coder is off by: one scatters, the other is late at the onset. */
const CODERS: readonly {
	readonly name: string;
	readonly off: (random: Random) => readonly [number, number, number];
}[] = [
	{ name: 'Ann', off: (random) => [scatter(random, 1), scatter(random, 1), scatter(random, 2)] },
	{
		name: 'Ben',
		off: (random) => [3 + scatter(random, 1), scatter(random, 2), scatter(random, 3)],
	},
];

/** A whole number within `most` of 0. */
const scatter = (random: Random, most: number): number => random.index(2 * most + 1) - most;

/** @param onDone share of the pictures drawn, 0..1; false gives up */
export async function makeExample(
	onDone: (share: number) => boolean,
): Promise<readonly FoundFile[] | null> {
	const found: FoundFile[] = [];
	const rows = ['clip,subject,coder,onset,apex,offset,fps,au'];
	const random = seeded(7);
	const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
	const context = canvas.getContext('2d', { alpha: false });
	if (context === null) throw new Error('this browser draws no pictures outside of the page');
	for (const [at, { name, face, script }] of PEOPLE.entries()) {
		const actor = new ActorFace({ width: WIDTH, height: HEIGHT, seed: face });
		const played = new ActorScript({ ...SCRIPT, seed: script });
		const picture = new ImageData(WIDTH, HEIGHT);
		const { events } = played.truth(FPS);
		const first = events[0]!.onset - QUIET_FRAMES;
		const last = events.at(-1)!.offset + QUIET_FRAMES;
		for (let frame = first; frame <= last; frame++) {
			actor.render(played.poseAt((1000 * frame) / FPS), frame, picture.data);
			context.putImageData(picture, 0, 0);
			// Waiting for the coder leaves the page usable in between.
			const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
			const fileName = `img${String(frame).padStart(3, '0')}.jpg`;
			const file = new File([blob], fileName, { type: blob.type });
			found.push({ path: `example/${name} clip/${fileName}`, file });
			const share = (frame - first + 1) / (last - first + 1);
			if (!onDone((at + share) / PEOPLE.length)) return null;
		}
		for (const event of events) {
			for (const coder of CODERS) rows.push(rowOf(name, event, coder, random));
		}
	}
	const table = new File([`${rows.join('\r\n')}\r\n`], 'two coders.csv', { type: 'text/csv' });
	return [...found, { path: table.name, file: table }];
}

function rowOf(
	person: string,
	{ onset, apex, offset, aus }: TruthEvent,
	{ name, off }: (typeof CODERS)[number],
	random: Random,
): string {
	const [onsetOff, apexOff, offsetOff] = off(random);
	const coded = [onset + onsetOff, apex + apexOff, offset + offsetOff].sort((a, b) => a - b);
	const units = aus.map(({ au }) => au).join('+');
	return [`${person} clip`, person, name, ...coded, FPS, units].join(',');
}
