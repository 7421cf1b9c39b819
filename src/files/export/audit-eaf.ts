/**
 * An ELAN file with tiers for what an audit says; every tier that was there stays as it is, to the byte.
 *
 * Added are `audited onset`, `audited apex` and `audited offset`, a frame long at the reselected frames;
 * where movements overlap, further ones with a number. Annotations' numbers go on from the last one.
 * Times are on the file's own clock: those of the film less what of it is at the file's time 0.
 *
 * Fails RangeError for a text that is no ELAN file
 */
import type { KeyFrameName } from '../../core/record/index.ts';
import { EAF_UNITS_MS, KEY_FRAMES } from '../../core/record/index.ts';
import type { AuditedMarks } from '../../study/audit/index.ts';
import { ms, share } from './rounding.ts';
import { escaped } from './xml.ts';

export function auditedEaf(text: string, movements: readonly AuditedMarks[]): string {
	if (!/<ANNOTATION_DOCUMENT[\s>]/.test(text) || !text.includes('</ANNOTATION_DOCUMENT>')) {
		throw new RangeError('this is no ELAN file: it has no ANNOTATION_DOCUMENT');
	}
	const type = alignableType(text);
	const slots = new NewSlots(text);
	let id = lastAnnotation(text);
	const tiers = lanesOf(movements).flatMap((lane, n) =>
		KEY_FRAMES.map((key) => {
			const inside = lane.flatMap((movement) => {
				id += 1;
				const at = movement[key].ms - (movement.originMs ?? 0);
				const from = slots.whole(at);
				const to = Math.max(from + 1, slots.whole(at + movement.frameMs));
				return [
					'\t\t<ANNOTATION>',
					`\t\t\t<ALIGNABLE_ANNOTATION ANNOTATION_ID="a${id}" TIME_SLOT_REF1="${slots.at(from)}" TIME_SLOT_REF2="${slots.at(to)}">`,
					`\t\t\t\t<ANNOTATION_VALUE>${escaped(sentence(movement, key))}</ANNOTATION_VALUE>`,
					'\t\t\t</ALIGNABLE_ANNOTATION>',
					'\t\t</ANNOTATION>',
				];
			});
			const name = freeTier(text, `audited ${key}`, n);
			return [
				`\t<TIER LINGUISTIC_TYPE_REF="${escaped(type.name)}" TIER_ID="${escaped(name)}">`,
				...inside,
				'\t</TIER>',
			].join('\n');
		}),
	);
	return [
		insertTiers(tiers, type.isNew),
		(changed: string) => slots.insertInto(changed),
		(changed: string) => countedUp(changed, id),
		// Whatever it was: what is written is UTF-8.
		(changed: string) =>
			changed.replace(/^(\uFEFF?<\?xml[^>]*encoding=)["'][^"']*["']/, '$1"UTF-8"'),
	].reduce((changed, step) => step(changed), text);
}

function sentence(
	{ name, doubt, originMs = 0, ...movement }: AuditedMarks,
	key: KeyFrameName,
): string {
	const { ms: at, codedMs, lowMs, highMs, moved } = movement[key];
	const own = (time: number): number => Math.round(time - originMs);
	const coded = codedMs === null ? 'not coded' : `coded ${own(codedMs)} ms`;
	const off = moved === null ? [] : [`off ${share(moved)}`];
	const interval = `80% ${own(lowMs)} to ${own(highMs)} ms`;
	// ELAN has no times below 0.
	const before = own(at) < 0 ? [`at ${own(at)} ms`] : [];
	return [name, coded, interval, ...off, `doubt ${share(doubt)}`, ...before].join('; ');
}

/** ELAN allows no two annotations of a tier at a time; a movement's three stay together. */
function lanesOf(movements: readonly AuditedMarks[]): AuditedMarks[][] {
	const lanes: AuditedMarks[][] = [];
	const end = ({ offset, frameMs }: AuditedMarks): number => ms(offset.ms + frameMs) + 1;
	for (const each of movements.toSorted((a, b) => a.onset.ms - b.onset.ms)) {
		const lane = lanes.find((others) => end(others.at(-1)!) <= each.onset.ms);
		if (lane === undefined) lanes.push([each]);
		else lane.push(each);
	}
	return lanes;
}

/** The n-th name from `name` on that no tier has. */
function freeTier(text: string, name: string, n: number): string {
	let found = -1;
	for (let number = 1; ; number++) {
		const candidate = number === 1 ? name : `${name} ${number}`;
		if (!text.includes(`TIER_ID="${candidate}"`)) found += 1;
		if (found === n) return candidate;
	}
}

/** A type of tier that is tied to time and to no other tier; a new one where there is none. */
function alignableType(text: string): { readonly name: string; readonly isNew: boolean } {
	for (const [tag] of text.matchAll(/<LINGUISTIC_TYPE\s[^>]*>/g)) {
		if (!/TIME_ALIGNABLE="true"/.test(tag) || /\sCONSTRAINTS=/.test(tag)) continue;
		const name = /LINGUISTIC_TYPE_ID="([^"]*)"/.exec(tag)?.[1];
		if (name !== undefined) return { name: unescaped(name), isNew: false };
	}
	return { name: 'audited', isNew: true };
}

const unescaped = (text: string): string =>
	text
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&quot;', '"')
		.replaceAll('&apos;', "'")
		.replaceAll('&amp;', '&');

/** Tiers come after the last tier, or after the times where there is none; a type after the tiers. */
const insertTiers =
	(tiers: readonly string[], withType: boolean) =>
	(text: string): string => {
		const type = `\t<LINGUISTIC_TYPE GRAPHIC_REFERENCES="false" LINGUISTIC_TYPE_ID="audited" TIME_ALIGNABLE="true"/>`;
		const places = [...text.matchAll(/<\/TIER>|<TIER\s[^>]*\/>|<\/TIME_ORDER>|<TIME_ORDER\s*\/>/g)];
		const last = places.at(-1);
		if (last === undefined) throw new RangeError('this ELAN file has no TIME_ORDER');
		const at = last.index + last[0].length;
		const added = [...tiers, ...(withType ? [type] : [])].map((each) => `\n${each}`).join('');
		return text.slice(0, at) + added + text.slice(at);
	};

/** ELAN numbers on from this property, where it is: it would give our numbers away again. */
const countedUp = (text: string, last: number): string =>
	text.replace(/(<PROPERTY NAME="lastUsedAnnotationId">)\d+(<)/, `$1${last}$2`);

function lastAnnotation(text: string): number {
	const used = [...text.matchAll(/ANNOTATION_ID="a(\d+)"/g)].map(([, number]) => Number(number));
	const property = /<PROPERTY NAME="lastUsedAnnotationId">(\d+)</.exec(text)?.[1] ?? 0;
	return used.reduce((most, number) => Math.max(most, number), Number(property));
}

/** New time slots, each put where the order of time has it. */
class NewSlots {
	/** ms of what the file counts times in. */
	readonly #unitMs: number;
	readonly #taken: { readonly id: string; readonly ms: number }[] = [];
	#last: number;

	constructor(text: string) {
		this.#unitMs =
			EAF_UNITS_MS.get(/<HEADER\s[^>]*TIME_UNITS="([^"]*)"/.exec(text)?.[1] ?? '') ?? 1;
		const used = [...text.matchAll(/TIME_SLOT_ID="ts(\d+)"/g)].map(([, number]) => Number(number));
		this.#last = used.reduce((most, number) => Math.max(most, number), 0);
	}

	/** On the file's clock, from 0. */
	whole(timeMs: number): number {
		return Math.max(0, Math.round(timeMs / this.#unitMs));
	}

	at(time: number): string {
		this.#last += 1;
		const id = `ts${this.#last}`;
		this.#taken.push({ id, ms: time });
		return id;
	}

	insertInto(text: string): string {
		const slots = this.#taken.toSorted((a, b) => a.ms - b.ms);
		const written = ({ id, ms: at }: { readonly id: string; readonly ms: number }): string =>
			`\t\t<TIME_SLOT TIME_SLOT_ID="${id}" TIME_VALUE="${at}"/>`;
		const empty = /<TIME_ORDER\s*\/>/.exec(text);
		if (empty !== null) {
			const order = ['<TIME_ORDER>', ...slots.map(written), '\t</TIME_ORDER>'].join('\n');
			return text.slice(0, empty.index) + order + text.slice(empty.index + empty[0].length);
		}
		// From the end, so that places stay where they were.
		const existing = [
			...text.matchAll(/<TIME_SLOT\s[^>]*?\/>|<TIME_SLOT\s[^>]*>\s*<\/TIME_SLOT>/g),
		];
		const start = /<TIME_ORDER[^>]*>/.exec(text)!;
		let changed = text;
		for (const slot of slots.toReversed()) {
			const before = existing.findLast(([tag]) => {
				const value = /TIME_VALUE="(\d+)"/.exec(tag)?.[1];
				return value !== undefined && Number(value) <= slot.ms;
			});
			const place = before ?? start;
			const at = place.index + place[0].length;
			changed = `${changed.slice(0, at)}\n${written(slot)}${changed.slice(at)}`;
		}
		return changed;
	}
}
