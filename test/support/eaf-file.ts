/** ELAN files as ELAN writes them, with tiers of one's choice. */
import type { AnnotationFile } from '../../src/study/dataset/index.ts';
import { textFile } from './annotation-files.ts';

export interface EafTierText {
	readonly name: string;
	readonly attributes?: string;
	/** from, to in ms (null: not tied to a time), text. */
	readonly annotations: readonly (readonly [number | null, number | null, string])[];
}

export function eafFile(
	tiers: readonly EafTierText[],
	{ name = 'session.eaf', film = 'file:///D:/films/person%201.mp4' } = {},
): AnnotationFile {
	const slots: string[] = [];
	const slot = (ms: number | null): string => {
		const value = ms === null ? '' : ` TIME_VALUE="${ms}"`;
		slots.push(`<TIME_SLOT TIME_SLOT_ID="ts${slots.length + 1}"${value}/>`);
		return `ts${slots.length}`;
	};
	let count = 0;
	const tierTexts = tiers.map(({ name: id, attributes = '', annotations }) => {
		const inside = annotations.map(
			([from, to, text]) =>
				`<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a${++count}" TIME_SLOT_REF1="${slot(from)}" TIME_SLOT_REF2="${slot(to)}"><ANNOTATION_VALUE>${text}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>`,
		);
		return `<TIER LINGUISTIC_TYPE_REF="default-lt" TIER_ID="${id}" ${attributes}>${inside.join('')}</TIER>`;
	});
	return textFile(
		name,
		`<?xml version="1.0" encoding="UTF-8"?>
<ANNOTATION_DOCUMENT AUTHOR="" DATE="2026-01-01T00:00:00Z" FORMAT="3.0" VERSION="3.0">
<HEADER MEDIA_FILE="" TIME_UNITS="milliseconds"><MEDIA_DESCRIPTOR MEDIA_URL="${film}" MIME_TYPE="video/mp4"/></HEADER>
<TIME_ORDER>${slots.join('')}</TIME_ORDER>
${tierTexts.join('\n')}
<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="default-lt" TIME_ALIGNABLE="true"/>
</ANNOTATION_DOCUMENT>`,
	);
}
