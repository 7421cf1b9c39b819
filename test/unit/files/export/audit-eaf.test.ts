import { describe, expect, it } from 'vitest';
import { readAnnotations } from '../../../../src/study/dataset/index.ts';
import type { AuditedMarks } from '../../../../src/study/audit/index.ts';
import { auditedEaf } from '../../../../src/files/export/index.ts';

const TIERS = `	<TIER ANNOTATOR="Jane" LINGUISTIC_TYPE_REF="expr &amp; co" TIER_ID="coding">
		<ANNOTATION>
			<ALIGNABLE_ANNOTATION ANNOTATION_ID="a1" TIME_SLOT_REF1="ts1" TIME_SLOT_REF2="ts3">
				<ANNOTATION_VALUE>surprise; apex 1150 ms</ANNOTATION_VALUE>
			</ALIGNABLE_ANNOTATION>
		</ANNOTATION>
	</TIER>
	<TIER LINGUISTIC_TYPE_REF="expr &amp; co" TIER_ID="notes"/>`;

const document = (tiers: string, order: string, header = ''): string =>
	`<?xml version="1.0" encoding="UTF-16"?>
<ANNOTATION_DOCUMENT AUTHOR="" DATE="2026-01-01T00:00:00Z" FORMAT="3.0" VERSION="3.0">
	<HEADER MEDIA_FILE="" TIME_UNITS="milliseconds">${header}
		<PROPERTY NAME="lastUsedAnnotationId">7</PROPERTY>
	</HEADER>
	${order}
${tiers}
	<LINGUISTIC_TYPE GRAPHIC_REFERENCES="false" LINGUISTIC_TYPE_ID="sub" CONSTRAINTS="Included_In" TIME_ALIGNABLE="true"/>
	<LINGUISTIC_TYPE GRAPHIC_REFERENCES="false" LINGUISTIC_TYPE_ID="expr &amp; co" TIME_ALIGNABLE="true"/>
</ANNOTATION_DOCUMENT>
`;

const ORDER = `<TIME_ORDER>
		<TIME_SLOT TIME_SLOT_ID="ts1" TIME_VALUE="1000"/>
		<TIME_SLOT TIME_SLOT_ID="ts2"/>
		<TIME_SLOT TIME_SLOT_ID="ts3" TIME_VALUE="1400"/>
	</TIME_ORDER>`;

const mark = (ms: number) => ({
	ms,
	lowMs: ms - 40,
	highMs: ms + 40,
	codedMs: ms + 80,
	moved: 0.5,
});
const movement = (at: number): AuditedMarks => ({
	name: 'Jane',
	onset: mark(at),
	apex: mark(at + 200),
	offset: mark(at + 400),
	doubt: 0.25,
	frameMs: 40,
});

const read = (text: string) =>
	readAnnotations({ name: 'a.eaf', bytes: new TextEncoder().encode(text) }, { fps: 25 }).clips;

describe('an audited ELAN file', () => {
	const text = auditedEaf(document(TIERS, ORDER), [movement(920)]);

	it('keeps the tiers that were there, to the byte', () => {
		expect(text).toContain(TIERS);
		for (const line of ORDER.split('\n')) expect(text).toContain(line);
	});

	it('has a tier for each key frame, read back where they are', () => {
		expect(text).toContain('TIER_ID="audited onset"');
		const clips = read(text);
		const [own, found] = ['Jane', 'audited'].map((name) =>
			clips.find(({ coder }) => coder === name)!,
		);
		expect(own).toMatchObject({ codedMs: { onset: 1000, apex: 1150, offset: 1400 } });
		expect(found).toMatchObject({ codedMs: { onset: 920, apex: 1120, offset: 1320 } });
		expect(text).toContain('Jane; coded 1000 ms; 80% 880 to 960 ms; off 0.5; doubt 0.25');
	});

	it('has its time slots in order, and numbers that nothing else has', () => {
		const times = [...text.matchAll(/TIME_VALUE="(\d+)"/g)].map(([, ms]) => Number(ms));
		expect(times).toEqual(times.toSorted((a, b) => a - b));
		const ids = [...text.matchAll(/ANNOTATION_ID="(\w+)"/g)].map(([, id]) => id);
		expect(ids).toEqual(['a1', 'a8', 'a9', 'a10']);
		expect(text).toContain('lastUsedAnnotationId">10<');
		const slots = [...text.matchAll(/TIME_SLOT_ID="(\w+)"/g)].map(([, id]) => id);
		expect(new Set(slots).size).toBe(slots.length);
		expect(text).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>/);
	});

	it('uses a type that is tied to time alone, or brings its own', () => {
		expect(text).toContain('LINGUISTIC_TYPE_REF="expr &amp; co" TIER_ID="audited onset"');
		const bare = document('', '<TIME_ORDER/>').replace(/\t<LINGUISTIC_TYPE [^>]*co"[^>]*>\n/, '');
		const added = auditedEaf(bare, [movement(920)]);
		expect(added).toContain('LINGUISTIC_TYPE_REF="audited"');
		expect(added).toContain('LINGUISTIC_TYPE_ID="audited"');
		expect(read(added)).toHaveLength(1);
	});

	it('puts movements that overlap on tiers of their own, a movement together', () => {
		const both = auditedEaf(document(TIERS, ORDER), [
			movement(920),
			movement(1000),
			movement(2000),
		]);
		const onsets = read(both)
			.filter(({ coder }) => coder !== 'Jane')
			.map(({ codedMs }) => codedMs);
		expect(onsets).toEqual(
			expect.arrayContaining(
				[920, 1000, 2000].map((at) => ({ onset: at, apex: at + 200, offset: at + 400 })),
			),
		);
		expect(both).toContain('TIER_ID="audited onset 2"');
	});

	it('may be audited again, and counts from the origin of its film', () => {
		expect(auditedEaf(text, [movement(920)])).toContain('TIER_ID="audited apex 2"');
		const media = '<MEDIA_DESCRIPTOR MEDIA_URL="a.mp4" MIME_TYPE="video/mp4" TIME_ORIGIN="500"/>';
		const moved = auditedEaf(document(TIERS, ORDER, media), [{ ...movement(920), originMs: 500 }]);
		expect(read(moved).find(({ coder }) => coder === 'audited')!.codedMs!.onset).toBe(920);
		expect(moved).toContain('TIME_VALUE="420"');
		expect(moved).toContain('Jane; coded 500 ms; 80% 380 to 460 ms');
		// A film that begins later: what lies before the file's own time 0 is put there, and says so.
		const before = auditedEaf(document(TIERS, ORDER, media), [{ ...movement(480), originMs: 500 }]);
		expect(before).toContain('TIME_VALUE="0"');
		expect(before).toContain('doubt 0.25; at -20 ms');
	});

	it('is refused for what is no ELAN file', () => {
		expect(() => auditedEaf('<svg/>', [])).toThrow(/no ELAN file/);
	});
});
