import { describe, expect, it } from 'vitest';
import { elanEaf } from '../../../../src/files/export/index.ts';
import { classVerdict, event, fullRecord, paperRecord, record } from './record.ts';

/** Reads tags with their attributes; throws where they do not nest. */
function readXml(
	text: string,
): { name: string; attributes: Record<string, string>; inside: string }[] {
	const found: { name: string; attributes: Record<string, string>; inside: string }[] = [];
	const open: string[] = [];
	for (const [, close, name, attributes, selfClosing] of text.matchAll(
		/<(\/?)([A-Z_]+)((?:\s+[\w:]+="[^"<]*")*)\s*(\/?)>/g,
	)) {
		if (close) {
			if (open.pop() !== name) throw new Error(`</${name}> closes something else`);
			continue;
		}
		const pairs = [...attributes!.matchAll(/([\w:]+)="([^"]*)"/g)].map(([, k, v]) => [k!, v!]);
		found.push({
			name: name!,
			attributes: Object.fromEntries(pairs) as Record<string, string>,
			inside: open.join('/'),
		});
		if (!selfClosing) open.push(name!);
	}
	if (open.length > 0) throw new Error(`unclosed: ${open.join(', ')}`);
	return found;
}

describe('ELAN file', () => {
	it('has the parts of EAF 3.0 in the order of its schema', () => {
		const tags = readXml(elanEaf(record));
		expect(tags[0]!.attributes).toMatchObject({
			FORMAT: '3.0',
			VERSION: '3.0',
			'xsi:noNamespaceSchemaLocation': 'http://www.mpi.nl/tools/elan/EAFv3.0.xsd',
		});
		const parts = tags
			.filter(({ inside }) => inside === 'ANNOTATION_DOCUMENT')
			.map(({ name }) => name);
		const order = ['HEADER', 'TIME_ORDER', 'TIER', 'LINGUISTIC_TYPE', 'CONSTRAINT'];
		expect([...new Set(parts)]).toEqual(order);
		expect(parts).toEqual(parts.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)));
	});

	/** Texts of each tier. */
	const textsOf = (text: string): Record<string, string[]> =>
		Object.fromEntries(
			[...text.matchAll(/<TIER ([^>]*?)(?:\/>|>([\s\S]*?)<\/TIER>)/g)].map(([, head, inside]) => [
				/TIER_ID="([^"]*)"/.exec(head!)![1]!,
				[...(inside ?? '').matchAll(/<ANNOTATION_VALUE>([^<]*)</g)].map(([, value]) => value!),
			]),
		);
	const nameable = (bars: { au: number; from: number }[]): typeof record => ({
		...record,
		engine: { ...record.engine, network: { ...record.engine.network, nameable: bars } },
	});

	it('has a tier for each kind of fact, overlaps on a tier of their own', () => {
		expect(textsOf(elanEaf(nameable([{ au: 12, from: 0.5 }])))).toEqual({
			machine: ['e1', 'e2'],
			'machine apex': ['1166.667 ms', '3500 ms'],
			'machine class': ['positive'],
			'machine class probability': ['0.8'],
			'machine action units': ['AU12 left'],
			'machine objective class': ['I'],
			'machine size': ['1.2649 px200', '1.2649 px200'],
			'machine score': ['0.93', '0.93'],
			human: [],
			markers: ['film &lt;2&gt; starts'],
			rejected: ['r1'],
			'rejected apex': ['6833.333 ms'],
			'rejected reason': ['too-large'],
			'rejected measured': ['7.25'],
			'rejected limit': ['6'],
			'rejected 2': ['r2'],
			'rejected 2 apex': ['6833.333 ms'],
			'rejected 2 reason': ['overlap'],
			'rejected 3': ['r3'],
			'rejected 3 apex': ['6833.333 ms'],
			'rejected 3 reason': ['blink'],
		});
	});

	it('names no unit that may not be named', () => {
		expect(textsOf(elanEaf(nameable([])))).not.toHaveProperty('machine action units');
		expect(textsOf(elanEaf(nameable([{ au: 12, from: 0.95 }])))).not.toHaveProperty(
			'machine action units',
		);
		const both = textsOf(elanEaf(nameable([4, 12].map((au) => ({ au, from: 0.1 })))));
		expect(both['machine action units']).toEqual(['AU12 left', 'AU4']);
	});

	it('gives the class of weights that a person brought, and that of the fall where it differs', () => {
		const texts = textsOf(elanEaf(paperRecord));
		expect(texts['machine class']).toEqual(['happiness']);
		expect(texts['machine class probability']).toEqual(['0.7123']);
		expect(texts['machine fall']).toEqual(['dis,gust']);
		const agreed = { ...classVerdict, fallTop: 0 };
		expect(textsOf(elanEaf({ ...record, events: [event('e1', 30, agreed)] }))).not.toHaveProperty(
			'machine fall',
		);
	});

	it('gives what each coder said on tiers below theirs', () => {
		const texts = textsOf(elanEaf(fullRecord));
		expect(texts).toMatchObject({
			'human Anna': ['e1', 'h4'],
			'human Anna apex': ['1200 ms', '8466.667 ms'],
			'human Anna action units': ['AU12 left', 'AU6', 'AU4'],
			'human Anna reading': ['positive', 'negative'],
			'human Anna decision': ['accepted', 'accepted'],
			'human Anna note': ['sure; &quot;very&quot;, really'],
			'human rejected Anna': ['r1'],
			'human decision': ['unsure'],
		});
	});

	it('links the video of a camera where it was kept, as the zip names it, with its origin', () => {
		const media = (text: string) =>
			readXml(text).find(({ name }) => name === 'MEDIA_DESCRIPTOR')?.attributes;
		expect(media(elanEaf(fullRecord))).toEqual({
			MEDIA_URL: './film.webm',
			RELATIVE_MEDIA_URL: './film.webm',
			MIME_TYPE: 'video/webm',
			TIME_ORIGIN: '12',
		});
		const later = { ...fullRecord, film: { type: 'video/mp4', startsAtMs: 480.4 } };
		expect(media(elanEaf(later))).toMatchObject({ TIME_ORIGIN: '-480', MIME_TYPE: 'video/mp4' });
		expect(media(elanEaf({ ...fullRecord, film: null }))).toBeUndefined();
	});

	it('puts every annotation on slots that exist, in order of time, with a length', () => {
		const text = elanEaf({ ...record, events: [event('e2', 100, null), event('e1', 30, null)] });
		const tags = readXml(text);
		const slots = tags
			.filter(({ name }) => name === 'TIME_SLOT')
			.map(({ attributes }) => attributes);
		const values = slots.map((slot) => Number(slot['TIME_VALUE']));
		expect(values).toEqual(values.toSorted((a, b) => a - b));
		expect(values.every(Number.isInteger)).toBe(true);
		const at = new Map(slots.map((slot) => [slot['TIME_SLOT_ID'], Number(slot['TIME_VALUE'])]));
		const annotations = tags.filter(({ name }) => name === 'ALIGNABLE_ANNOTATION');
		expect(annotations).toHaveLength(11);
		for (const { attributes } of annotations) {
			const from = at.get(attributes['TIME_SLOT_REF1'])!;
			expect(at.get(attributes['TIME_SLOT_REF2'])! - from).toBeGreaterThan(0);
		}
		expect(new Set(annotations.map(({ attributes }) => attributes['ANNOTATION_ID'])).size).toBe(11);
	});

	it('escapes text, and names the film beside it', () => {
		const text = elanEaf(record);
		expect(text).toContain('<ANNOTATION_VALUE>film &lt;2&gt; starts</ANNOTATION_VALUE>');
		const media = readXml(text).find(({ name }) => name === 'MEDIA_DESCRIPTOR');
		expect(media?.attributes['RELATIVE_MEDIA_URL']).toBe('./a%20%22b%22%20%26%20c.mp4');
		expect(media?.attributes['MIME_TYPE']).toBe('video/mp4');
	});

	it('replaces what XML cannot hold', () => {
		const odd = { ...record, markers: [{ ...record.markers[0]!, text: 'a\u0001b\ud800c😀' }] };
		expect(elanEaf(odd)).toContain('>a\ufffdb\ufffdc😀<');
	});

	it('has no film for a camera, and the date it began', () => {
		const startedAt = '2026-11-23T10:00:00.000Z';
		const live = { ...record, source: { ...record.source, kind: 'camera' as const, startedAt } };
		expect(elanEaf(live)).not.toContain('MEDIA_DESCRIPTOR');
		expect(elanEaf(live)).toContain(`DATE="${startedAt}"`);
	});
});
