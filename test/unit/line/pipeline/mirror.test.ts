import { expect, it } from 'vitest';
import type { FaceState } from '../../../../src/core/record/index.ts';
import { REGIONS } from '../../../../src/core/record/index.ts';
import { Mirror } from '../../../../src/line/pipeline/mirror.ts';
import { record } from '../../files/export/record.ts';

const mirror = new Mirror();

it('each region takes what was measured on the other side, twice is as before', () => {
	const values = Float32Array.from(REGIONS, (_name, at) => at);
	const across = mirror.motion(values).slice();
	expect(across[REGIONS.indexOf('lipCornerLeft')]).toBe(REGIONS.indexOf('lipCornerRight'));
	expect(across[REGIONS.indexOf('chin')]).toBe(REGIONS.indexOf('chin'));
	expect(mirror.motion(across)).toEqual(values);
	const masked = Uint8Array.from(REGIONS, (name) => (name === 'cheekRight' ? 1 : 0));
	expect(mirror.masked(masked)[REGIONS.indexOf('cheekLeft')]).toBe(1);
});

it('a movement changes sides: regions, ways across, action units', () => {
	const moved = { region: 'outerBrowRight', dx: 0.5, dy: -1, amplitudePx200: 1.1, z: 7 } as const;
	expect(mirror.regions([moved])).toEqual([{ ...moved, region: 'outerBrowLeft', dx: -0.5 }]);
	const verdict = record.events[0]!.verdict!;
	if (verdict.kind !== 'units') throw new Error('the record has another network');
	const sided = verdict.actionUnits.map((each, at) => ({
		...each,
		side: (['left', 'right', 'both'] as const)[at % 3]!,
	}));
	const seen = mirror.verdict({ ...verdict, actionUnits: sided });
	if (seen.kind !== 'units') throw new Error('another kind came back');
	expect(seen.actionUnits.map(({ side }) => side)).toEqual(
		sided.map(({ side }) => (side === 'left' ? 'right' : side === 'right' ? 'left' : 'both')),
	);
});

it('a head turns and leans the other way, and nods as it did', () => {
	const face = { yaw: 12, pitch: 3, roll: -4 } as FaceState;
	expect(mirror.face(face)).toMatchObject({ yaw: -12, pitch: 3, roll: 4 });
});
