import { describe, expect, it } from 'vitest';
import { elanEaf } from '../../../../src/files/export/index.ts';
import { classVerdict, event, paperRecord, record } from './record.ts';

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
		const order = ['HEADER', 'TIME_ORDER', 'TIER', 'LINGUISTIC_TYPE'];
		expect([...new Set(parts)]).toEqual(order);
		expect(parts).toEqual(parts.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)));
	});

	it('has a tier for machine, human, markers and rejected, overlaps on a tier of their own', () => {
		const tiers = readXml(elanEaf(record)).filter(({ name }) => name === 'TIER');
		expect(tiers.map(({ attributes }) => attributes['TIER_ID'])).toEqual([
			'machine',
			'human',
			'markers',
			'rejected',
			'rejected 2',
			'rejected 3',
		]);
	});

	it('gives an event its reading, units and objective class', () => {
		expect(elanEaf(record)).toContain('positive 0.8; AU12 left 0.9123; objective class I; apex');
	});

	it('gives the class of weights that a person brought, and that of the fall where it differs', () => {
		expect(elanEaf(paperRecord)).toContain(
			'e1; class happiness 0.7123; class of the fall dis,gust; apex',
		);
		const agreed = { ...classVerdict, fallTop: 0 };
		expect(elanEaf({ ...record, events: [event('e1', 30, agreed)] })).toContain(
			'e1; class happiness 0.7123; apex',
		);
	});

	it('gives a rejection its figures, and none where the reason has no limit', () => {
		const text = elanEaf(record);
		expect(text).toContain('<ANNOTATION_VALUE>r1; too-large; measured 7.25; limit 6<');
		expect(text).toContain('<ANNOTATION_VALUE>r3; blink<');
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
		expect(annotations).toHaveLength(6);
		for (const { attributes } of annotations) {
			const from = at.get(attributes['TIME_SLOT_REF1'])!;
			expect(at.get(attributes['TIME_SLOT_REF2'])! - from).toBeGreaterThan(0);
		}
		expect(new Set(annotations.map(({ attributes }) => attributes['ANNOTATION_ID'])).size).toBe(6);
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
