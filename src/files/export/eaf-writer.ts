/**
 * The XML of an ELAN file: tiers of timed texts, each with tiers that depend on it. ELAN wants time slots
 * in order of time, types of tiers with their constraints, and ids that nothing else has. Pure.
 */
import type { EafMediumText } from './eaf-medium.ts';
import { escaped } from './xml.ts';

/** One kind of fact about an annotation. */
export interface EafFact {
	/** Ends the tier's name. */
	readonly kind: string;
	/** Several divide the annotation; none: nothing is said. */
	readonly values: readonly string[];
}

export interface EafTimedText {
	/** Whole ms from 0, at least one of them. */
	readonly fromMs: number;
	readonly toMs: number;
	readonly text: string;
	/** Within it. */
	readonly apex?: { readonly fromMs: number; readonly toMs: number; readonly text: string };
	readonly facts?: readonly EafFact[];
}

export interface EafTierText {
	readonly id: string;
	/** Of human tiers; left out: the machine's, or nobody named. */
	readonly coder?: string;
	/** None overlaps another. */
	readonly annotations: readonly EafTimedText[];
}

interface About {
	readonly author: string;
	readonly date: string;
	readonly medium: EafMediumText | null;
}

/** Types of tiers, and how they depend on the one above. */
const TYPES = {
	movement: null,
	apex: 'Included_In',
	list: 'Symbolic_Subdivision',
	fact: 'Symbolic_Association',
} as const;

/** As ELAN describes them. */
const CONSTRAINTS: Readonly<Record<string, string>> = {
	Time_Subdivision:
		"Time subdivision of parent annotation's time interval, no time gaps allowed within this interval",
	Symbolic_Subdivision:
		'Symbolic subdivision of a parent annotation. Annotations refering to the same parent are ordered',
	Symbolic_Association: '1-1 association with a parent annotation',
	Included_In:
		"Time alignable annotations within the parent annotation's time interval, gaps are allowed",
};

export class EafWriter {
	readonly #about: About;
	readonly #slots: { readonly id: string; readonly ms: number }[] = [];
	readonly #names = new Set<string>();
	#count = 0;

	constructor(about: About) {
		this.#about = about;
	}

	document(tiers: readonly EafTierText[]): string {
		const { author, date, medium } = this.#about;
		const lines = tiers.flatMap((tier) => this.#tier(tier));
		return [
			'<?xml version="1.0" encoding="UTF-8"?>',
			`<ANNOTATION_DOCUMENT AUTHOR="${escaped(author)}" DATE="${escaped(date)}" FORMAT="3.0" VERSION="3.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="http://www.mpi.nl/tools/elan/EAFv3.0.xsd">`,
			'\t<HEADER MEDIA_FILE="" TIME_UNITS="milliseconds">',
			...(medium === null ? [] : [descriptor(medium)]),
			`\t\t<PROPERTY NAME="lastUsedAnnotationId">${this.#count}</PROPERTY>`,
			'\t</HEADER>',
			...this.#order(),
			...lines,
			...Object.entries(TYPES).map(([type, constraint]) => {
				const own = constraint === null ? '' : `CONSTRAINTS="${constraint}" `;
				const alignable = constraint === null || constraint === 'Included_In';
				return `\t<LINGUISTIC_TYPE ${own}GRAPHIC_REFERENCES="false" LINGUISTIC_TYPE_ID="${type}" TIME_ALIGNABLE="${alignable}"/>`;
			}),
			...Object.entries(CONSTRAINTS).map(
				([name, what]) => `\t<CONSTRAINT DESCRIPTION="${escaped(what)}" STEREOTYPE="${name}"/>`,
			),
			'</ANNOTATION_DOCUMENT>',
			'',
		].join('\n');
	}

	/** The tier and those that depend on it, which are left out where they would be empty. */
	#tier({ id, coder = '', annotations }: EafTierText): string[] {
		const name = this.#free(id);
		const ids = annotations.map(({ fromMs, toMs, text }) => this.#aligned(fromMs, toMs, text));
		const apices = annotations.flatMap(({ apex }) =>
			apex === undefined ? [] : [this.#aligned(apex.fromMs, apex.toMs, apex.text).lines],
		);
		const kinds = new Set(annotations.flatMap(({ facts = [] }) => facts.map(({ kind }) => kind)));
		const below = [...kinds].map((kind) => ({
			kind,
			annotations: annotations.flatMap(({ facts = [] }, at) => {
				const values = facts.find((each) => each.kind === kind)?.values ?? [];
				return this.#referring(ids[at]!.id, values);
			}),
		}));
		const tier = (
			type: keyof typeof TYPES,
			own: string,
			inside: readonly string[],
			parent = '',
		): string[] => {
			const annotator = coder === '' ? '' : `ANNOTATOR="${escaped(coder)}" `;
			const above = parent === '' ? '' : `PARENT_REF="${escaped(parent)}" `;
			const open = `\t<TIER ${annotator}LINGUISTIC_TYPE_REF="${type}" ${above}TIER_ID="${escaped(own)}"`;
			return inside.length === 0 ? [`${open}/>`] : [`${open}>`, ...inside, '\t</TIER>'];
		};
		return [
			...tier(
				'movement',
				name,
				ids.flatMap(({ lines }) => lines),
			),
			...(apices.length === 0 ? [] : tier('apex', this.#free(`${name} apex`), apices.flat(), name)),
			...below
				.filter((each) => each.annotations.length > 0)
				.flatMap(({ kind, annotations: inside }) =>
					tier(
						kind === 'action units' ? 'list' : 'fact',
						this.#free(`${name} ${kind}`),
						inside,
						name,
					),
				),
		];
	}

	/** Two coders may be called what a further tier is called. */
	#free(wanted: string): string {
		let name = wanted;
		for (let n = 2; this.#names.has(name); n++) name = `${wanted} (${n})`;
		this.#names.add(name);
		return name;
	}

	#aligned(fromMs: number, toMs: number, text: string): { id: string; lines: string[] } {
		const id = this.#id();
		const slots = `TIME_SLOT_REF1="${this.#slot(fromMs)}" TIME_SLOT_REF2="${this.#slot(toMs)}"`;
		return { id, lines: annotation('ALIGNABLE', `ANNOTATION_ID="${id}" ${slots}`, text) };
	}

	#referring(parent: string, values: readonly string[]): string[] {
		let previous = '';
		return values.flatMap((value) => {
			const id = this.#id();
			const after = previous === '' ? '' : ` PREVIOUS_ANNOTATION="${previous}"`;
			previous = id;
			return annotation('REF', `ANNOTATION_ID="${id}" ANNOTATION_REF="${parent}"${after}`, value);
		});
	}

	#id(): string {
		this.#count += 1;
		return `a${this.#count}`;
	}

	#slot(ms: number): string {
		const id = `ts${this.#slots.length + 1}`;
		this.#slots.push({ id, ms });
		return id;
	}

	#order(): string[] {
		if (this.#slots.length === 0) return ['\t<TIME_ORDER/>'];
		const slots = this.#slots
			.toSorted((a, b) => a.ms - b.ms)
			.map(({ id, ms }) => `\t\t<TIME_SLOT TIME_SLOT_ID="${id}" TIME_VALUE="${ms}"/>`);
		return ['\t<TIME_ORDER>', ...slots, '\t</TIME_ORDER>'];
	}
}

const annotation = (kind: 'ALIGNABLE' | 'REF', attributes: string, text: string): string[] => [
	'\t\t<ANNOTATION>',
	`\t\t\t<${kind}_ANNOTATION ${attributes}>`,
	`\t\t\t\t<ANNOTATION_VALUE>${escaped(text)}</ANNOTATION_VALUE>`,
	`\t\t\t</${kind}_ANNOTATION>`,
	'\t\t</ANNOTATION>',
];

function descriptor({ name, type, originMs }: EafMediumText): string {
	const address = escaped(`./${encodeURIComponent(name)}`);
	const origin = originMs === 0 ? '' : ` TIME_ORIGIN="${originMs}"`;
	return `\t\t<MEDIA_DESCRIPTOR MEDIA_URL="${address}" MIME_TYPE="${escaped(type)}" RELATIVE_MEDIA_URL="${address}"${origin}/>`;
}
