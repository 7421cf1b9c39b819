/**
 * An ELAN file (EAF, versions 2 and 3) as tiers of annotations with times in ms, as ELAN draws them.
 * Pure but for the XML parser.
 *
 * Fails AnnotationError that names the file
 */
import { lastPart } from '../../core/kernel/index.ts';
import { EAF_UNITS_MS } from '../../core/record/index.ts';
import { AnnotationError } from './annotation-error.ts';
import type { EafConstraint } from './eaf-times.ts';
import { drawnTimes } from './eaf-times.ts';
import type { XmlElement } from './xml.ts';
import { attributeOf, childOf, childrenOf, readXml, textOfChild } from './xml.ts';

export interface EafAnnotation {
	/** As the file has it, such as `a12`. */
	readonly id: string;
	/** In its tier, from 1. */
	readonly number: number;
	/** ms of the annotations' own clock; null: not tied to a time. */
	readonly from: number | null;
	readonly to: number | null;
	readonly value: string;
	/** Id of the annotation of the tier above that this one belongs to; null: none, or by time alone. */
	readonly parent: string | null;
}

export interface EafTier {
	readonly name: string;
	readonly participant: string;
	readonly annotator: string;
	/** The tier that this one depends on; null: none. */
	readonly parent: string | null;
	/** How it depends on that; null: it does not, or the file does not say. */
	readonly constraint: EafConstraint | null;
	/** Names of its linguistic type and of that type's controlled vocabulary; may be empty. */
	readonly type: string;
	readonly vocabulary: string;
	readonly annotations: readonly EafAnnotation[];
}

export interface EafMedium {
	/** File names without folders that it goes by, the likeliest first. */
	readonly names: readonly [string, ...string[]];
	/** What of the medium is at the annotations' time 0, ms: times of the medium are theirs plus this. */
	readonly originMs: number;
	readonly isVideo: boolean;
}

export interface EafDocument {
	/** In the order of the file: the first is the one that ELAN plays. */
	readonly media: readonly EafMedium[];
	readonly tiers: readonly EafTier[];
	/** Other than `milliseconds`: what times were counted in; they are ms here. */
	readonly units: string | null;
}

const LISTS = new Set([
	'TIME_SLOT',
	'TIER',
	'ANNOTATION',
	'MEDIA_DESCRIPTOR',
	'ALIGNABLE_ANNOTATION',
	'REF_ANNOTATION',
	'LINGUISTIC_TYPE',
	'CONTROLLED_VOCABULARY',
	'CV_ENTRY_ML',
	'CVE_VALUE',
]);

/** ELAN's clocks are shorter: TIME_VALUE is an unsigned number of 32 bits. */
const LATEST = 2 ** 32;

export function readEaf(file: string, text: string): EafDocument {
	const root = childOf(readXml(file, text, LISTS), 'ANNOTATION_DOCUMENT');
	if (root === undefined) throw new AnnotationError({ code: 'not-elan', file });
	const header = childOf(root, 'HEADER');
	const units = attributeOf(header, 'TIME_UNITS');
	const unitMs = EAF_UNITS_MS.get(units);
	if (unitMs === undefined) throw new AnnotationError({ code: 'elan-time', file, text: units });
	const slots = slotsOf(file, root, unitMs);
	return {
		media: mediaOf(file, header),
		tiers: tiersOf(file, root, slots),
		units: unitMs === 1 ? null : units,
	};
}

function slotsOf(file: string, root: XmlElement, unitMs: number): Map<string, number | null> {
	const slots = new Map<string, number | null>();
	for (const slot of childrenOf(childOf(root, 'TIME_ORDER'), 'TIME_SLOT')) {
		const id = attributeOf(slot, 'TIME_SLOT_ID');
		const value = attributeOf(slot, 'TIME_VALUE');
		if (slots.has(id)) throw new AnnotationError({ code: 'elan-twice', file, id });
		slots.set(id, value === '' ? null : unitMs * wholeNumber(file, value));
	}
	return slots;
}

function wholeNumber(file: string, text: string): number {
	const number = /^-?\d{1,12}$/.test(text) ? Number(text) : NaN;
	if (Math.abs(number) < LATEST) return number;
	throw new AnnotationError({ code: 'elan-time', file, text: text.slice(0, 40) });
}

function mediaOf(file: string, header: XmlElement | undefined): EafMedium[] {
	const described = childrenOf(header, 'MEDIA_DESCRIPTOR').flatMap((each): EafMedium[] => {
		const addresses = ['RELATIVE_MEDIA_URL', 'MEDIA_URL'].map((name) => attributeOf(each, name));
		const [name, ...more] = [...new Set(addresses.flatMap(namesIn))];
		if (name === undefined) return [];
		const type = attributeOf(each, 'MIME_TYPE');
		return [
			{
				names: [name, ...more],
				originMs: wholeNumber(file, attributeOf(each, 'TIME_ORIGIN') || '0'),
				isVideo: !/^audio\//i.test(type) && !/\.(?:wav|mp3|m4a|ogg|flac|aiff?)$/i.test(name),
			},
		];
	});
	if (described.length > 0) return described;
	// The first versions name the one medium there.
	const [name, ...more] = namesIn(attributeOf(header, 'MEDIA_FILE'));
	return name === undefined ? [] : [{ names: [name, ...more], originMs: 0, isVideo: true }];
}

/** A name as an address has it, and as it stands there: it may have per cent signs of its own. */
function namesIn(address: string): string[] {
	const raw = lastPart(address.replaceAll('\\', '/'));
	let decoded = raw;
	try {
		decoded = decodeURIComponent(raw);
	} catch {
		// no address, a name
	}
	return [decoded, raw].map((name) => name.normalize('NFC')).filter((name) => name !== '');
}

function tiersOf(
	file: string,
	root: XmlElement,
	slots: ReadonlyMap<string, number | null>,
): EafTier[] {
	const types = new Map(
		childrenOf(root, 'LINGUISTIC_TYPE').map((each) => [
			attributeOf(each, 'LINGUISTIC_TYPE_ID'),
			each,
		]),
	);
	const words = vocabularyOf(root);
	const seen = new Set<string>();
	const raw = childrenOf(root, 'TIER').map((tier) => {
		const type = types.get(attributeOf(tier, 'LINGUISTIC_TYPE_REF'));
		const constraint = attributeOf(type, 'CONSTRAINTS').replaceAll(' ', '_');
		const annotations = childrenOf(tier, 'ANNOTATION').flatMap((each) =>
			[...childrenOf(each, 'ALIGNABLE_ANNOTATION'), ...childrenOf(each, 'REF_ANNOTATION')].map(
				(inside) => {
					const id = attributeOf(inside, 'ANNOTATION_ID');
					if (seen.has(id)) throw new AnnotationError({ code: 'elan-twice', file, id });
					seen.add(id);
					return {
						id,
						begin: attributeOf(inside, 'TIME_SLOT_REF1'),
						end: attributeOf(inside, 'TIME_SLOT_REF2'),
						parent: attributeOf(inside, 'ANNOTATION_REF') || null,
						previous: attributeOf(inside, 'PREVIOUS_ANNOTATION') || null,
						value:
							textOfChild(inside, 'ANNOTATION_VALUE') ||
							(words.get(attributeOf(inside, 'CVE_REF')) ?? ''),
					};
				},
			),
		);
		return {
			name: attributeOf(tier, 'TIER_ID').normalize('NFC'),
			participant: attributeOf(tier, 'PARTICIPANT'),
			annotator: attributeOf(tier, 'ANNOTATOR'),
			parent: attributeOf(tier, 'PARENT_REF').normalize('NFC') || null,
			constraint: isConstraint(constraint) ? constraint : null,
			type: attributeOf(tier, 'LINGUISTIC_TYPE_REF'),
			vocabulary: attributeOf(type, 'CONTROLLED_VOCABULARY_REF'),
			annotations,
		};
	});
	const times = drawnTimes(raw, slots);
	return raw.map((tier) => ({
		...tier,
		annotations: tier.annotations.map(({ id, parent, value }, at) => {
			const [from, to] = times.get(id) ?? [null, null];
			return { id, number: at + 1, from, to, parent, value };
		}),
	}));
}

const CONSTRAINTS: readonly EafConstraint[] = [
	'Time_Subdivision',
	'Included_In',
	'Symbolic_Subdivision',
	'Symbolic_Association',
];

const isConstraint = (name: string): name is EafConstraint =>
	(CONSTRAINTS as readonly string[]).includes(name);

/** Words of the file's own vocabularies by their ids; those elsewhere are not fetched. */
function vocabularyOf(root: XmlElement): Map<string, string> {
	return new Map(
		childrenOf(root, 'CONTROLLED_VOCABULARY')
			.flatMap((each) => childrenOf(each, 'CV_ENTRY_ML'))
			.map((entry) => {
				const [first] = Array.isArray(entry['CVE_VALUE']) ? (entry['CVE_VALUE'] as unknown[]) : [];
				return [attributeOf(entry, 'CVE_ID'), textOfChild({ word: first }, 'word')];
			}),
	);
}
