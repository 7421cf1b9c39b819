/** What makes one actor look different from another. Colours are sRGB, lengths IOD. */
import { seeded } from '../../core/kernel/index.ts';
import type { Openings } from './proportions.ts';

export type Rgb = readonly [red: number, green: number, blue: number];
export type HairStyle = 'long' | 'short' | 'bob' | 'tied' | 'crop';

export interface Look extends Openings {
	readonly skin: Rgb;
	/** Redness of cheeks, nose and ears, 0..1. */
	readonly flush: number;
	readonly lips: Rgb;
	readonly hair: Rgb;
	readonly hairStyle: HairStyle;
	readonly iris: Rgb;
	/** Thickness of the brows over the common one. */
	readonly brow: number;
	/** Half width of cheeks and of jaw over the common ones. */
	readonly faceWidth: number;
	readonly jawWidth: number;
	readonly noseWidth: number;
	readonly lipFullness: number;
	/** Count of freckles and small spots. */
	readonly freckles: number;
	/** Shadow of a shaved beard, 0..1. */
	readonly stubble: number;
	readonly shirt: Rgb;
	readonly background: Rgb;
}

const hex = (value: number): Rgb => [(value >> 16) & 255, (value >> 8) & 255, value & 255];

const LOOKS: readonly Look[] = [
	{
		skin: hex(0xe3b698),
		flush: 0.75,
		lips: hex(0xb9695f),
		hair: hex(0x6b4128),
		hairStyle: 'long',
		iris: hex(0x5f7d6a),
		brow: 0.95,
		faceWidth: 0.98,
		jawWidth: 0.95,
		noseWidth: 0.92,
		lipFullness: 1.08,
		eyeHeight: 1.06,
		eyeTilt: 0.008,
		mouthLift: 0.03,
		freckles: 90,
		stubble: 0,
		shirt: hex(0x5d7285),
		background: hex(0xb9b4ab),
	},
	{
		skin: hex(0xc98f66),
		flush: 0.45,
		lips: hex(0xa3614f),
		hair: hex(0x2a1d17),
		hairStyle: 'short',
		iris: hex(0x5a3a22),
		brow: 1.35,
		faceWidth: 1,
		jawWidth: 1.05,
		noseWidth: 1.06,
		lipFullness: 0.88,
		eyeHeight: 0.95,
		eyeTilt: 0,
		mouthLift: 0.022,
		freckles: 30,
		stubble: 0.7,
		shirt: hex(0x3f5648),
		background: hex(0xa9b1b3),
	},
	{
		skin: hex(0x87573a),
		flush: 0.3,
		lips: hex(0x7d4038),
		hair: hex(0x17110f),
		hairStyle: 'tied',
		iris: hex(0x3a2315),
		brow: 1.1,
		faceWidth: 1,
		jawWidth: 0.97,
		noseWidth: 1.16,
		lipFullness: 1.28,
		eyeHeight: 1.04,
		eyeTilt: 0.012,
		mouthLift: 0.028,
		freckles: 25,
		stubble: 0,
		shirt: hex(0xb08a5a),
		background: hex(0xb3aca0),
	},
	{
		skin: hex(0xeac6a6),
		flush: 0.55,
		lips: hex(0xbd6f68),
		hair: hex(0x1f1a1c),
		hairStyle: 'bob',
		iris: hex(0x40291b),
		brow: 1,
		faceWidth: 1.04,
		jawWidth: 0.96,
		noseWidth: 1,
		lipFullness: 1,
		eyeHeight: 0.86,
		eyeTilt: 0.018,
		mouthLift: 0.026,
		freckles: 20,
		stubble: 0,
		shirt: hex(0x8d5f63),
		background: hex(0xb5b9b2),
	},
	{
		skin: hex(0xd9a98c),
		flush: 0.85,
		lips: hex(0xa9665b),
		hair: hex(0x8a8178),
		hairStyle: 'crop',
		iris: hex(0x5b7688),
		brow: 1.15,
		faceWidth: 1.03,
		jawWidth: 1.03,
		noseWidth: 1.08,
		lipFullness: 0.8,
		eyeHeight: 0.9,
		eyeTilt: -0.006,
		mouthLift: 0.024,
		freckles: 70,
		stubble: 0.35,
		shirt: hex(0x4b5468),
		background: hex(0xaeb2ac),
	},
];

/** The look of a seed: one of `LOOKS`, a little varied; seeds 0..4 are the looks themselves. */
export function lookOf(seed: number, changes: Partial<Look> = {}): Look {
	const base = LOOKS[((seed % LOOKS.length) + LOOKS.length) % LOOKS.length]!;
	if (seed >= 0 && seed < LOOKS.length) return { ...base, ...changes };
	const random = seeded(seed);
	const near = (value: number, by: number): number => value * (1 + random.uniform(-by, by));
	const tint = (colour: Rgb, by: number): Rgb => {
		const light = 1 + random.uniform(-by, by);
		return [colour[0] * light, colour[1] * light, colour[2] * light];
	};
	return {
		...base,
		skin: tint(base.skin, 0.06),
		hair: tint(base.hair, 0.25),
		shirt: tint(base.shirt, 0.2),
		brow: near(base.brow, 0.15),
		faceWidth: near(base.faceWidth, 0.02),
		jawWidth: near(base.jawWidth, 0.04),
		noseWidth: near(base.noseWidth, 0.06),
		lipFullness: near(base.lipFullness, 0.1),
		eyeHeight: near(base.eyeHeight, 0.05),
		...changes,
	};
}
