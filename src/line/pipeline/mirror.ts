/**
 * What was measured on mirrored pictures, as the person has it: left and right swapped, ways across
 * turned round. Pictures and places in the picture stay as the film shows them.
 *
 * Cost  what it hands out for a frame is reused; a movement's is made anew
 */
import type { FaceState, RegionMotion, RegionName, Verdict } from '../../core/record/index.ts';
import { REGIONS, REGION_COUNT } from '../../core/record/index.ts';

type Sided = RegionName | 'left' | 'right' | 'both';

function otherSide<Name extends Sided>(name: Name): Name {
	const other = (text: string): string => {
		switch (text) {
			case 'Left':
				return 'Right';
			case 'Right':
				return 'Left';
			case 'left':
				return 'right';
			default:
				return 'left';
		}
	};
	return name.replace(/Left$|Right$|^left$|^right$/, other) as Name;
}

/** For each region the one on the other side; those in the middle are their own. */
const ACROSS = REGIONS.map((name) => REGIONS.indexOf(otherSide(name)));

export class Mirror {
	readonly #motion = new Float32Array(REGION_COUNT);
	readonly #masked = new Uint8Array(REGION_COUNT);

	face(face: FaceState): FaceState {
		return { ...face, yaw: -face.yaw, roll: -face.roll };
	}

	/** [R] of the other side each; reused. */
	motion(values: Float32Array): Float32Array {
		for (let region = 0; region < REGION_COUNT; region++) {
			this.#motion[region] = values[ACROSS[region]!]!;
		}
		return this.#motion;
	}
	masked(values: Uint8Array): Uint8Array {
		for (let region = 0; region < REGION_COUNT; region++) {
			this.#masked[region] = values[ACROSS[region]!]!;
		}
		return this.#masked;
	}

	regions(regions: readonly RegionMotion[]): RegionMotion[] {
		return regions.map((each) => ({ ...each, region: otherSide(each.region), dx: -each.dx }));
	}

	verdict(verdict: Verdict): Verdict {
		if (verdict.kind !== 'units') return verdict;
		const actionUnits = verdict.actionUnits.map((each) => ({
			...each,
			side: otherSide(each.side),
		}));
		return { ...verdict, actionUnits };
	}
}
