/**
 * An ELAN file (EAF) as tiers of annotations with times in ms. Pure but for the XML parser.
 *
 * Fails AnnotationError that names the file
 */
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { AnnotationError } from './annotation-error.ts';

export interface EafAnnotation {
	/** In its tier, from 1. */
	readonly number: number;
	/** ms of the film; null: not tied to a time. */
	readonly from: number | null;
	readonly to: number | null;
	readonly value: string;
}

export interface EafTier {
	readonly name: string;
	readonly participant: string;
	readonly annotator: string;
	readonly annotations: readonly EafAnnotation[];
}

export interface EafDocument {
	/** File name of the film, without folders; null: none is named. */
	readonly film: string | null;
	readonly tiers: readonly EafTier[];
}

/** An element as the parser gives it: attributes begin with `@`, children are lists. */
type Element = Readonly<Record<string, unknown>>;

const LISTS = new Set([
	'TIME_SLOT',
	'TIER',
	'ANNOTATION',
	'MEDIA_DESCRIPTOR',
	'ALIGNABLE_ANNOTATION',
	'REF_ANNOTATION',
]);

export function readEaf(file: string, text: string): EafDocument {
	const valid = XMLValidator.validate(text);
	if (valid !== true) {
		const { msg, line } = valid.err;
		throw new AnnotationError({ code: 'xml-broken', file, line, detail: msg });
	}
	const parser = new XMLParser({
		ignoreAttributes: false,
		attributeNamePrefix: '@',
		parseTagValue: false,
		isArray: (name) => LISTS.has(name),
	});
	const root = (parser.parse(text) as Element)['ANNOTATION_DOCUMENT'];
	if (!isElement(root)) {
		throw new AnnotationError({ code: 'not-elan', file });
	}
	const media = children(child(root, 'HEADER'), 'MEDIA_DESCRIPTOR')[0];
	const origin = Number(attribute(media, 'TIME_ORIGIN') || 0);
	const slots = new Map(
		children(child(root, 'TIME_ORDER'), 'TIME_SLOT').map((slot) => {
			const value = attribute(slot, 'TIME_VALUE');
			return [attribute(slot, 'TIME_SLOT_ID'), value === '' ? null : Number(value) + origin];
		}),
	);
	return { film: filmOf(media), tiers: tiersOf(root, slots) };
}

function tiersOf(root: Element, slots: ReadonlyMap<string, number | null>): EafTier[] {
	const elements = children(root, 'TIER').map((tier) => ({
		tier,
		annotations: children(tier, 'ANNOTATION').flatMap((each) => [
			...children(each, 'ALIGNABLE_ANNOTATION'),
			...children(each, 'REF_ANNOTATION'),
		]),
	}));
	const byId = new Map(
		elements.flatMap(({ annotations }) =>
			annotations.map((each) => [attribute(each, 'ANNOTATION_ID'), each] as const),
		),
	);
	/** One that refers to another has its time; `depth` ends a ring. */
	const time = (each: Element, slot: 1 | 2, depth = 0): number | null => {
		const parent = byId.get(attribute(each, 'ANNOTATION_REF'));
		if (parent !== undefined) return depth > 20 ? null : time(parent, slot, depth + 1);
		return slots.get(attribute(each, `TIME_SLOT_REF${slot}`)) ?? null;
	};
	return elements.map(({ tier, annotations }) => ({
		name: attribute(tier, 'TIER_ID'),
		participant: attribute(tier, 'PARTICIPANT'),
		annotator: attribute(tier, 'ANNOTATOR'),
		annotations: annotations.map((each, at) => ({
			number: at + 1,
			from: time(each, 1),
			to: time(each, 2),
			value: textOf(each['ANNOTATION_VALUE']),
		})),
	}));
}

function filmOf(media: Element | undefined): string | null {
	const address = attribute(media, 'RELATIVE_MEDIA_URL') || attribute(media, 'MEDIA_URL');
	const name = address.slice(address.lastIndexOf('/') + 1);
	try {
		return decodeURIComponent(name) || null;
	} catch {
		return name; // a name with a per cent sign of its own
	}
}

const isElement = (value: unknown): value is Element => typeof value === 'object' && value !== null;

const child = (element: Element | undefined, name: string): Element | undefined => {
	const value = element?.[name];
	return isElement(value) ? value : undefined;
};

const children = (element: Element | undefined, name: string): Element[] => {
	const value = element?.[name];
	return Array.isArray(value) ? value.filter(isElement) : [];
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

const attribute = (element: Element | undefined, name: string): string =>
	textOf(element?.[`@${name}`]);
