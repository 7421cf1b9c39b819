/** Folders of motions, and scored samples, made by hand. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Class3 } from '../../../../src/core/record/index.ts';
import { CLASSES, GRID } from '../../../../src/line/classify/index.ts';
import type { FlowFile } from '../../../../src/lab/evaluate/features/flow-file.ts';
import type { ScoredOutcome } from '../../../../src/lab/evaluate/features/score.ts';
import { seeded } from '../../../../src/core/kernel/index.ts';

const CELLS = GRID * GRID;

/** A smooth movement somewhere, and noise. */
export function flow(seed: number, strength = 1): FlowFile {
	const random = seeded(seed);
	const [x, y, right, down] = [
		random.uniform(6, 22),
		random.uniform(4, 24),
		random.normal(),
		random.normal(),
	];
	const part = (size: number): Float32Array =>
		Float32Array.from({ length: CELLS }, (_, cell) => {
			const distance = Math.hypot((cell % GRID) - x, Math.floor(cell / GRID) - y);
			return strength * (size * Math.exp(-0.5 * (distance / 3) ** 2) + 0.05 * random.normal());
		});
	return { u: part(right), v: part(down) };
}

export const still = (): FlowFile => ({ u: new Float32Array(CELLS), v: new Float32Array(CELLS) });

/** The way back, as measured: the other way, weaker, with noise of its own. */
export const wayBack = ({ u, v }: FlowFile, seed: number): FlowFile => {
	const noise = flow(seed, 0.1);
	return {
		u: u.map((value, i) => noise.u[i]! - 0.7 * value),
		v: v.map((value, i) => noise.v[i]! - 0.7 * value),
	};
};

/** The bytes of a motion file, written without help of the code that reads them. */
export function bytesOf({ u, v }: FlowFile): Uint8Array {
	const bytes = new DataView(new ArrayBuffer(8 * CELLS));
	for (let i = 0; i < CELLS; i++) {
		bytes.setFloat32(4 * i, u[i]!, true);
		bytes.setFloat32(4 * (CELLS + i), v[i]!, true);
	}
	return new Uint8Array(bytes.buffer);
}

/** Writes files below a folder by path. */
export async function lay(
	folder: string,
	files: Readonly<Record<string, string | Uint8Array>>,
): Promise<void> {
	for (const [path, content] of Object.entries(files)) {
		await mkdir(dirname(join(folder, path)), { recursive: true });
		await writeFile(join(folder, path), content);
	}
}

export const HEADER = 'id,subject,dataset,label,rise,fall';

/** A scored sample without a fall that says `said`, sure to a degree. */
export function scored(
	dataset: string,
	subject: string,
	label: Class3,
	said: Class3,
	confidence: number,
	fall: {
		readonly bothSay: Class3;
		readonly gateOpen: boolean;
		readonly correlation: number;
	} | null = null,
): ScoredOutcome {
	const row = CLASSES.map((name) => Number(name === said));
	const gated = fall !== null && fall.gateOpen ? fall.bothSay : said;
	return {
		sample: {
			id: `${dataset}-${subject}-${label}`,
			subject,
			dataset,
			label,
			predicted: gated,
			probabilities: { positive: 0, negative: 0, surprise: 0, [gated]: confidence },
			logits: { rise: row, fall: fall === null ? null : row, joined: row },
			correlation: fall?.correlation ?? 0,
			branches: fall !== null && fall.gateOpen ? 'both' : 'rise',
		},
		clip: { person: `${dataset}:${subject}` },
		still: false,
		said: { gated, riseOnly: said, bothAlways: fall?.bothSay ?? said },
		certainty: confidence,
	};
}
