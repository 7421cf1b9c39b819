/**
 * Measurements in plain words. Movements are named, feelings are not: a reading is what such a
 * movement is often seen with, never what a person feels.
 */
import type {
	ActionUnitScore,
	NameableUnit,
	ObjectiveClass,
	Reading,
	Side,
	UnitVerdict,
} from '../classify/index.ts';
import type { RegionName } from '../motion/index.ts';
import type { EngineInfo, MicroEvent, RegionMotion, RejectedCandidate } from '../pipeline/index.ts';
import type { RejectionReason } from '../select/index.ts';
import type { Lane } from '../session/index.ts';

/**
 * Action units that networks of this kind, trained on synthetic motion alone, told apart on real
 * recordings elsewhere (AUC .84 or more); the shipped one has not been tested on real recordings.
 * These may be named as findings.
 */
const FINDINGS: readonly number[] = [4, 1, 2, 12, 17, 7];
/** Told apart too weakly there to be named: hints. Units 6, 9, 10 were of no use and are not shown. */
const HINTS: readonly number[] = [14, 15, 5, 20, 25, 26];

const HINTED_FROM = 0.35;

const UNIT_WORDS: Readonly<Record<number, string>> = {
	1: 'inner brows raised',
	2: 'outer brows raised',
	4: 'brows drawn down and together',
	5: 'upper eyelids raised',
	7: 'eyelids tightened',
	12: 'lip corners pulled up',
	14: 'lip corners pressed inwards',
	15: 'lip corners pulled down',
	17: 'chin pushed up',
	20: 'lips stretched sideways',
	25: 'lips parted',
	26: 'jaw dropped',
};

const SIDE_WORDS: Readonly<Record<Side, string>> = {
	both: 'both sides',
	left: 'left',
	right: 'right',
};

export interface UnitWords {
	readonly au: number;
	readonly text: string;
	readonly side: string;
	readonly p: number;
}

const inWords = ({ au, p, side }: ActionUnitScore): UnitWords => ({
	au,
	p,
	side: SIDE_WORDS[side],
	text: UNIT_WORDS[au] ?? 'movement',
});

/** Units probable enough to be named; the bars are the network's own, set on held-out events. */
export function findingsOf(
	verdict: UnitVerdict,
	nameable: readonly NameableUnit[],
): readonly UnitWords[] {
	const bars = new Map(nameable.map(({ au, from }) => [au, from]));
	return verdict.actionUnits
		.filter(({ au, p }) => FINDINGS.includes(au) && p >= (bars.get(au) ?? Infinity))
		.map(inWords);
}

export const hintsOf = (verdict: UnitVerdict): readonly UnitWords[] =>
	verdict.actionUnits.filter(({ au, p }) => HINTS.includes(au) && p >= HINTED_FROM).map(inWords);

/** "lip corners pulled up (AU 12), left" */
export const sayUnit = (unit: UnitWords): string =>
	unit.side === SIDE_WORDS.both
		? `${unit.text} (AU ${unit.au})`
		: `${unit.text} (AU ${unit.au}), ${unit.side}`;

const REGION_WORDS: Readonly<Record<RegionName, string>> = {
	innerBrowRight: 'right inner brow',
	innerBrowLeft: 'left inner brow',
	outerBrowRight: 'right outer brow',
	outerBrowLeft: 'left outer brow',
	glabella: 'between the brows',
	lowerLidRight: 'right lower eyelid',
	lowerLidLeft: 'left lower eyelid',
	noseWingRight: 'right side of the nose',
	noseWingLeft: 'left side of the nose',
	cheekRight: 'right cheek',
	cheekLeft: 'left cheek',
	lipCornerRight: 'right lip corner',
	lipCornerLeft: 'left lip corner',
	upperLip: 'upper lip',
	lowerLip: 'lower lip',
	chin: 'chin',
};

export const regionWords = (region: RegionName): string => REGION_WORDS[region];

export const LANE_WORDS: Readonly<Record<Lane, string>> = {
	brows: 'Brows',
	lids: 'Lower lids',
	cheeks: 'Nose, cheeks',
	mouth: 'Mouth, chin',
};

/** "up 0.8", "left 1.2": main direction as the person in the picture would say it. */
export function directionWords({ dx, dy }: RegionMotion): string {
	if (Math.abs(dy) >= Math.abs(dx)) return dy < 0 ? 'up' : 'down';
	// Unmirrored picture: to the right of it is the subject's left.
	return dx > 0 ? 'to their left' : 'to their right';
}

const READING_WORDS: Readonly<Record<Reading, string>> = {
	positive: 'Often seen with something pleasant, or with politeness',
	negative: 'Often seen with something unpleasant, or with effort',
	surprise: 'Often seen with surprise, or with interest',
	uncertain: 'No clear reading',
};

/**
 * Lowered brows and tightened lids alone come with anger as with hard thinking or bright light: no
 * class of three can be read off them, however probable the network finds one.
 */
const BROW_UNITS: readonly number[] = [4, 7];

export interface ReadingWords {
	readonly text: string;
	/** What the text does not say; follows it. */
	readonly hedge: string;
}

/** The reading, for people: what such movements are seen with, never what somebody feels. */
export function readingWords(
	verdict: UnitVerdict,
	nameable: readonly NameableUnit[],
): ReadingWords {
	const { reading, probabilities } = verdict;
	const units = findingsOf(verdict, nameable).map(({ au }) => au);
	const brows =
		units.length > 0 && units.every((au) => BROW_UNITS.includes(au)) ? browWords(units) : null;
	if (reading === 'uncertain') {
		return {
			text: brows === null ? READING_WORDS.uncertain : `${READING_WORDS.uncertain}. ${brows}`,
			hedge: brows === null ? ': no class is probable enough to be named' : ALONE,
		};
	}
	if (brows !== null) return { text: brows, hedge: ALONE };
	return {
		text: READING_WORDS[reading],
		hedge: ` (${percent(probabilities[reading])}): not a statement about feeling`,
	};
}

const ALONE = ': alone it tells none of them from the others';

function browWords(units: readonly number[]): string {
	if (!units.includes(4)) {
		return 'Eyelids tightened: often seen with a smile, anger, concentration, bright light';
	}
	const what = units.includes(7) ? 'Brow lowered, eyelids tightened' : 'Brow lowered';
	return `${what}: often seen with anger, disgust, concentration, effort`;
}

const CLASS_WORDS: Readonly<Record<ObjectiveClass, string>> = {
	I: 'lip corners pulled up, cheeks raised',
	II: 'whole brows raised, upper eyelids raised, or lips parted',
	III: 'brows lowered, or lips tightened',
	IV: 'nose wrinkled, or upper lip raised',
	V: 'inner brows raised, or lip corners pulled down',
	VI: 'brows raised and drawn together, or lips stretched',
	VII: 'any other combination',
};

/** Davison's class in a few words. */
export const objectiveClassWords = (name: ObjectiveClass): string =>
	`${name}: ${CLASS_WORDS[name]}`;

/** What moved, in one sentence, named units first, else the strongest regions. */
export function headlineOf(event: MicroEvent, engine: EngineInfo | null): string {
	const nameable = engine?.network.nameable ?? [];
	const named = event.verdict?.kind === 'units' ? findingsOf(event.verdict, nameable) : [];
	if (named.length > 0) return capital(named.slice(0, 3).map(sayUnit).join('; '));
	const regions = event.regions.slice(0, 2).map(({ region }) => regionWords(region));
	if (regions.length === 0) return 'Brief movement of the face';
	return capital(`brief movement: ${regions.join(', ')}`);
}

/** One sentence for a person who listens rather than looks. */
export const announcementOf = (event: MicroEvent, engine: EngineInfo | null): string =>
	`At ${clock(event.onset.ms)}, ${seconds(event.durationMs)}: ${headlineOf(event, engine)}.`;

const REASON_WORDS: Readonly<Record<RejectionReason, string>> = {
	'too-weak': 'Too weak to tell from chance',
	'too-short': 'Shorter than a facial movement can be',
	'too-long': 'A longer, ordinary expression',
	'too-large': 'A larger, ordinary expression',
	'slow-rise': 'Rises too slowly',
	'no-return': 'Does not come back to rest',
	blink: 'Too weak to tell from a blink',
	speech: 'Too weak to tell from talking',
	'head-turn': 'The head was turning',
	lighting: 'The light changed',
	'low-frame-rate': 'Too few frames a second',
	'face-lost': 'The face was lost during it',
	overlap: 'Part of a stronger movement',
};

export const reasonWords = (reason: RejectionReason): string => REASON_WORDS[reason];

/** "measured 812, limit 700": figures of the reason, as the line gave them; null without a limit. */
export const limitWords = ({ measured, limit }: RejectedCandidate): string | null =>
	measured === null || limit === null
		? null
		: `measured ${figure(measured)}, limit ${figure(limit)}`;

/** "too weak to tell from chance (measured 0.31, limit 0.45)", or the words alone. */
export function rejectionWords(candidate: RejectedCandidate): string {
	const words = reasonWords(candidate.reason).toLowerCase();
	const limits = limitWords(candidate);
	return limits === null ? words : `${words} (${limits})`;
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Session time: `0:07.3`, `12:07.3`. */
export function clock(ms: number): string {
	const tenths = Math.max(0, Math.round(ms / 100));
	const minutes = Math.floor(tenths / 600);
	const rest = ((tenths % 600) / 10).toFixed(1).padStart(4, '0');
	return `${minutes}:${rest}`;
}

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
/** Never "100 %": nothing measured here is certain. */
export const percent = (share: number): string =>
	share > 0.99 ? 'over 99 %' : `${Math.round(share * 100)} %`;

function figure(value: number): string {
	if (!Number.isFinite(value)) return 'nothing';
	if (Math.abs(value) >= 100) return value.toFixed(0);
	return Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2);
}
