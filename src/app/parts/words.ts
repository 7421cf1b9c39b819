/**
 * Measurements in plain words. Movements are named, feelings are not: a reading is what such a
 * movement is often seen with, never what a person feels.
 */
import type {
	ActionUnitScore,
	NameableUnit,
	ObjectiveClass,
	Side,
	UnitVerdict,
} from '../../core/record/index.ts';
import type { RegionName } from '../../core/record/index.ts';
import type {
	EngineInfo,
	MicroEvent,
	RegionMotion,
	RejectedCandidate,
} from '../../core/record/index.ts';
import type { RejectionReason } from '../../core/record/index.ts';
import { namedScores } from '../../core/record/index.ts';
import { LANES } from '../desk/index.ts';
import { say, sayNumber } from '../../core/words/index.ts';

/**
 * Units that networks of this kind told apart too weakly on real recordings elsewhere to be named, but
 * well enough for a hint; 6, 9, and 10 were of no use and are not shown. What may be named is for the
 * network's card to say (`EngineInfo.network.nameable`).
 */
const HINTS: readonly number[] = [14, 15, 5, 20, 25, 26];

const HINTED_FROM = 0.35;

const WITH_WORDS = [1, 2, 4, 5, 7, 12, 14, 15, 17, 20, 25, 26] as const;
const unitWords = (au: number): string => {
	const known = WITH_WORDS.find((each) => each === au);
	return known === undefined ? say('movement.unit.other') : say(`movement.unit.${known}`);
};

/** A table of texts, each in the language shown when it is read. */
export function spoken<Key extends string>(
	keys: readonly Key[],
	textOf: (key: Key) => string,
): Readonly<Record<Key, string>> {
	const table = {} as Record<Key, string>;
	for (const key of keys) {
		Object.defineProperty(table, key, { enumerable: true, get: () => textOf(key) });
	}
	return table;
}

export interface UnitWords {
	readonly au: number;
	readonly text: string;
	readonly side: Side;
	readonly p: number;
}

const inWords = ({ au, p, side }: ActionUnitScore): UnitWords => ({
	au,
	p,
	side,
	text: unitWords(au),
});

/** Units probable enough to be named; which, and from where on, is the network's own to say. */
export function findingsOf(
	verdict: UnitVerdict,
	nameable: readonly NameableUnit[],
): readonly UnitWords[] {
	return namedScores(verdict.actionUnits, nameable).map(inWords);
}

export const hintsOf = (verdict: UnitVerdict): readonly UnitWords[] =>
	verdict.actionUnits.filter(({ au, p }) => HINTS.includes(au) && p >= HINTED_FROM).map(inWords);

/** "lip corners pulled up (AU 12), left" */
const sayUnit = ({ au, text, side }: UnitWords): string =>
	side === 'both'
		? say('movement.unit.said', { unit: text, au })
		: say('movement.unit.sided', { unit: text, au, side: say(`movement.side.${side}`) });

/** "lip corners pulled up (AU 12), left: 91 %; ..." */
export const sayUnits = (units: readonly UnitWords[]): string =>
	units
		.map((unit) => say('movement.unit.probable', { unit: sayUnit(unit), share: percent(unit.p) }))
		.join(say('movement.separator.units'));

export const sideWords = (side: Side): string => say(`movement.side.${side}`);

export const regionWords = (region: RegionName): string => say(`movement.region.${region}`);

export const LANE_WORDS = spoken(LANES, (lane) => say(`movement.lane.${lane}`));

/** Main direction as the person in the picture would say it. */
export function directionWords({ dx, dy }: RegionMotion): string {
	if (Math.abs(dy) >= Math.abs(dx)) return say(`movement.direction.${dy < 0 ? 'up' : 'down'}`);
	// Unmirrored picture: to the right of it is the subject's left.
	return say(`movement.direction.${dx > 0 ? 'left' : 'right'}`);
}

/**
 * Lowered brows and tightened lids alone come with anger as with hard thinking or bright light: no
 * class of three can be read off them, however probable the network finds one.
 */
const BROW_UNITS: readonly number[] = [4, 7];

/** Whole sentences. */
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
	const browsAlone = units.length > 0 && units.every((au) => BROW_UNITS.includes(au));
	if (browsAlone) {
		const brows = browWords(units);
		const text = reading === 'uncertain' ? say('movement.reading.unclear', { brows }) : brows;
		return { text, hedge: say('movement.hedge.alone') };
	}
	if (reading === 'uncertain') {
		return { text: say('movement.reading.uncertain'), hedge: say('movement.hedge.improbable') };
	}
	const share = percent(probabilities[reading]);
	return {
		text: say(`movement.reading.${reading}`, { share }),
		hedge: say('movement.hedge.feeling'),
	};
}

function browWords(units: readonly number[]): string {
	if (!units.includes(4)) return say('movement.reading.lids');
	return say(units.includes(7) ? 'movement.reading.brow.lids' : 'movement.reading.brow');
}

/** Davison's class in a few words. */
export const objectiveClassWords = (name: ObjectiveClass): string => say(`movement.class.${name}`);

/** What moved, in one sentence, named units first, else the strongest regions. */
export function headlineOf(event: MicroEvent, engine: EngineInfo | null): string {
	const nameable = engine?.network.nameable ?? [];
	const named = event.verdict?.kind === 'units' ? findingsOf(event.verdict, nameable) : [];
	if (named.length > 0) {
		return capital(named.slice(0, 3).map(sayUnit).join(say('movement.separator.units')));
	}
	const regions = event.regions.slice(0, 2).map(({ region }) => regionWords(region));
	if (regions.length === 0) return say('movement.headline.none');
	const list = regions.join(say('movement.separator.regions'));
	return capital(say('movement.headline.regions', { regions: list }));
}

/** One sentence for a person who listens rather than looks. */
export const announcementOf = (event: MicroEvent, engine: EngineInfo | null): string =>
	say('movement.announcement', {
		time: clock(event.onset.ms),
		duration: seconds(event.durationMs),
		headline: headlineOf(event, engine),
	});

export const reasonWords = (reason: RejectionReason): string => say(`movement.reason.${reason}`);

/** "measured 812, limit 700": figures of the reason, as the line gave them; null without a limit. */
export const limitWords = ({ measured, limit }: RejectedCandidate): string | null =>
	measured === null || limit === null
		? null
		: say('movement.limit', { measured: figure(measured), limit: figure(limit) });

/** "Too weak to tell from chance (measured 0.31, limit 0.45)", or the words alone. */
export function rejectionWords(candidate: RejectedCandidate): string {
	const reason = reasonWords(candidate.reason);
	const limit = limitWords(candidate);
	return limit === null ? reason : say('movement.rejected', { reason, limit });
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Session time: `0:07.3`, `12:07.3`. */
export function clock(ms: number): string {
	const tenths = Math.max(0, Math.round(ms / 100));
	const minutes = Math.floor(tenths / 600);
	return `${minutes}:${clockSeconds((tenths % 600) / 10, 1)}`;
}

/** The seconds of a time on a clock, two digits before the point. */
export const clockSeconds = (value: number, decimals: number): string =>
	sayNumber(value, {
		minimumIntegerDigits: 2,
		minimumFractionDigits: decimals,
		maximumFractionDigits: decimals,
	});

/** A number with so many decimals, no more and no fewer. */
export const fixed = (value: number, decimals: number): string =>
	sayNumber(value, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });

export const seconds = (ms: number): string => say('movement.seconds', { n: fixed(ms / 1000, 2) });
export const pixels = (px: number, decimals = 2): string =>
	say('movement.pixels', { n: fixed(px, decimals) });
/** Never "100 %": nothing measured here is certain. */
export const percent = (share: number): string =>
	share > 0.99
		? say('movement.percent.most')
		: say('movement.percent', { n: sayNumber(Math.round(share * 100)) });

function figure(value: number): string {
	if (!Number.isFinite(value)) return say('movement.nothing');
	if (Math.abs(value) >= 100) return fixed(value, 0);
	return fixed(value, Math.abs(value) >= 10 ? 1 : 2);
}
