/**
 * ELAN annotations -> records. Four ways of coding are understood, group of tiers by group:
 *
 *   interval   onset to offset; its apex is in the text (`apex 1234 ms`) or on a tier that depends on it
 *   and point  ... or is where an annotation begins, inside it, on a tier called `... apex`
 *   tiers      one each for onset, apex and offset; where an annotation begins counts
 *   words      one tier, whose annotations say `onset`, `apex` and `offset`
 *
 * Times are those of the film: the annotations' own plus the TIME_ORIGIN of its medium. Who coded is the
 * tier's annotator, else its name; the subject is its participant, else the file's name. What depends on
 * a movement's tier says more about it. Which tiers have movements: `tierGroups`.
 */
import { AnnotationError } from './annotation-error.ts';
import type { EafDocument, EafTier } from './eaf.ts';
import { linked } from './elan-links.ts';
import { mediumOf } from './elan-media.ts';
import type { ElanMovement } from './elan-movements.ts';
import { movementsOf } from './elan-movements.ts';
import type { ElanTierGroup } from './elan-tiers.ts';
import { isWanted, tierGroups } from './elan-tiers.ts';
import { emotionOfText, readText, saysUnits, unitOfTier } from './elan-values.ts';
import { class3Of } from './protocols.ts';
import type { AnnotatedClip, AnnotatedUnit } from '../../core/record/index.ts';
import type { ReadingNote } from './reading-note.ts';
import type { RowRemark } from './row-remark.ts';
import { objectiveClass } from './cells.ts';
import { fromMs } from './rows.ts';

interface ElanOptions {
	readonly file: string;
	/** Frames a second of the film; null: not known, so frames are ms. */
	readonly fps: number | null;
	/** For tiers without participant; null: the file's name. */
	readonly subject: string | null;
	/** Tiers or groups of them that have movements; null: as `tierGroups` tells. */
	readonly tiers: readonly string[] | null;
	/** Names of films that are there, which choose the medium; null: not known. */
	readonly films: readonly string[] | null;
}

interface ElanReading {
	readonly clips: readonly AnnotatedClip[];
	readonly notes: readonly ReadingNote[];
	readonly groups: readonly ElanTierGroup[];
}

/** Where frames are not known, they are ms. */
const MS_FPS = 1000;

/** @throws AnnotationError where none of the tiers that a person named is there */
export function readElanClips(
	document: EafDocument,
	options: ElanOptions,
	remark: (remark: RowRemark) => void,
): ElanReading {
	const { file, tiers: wanted } = options;
	const groups = tierGroups(document.tiers, wanted);
	const taken = groups.filter((group) => group.taken);
	const notes: ReadingNote[] = [];
	if (wanted !== null) {
		const there = groups.map(({ name }) => name);
		const missing = wanted.filter(
			(name) =>
				!taken.some((group) =>
					[group.name, ...group.tiers.map((tier) => tier.name)].some((each) =>
						isWanted(each, [name]),
					),
				),
		);
		if (taken.length === 0) {
			throw new AnnotationError({ code: 'tiers-missing', file, tiers: missing, there });
		}
		if (missing.length > 0) notes.push({ code: 'tiers-missing', file, tiers: missing, there });
	}
	const others = groups.filter((group) => !group.taken && group.count > 0);
	if (others.length > 0) {
		notes.push({ code: 'tiers-left-out', file, tiers: others.map(({ name }) => name) });
	}
	if (document.units !== null) notes.push({ code: 'elan-units', file, units: document.units });
	const chosen = mediumOf(document.media, options.films);
	if (chosen.others.length > 0) {
		notes.push({ code: 'media-several', file, film: chosen.name!, others: chosen.others });
	}
	const bare = new Set(document.tiers.filter(saysUnits));
	const heads = new Set(taken.flatMap(({ tiers }) => tiers));
	const clips = taken.flatMap((group) =>
		movementsOf(group, linked(group.tiers, document.tiers, heads, file, remark), file, remark)
			.map((movement) => clipOf(movement, group, chosen, options, bare))
			.filter((clip) => {
				if (clip.codedMs!.onset >= 0) return true;
				const why = { code: 'before-film', onsetMs: clip.codedMs!.onset, film: clip.clip } as const;
				remark({ place: clip.place, outcome: 'skipped', why });
				return false;
			}),
	);
	return { clips: withUnitsTogether(clips), notes, groups };
}

function clipOf(
	{ onset, apex, offset, from, tier, below }: ElanMovement,
	{ participant, annotator, name }: ElanTierGroup,
	{ name: film, originMs }: ReturnType<typeof mediumOf>,
	{ file, fps, subject }: ElanOptions,
	bare: ReadonlySet<EafTier>,
): AnnotatedClip {
	const stem = file.replace(/\.[^.]*$/, '');
	const said = below.filter(({ role }) => role !== 'figure');
	const own = readText(from.value, bare.has(tier) && unitOfTier(tier) === null);
	const emotion =
		said
			.filter(({ role }) => role === 'emotion')
			.map(({ value }) => emotionOfText(value))
			.find((each) => each !== null) ??
		own.emotion ??
		said
			.map(({ role, value }) => (role === 'open' ? readText(value, false).emotion : null))
			.find((each) => each !== null) ??
		null;
	const units = distinct([
		...ofNamedTier(tier, from.value),
		...own.units,
		...said.flatMap(({ role, value, tier: each }) =>
			role === 'units'
				? [...ofNamedTier(each, value), ...readText(value, unitOfTier(each) === null).units]
				: role === 'open'
					? readText(value, false).units
					: [],
		),
	]);
	const kinds = said.filter(({ role }) => role === 'kind').map(({ value }) => value);
	const objective = said
		.filter(({ role }) => role === 'objective')
		.map(({ value }) => objectiveClass(value))
		.find((each) => typeof each === 'string');
	const ms = (time: number): number => time + originMs;
	const codedMs = {
		onset: ms(onset),
		apex: apex === null ? null : ms(apex),
		offset: offset === null ? null : ms(offset),
	};
	return {
		dataset: 'own',
		subject: `own:${participant || subject || stem}`,
		clip: film ?? stem,
		kind: /macro/i.test([tier.name, from.value, ...kinds].join(' ')) ? 'macro' : 'micro',
		fps: fps ?? MS_FPS,
		...fromMs(codedMs, fps ?? MS_FPS),
		...(originMs === 0 ? {} : { originMs }),
		units,
		emotion,
		class3: class3Of('own', emotion),
		objective: objective ?? null,
		// A tier for each unit is no coder each.
		coder: annotator || (unitOfTier(tier) === null ? name : '') || null,
		columns: {
			...columnsOf(below),
			tier: tier.name,
			value: from.value,
			participant,
			annotator,
		},
		folder: null,
		film: film ?? stem,
		place: { file, sheet: tier.name, row: from.number },
	};
}

/** Of a tier such as `AU12 left`: what stands in it is an intensity, if anything. */
function ofNamedTier(tier: EafTier, value: string): AnnotatedUnit[] {
	const unit = unitOfTier(tier);
	if (unit === null) return [];
	const intensity = /^[A-E]$/i.test(value) ? value.toUpperCase() : null;
	return [{ ...unit, intensity, uncertain: value.includes('?') }];
}

function distinct(units: readonly AnnotatedUnit[]): AnnotatedUnit[] {
	const byKey = new Map<string, AnnotatedUnit>();
	for (const each of units) {
		const key = `${each.unit} ${each.side}`;
		if (!byKey.has(key)) byKey.set(key, each);
	}
	return [...byKey.values()];
}

/** Where every unit has a tier of its own, what was coded at the same time is one movement. */
function withUnitsTogether(clips: readonly AnnotatedClip[]): AnnotatedClip[] {
	const together = new Map<string, AnnotatedClip>();
	for (const [at, clip] of clips.entries()) {
		const { subject, kind, coder, codedMs, columns } = clip;
		const named = unitOfTier({ name: columns['tier'] ?? '' }) !== null;
		const key = JSON.stringify(named ? [subject, kind, coder, codedMs] : at);
		const first = together.get(key);
		const units = distinct([...(first?.units ?? []), ...clip.units]);
		together.set(key, first === undefined ? clip : { ...first, units });
	}
	return [...together.values()];
}

/** What was said below the movement, by the names of the tiers; `file` would name a film. */
function columnsOf(below: ElanMovement['below']): Record<string, string> {
	const columns = new Map<string, string[]>();
	for (const { tier, value } of below) {
		if (tier.name === 'file') continue;
		columns.set(tier.name, [...(columns.get(tier.name) ?? []), value]);
	}
	return Object.fromEntries([...columns].map(([name, values]) => [name, values.join('; ')]));
}
