/**
 * XML as a tree of elements, of files that strangers wrote: nothing is fetched, no entity but XML's own is
 * resolved, and what is deep or large is refused before it is parsed.
 *
 * Fails AnnotationError that names the file
 */
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { AnnotationError } from './annotation-error.ts';

/** An element as the parser gives it: attributes begin with `@`, children are lists. */
export type XmlElement = Readonly<Record<string, unknown>>;

/** The largest files of public corpora have a few million. */
const LARGEST_TEXT = 10_000_000;
/** An ELAN file has seven elements within each other. */
const DEEPEST = 40;

/** @param lists - elements that there may be several of */
export function readXml(file: string, text: string, lists: ReadonlySet<string>): XmlElement {
	if (text.length > LARGEST_TEXT) {
		throw new AnnotationError({
			code: 'xml-too-large',
			file,
			megabytes: Math.ceil(text.length / 1e6),
			most: LARGEST_TEXT / 1e6,
		});
	}
	const plain = withoutDoctype(file, text);
	const valid = XMLValidator.validate(plain);
	if (valid !== true) {
		throw new AnnotationError({ code: 'xml-broken', file, line: valid.err.line });
	}
	const parser = new XMLParser({
		ignoreAttributes: false,
		attributeNamePrefix: '@',
		parseTagValue: false,
		parseAttributeValue: false,
		processEntities: false,
		maxNestedTags: DEEPEST,
		trimValues: false,
		isArray: (name) => lists.has(name),
	});
	try {
		return parser.parse(plain) as XmlElement;
	} catch (cause) {
		const deep = cause instanceof Error && /nested/i.test(cause.message);
		const fault = deep
			? ({ code: 'xml-deep', file, most: DEEPEST } as const)
			: ({ code: 'xml-broken', file, line: 1 } as const);
		throw new AnnotationError(fault, { cause });
	}
}

/** A bare document type, as files of the first versions have it, says nothing; entities are refused. */
function withoutDoctype(file: string, text: string): string {
	const at = text.search(/<!(?:DOCTYPE|ENTITY)/i);
	if (at < 0) return text;
	const bare = /^<!DOCTYPE\s[^<>[\]]*>/i.exec(text.slice(at, at + 1000));
	const rest = bare === null ? null : text.slice(0, at) + text.slice(at + bare[0].length);
	if (rest === null || /<!(?:DOCTYPE|ENTITY)/i.test(rest)) {
		throw new AnnotationError({ code: 'xml-entities', file });
	}
	return rest;
}

const NAMED: ReadonlyMap<string, string> = new Map([
	['lt', '<'],
	['gt', '>'],
	['amp', '&'],
	['quot', '"'],
	['apos', "'"],
]);

/** Text with XML's own entities and numbers of characters resolved; others stay as they stand. */
const resolved = (text: string): string =>
	text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi, (whole, ...found: string[]) => {
		const [decimal, hex, name] = found;
		if (name !== undefined) return NAMED.get(name) ?? whole;
		const code = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal);
		return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
	});

const isElement = (value: unknown): value is XmlElement =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

export const childOf = (element: XmlElement | undefined, name: string): XmlElement | undefined => {
	const value = element?.[name];
	return isElement(value) ? value : undefined;
};

/** Elements of that name; those that have nothing in them count too. */
export const childrenOf = (element: XmlElement | undefined, name: string): XmlElement[] => {
	const value = element?.[name];
	return Array.isArray(value) ? value.map((each) => (isElement(each) ? each : {})) : [];
};

/** Trimmed; also of an element that has attributes. */
export function textOfChild(element: XmlElement | undefined, name: string): string {
	const value = element?.[name];
	const text = isElement(value) ? value['#text'] : value;
	return typeof text === 'string' ? resolved(text).trim() : '';
}

export const attributeOf = (element: XmlElement | undefined, name: string): string =>
	textOfChild(element, `@${name}`);
