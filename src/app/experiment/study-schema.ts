/**
 * What a study says, field by field: its types, its reader and the sentences about what does not fit.
 *
 * In    anything that was JSON
 * Out   the plan with every field present
 * Fails UnreadableStudy, which names the first field that does not fit and what it must be
 */
import * as v from 'valibot';
import type { MessageKey } from '../../core/words/index.ts';
import { say } from '../../core/words/index.ts';
import { byteSchema } from './messages.ts';
import { SERIAL_CODES } from './serial-channel.ts';

export const STUDY_FORMAT = 'fleeting-study/1';

type CodeOf<Key> = Key extends `experiment.wrong.${infer Code}` ? Code : never;

/** Why a study cannot be opened, for people. */
export interface StudyFault {
	/** `experiment.wrong.CODE` says it. */
	readonly code: CodeOf<MessageKey>;
	/** Path of the field, with dots; empty: it is no field's. */
	readonly field: string;
	/** What else the sentence leaves open. */
	readonly values: Readonly<Record<string, string | number>>;
}

/** In the language that is shown. */
export const sayStudyFault = ({ code, field, values }: StudyFault): string =>
	say(`experiment.wrong.${code}`, { ...values, field });

export class UnreadableStudy extends TypeError {
	readonly fault: StudyFault;

	constructor(
		{ code, field = '', values = {} }: Pick<StudyFault, 'code'> & Partial<StudyFault>,
		options?: ErrorOptions,
	) {
		const fault: StudyFault = { code, field, values };
		super(sayStudyFault(fault), options);
		this.fault = fault;
	}
}

/** Valibot's messages are strings: the code, and what its sentence leaves open, travel in them. */
const wrong = (code: StudyFault['code'], values: StudyFault['values'] = {}): string =>
	JSON.stringify({ code, values });

function faultOf(issue: v.BaseIssue<unknown>): StudyFault {
	const field = v.getDotPath(issue) ?? '';
	if (issue.input === undefined) return { code: 'missing', field, values: {} };
	return { ...(JSON.parse(issue.message) as Pick<StudyFault, 'code' | 'values'>), field };
}

const isPlain = (value: unknown): boolean =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
const PlainSchema = v.custom<Readonly<Record<string, unknown>>>(isPlain, wrong('object'));

/** Further fields are left out. */
const plain = <const Entries extends v.ObjectEntries>(entries: Entries) =>
	v.pipe(PlainSchema, v.object(entries), v.readonly());

/** Misspelt fields would otherwise be settings that silently do nothing. */
const strict = <const Entries extends v.ObjectEntries>(entries: Entries) =>
	v.pipe(PlainSchema, v.strictObject(entries, unknownBut(Object.keys(entries))), v.readonly());

const unknownBut = (names: readonly string[]): string =>
	wrong('unknown', { names: names.join(', ') });

const LONGEST = 200;
const tooLong = wrong('text', { most: LONGEST });
const TextSchema = v.nullish(v.pipe(v.string(tooLong), v.maxLength(LONGEST, tooLong)), '');
const WordsSchema = v.pipe(v.string(wrong('words')), v.nonEmpty(wrong('words')));

function between(least: number, most: number) {
	const outside = wrong('number', { least, most });
	return v.pipe(v.number(outside), v.minValue(least, outside), v.maxValue(most, outside));
}

/** `https://lab.example:8080`: scheme, host and port, nothing behind. */
export const isOrigin = (text: string): boolean =>
	URL.canParse(text) && new URL(text).origin === text;

const areOrigins = (value: unknown): boolean =>
	Array.isArray(value) && value.every((each) => typeof each === 'string' && isOrigin(each));

export const isSocketUrl = (url: string): boolean =>
	URL.canParse(url) && /^wss?:$/.test(new URL(url).protocol);

const CodesSchema = v.pipe(
	PlainSchema,
	v.record(v.picklist(SERIAL_CODES, unknownBut(SERIAL_CODES)), byteSchema(wrong('byte'))),
	v.readonly(),
);

/** What messages come and go by; null: not. */
const ChannelsSchema = strict({
	/** Text of the marker by key. */
	keyboard: v.nullish(
		plain({ keys: v.pipe(PlainSchema, v.record(v.string(), WordsSchema)) }),
		null,
	),
	postMessage: v.nullish(
		plain({ origins: v.custom<readonly string[]>(areOrigins, wrong('origins')) }),
		null,
	),
	broadcast: v.nullish(plain({ name: WordsSchema }), null),
	webSocket: v.nullish(
		plain({ url: v.pipe(WordsSchema, v.check(isSocketUrl, wrong('url'))) }),
		null,
	),
	serial: v.nullish(
		plain({
			baudRate: v.nullish(
				v.pipe(v.number(wrong('finite')), v.finite(wrong('finite')), between(1, 20_000_000)),
				115_200,
			),
			codes: v.optional(CodesSchema, {}),
		}),
		null,
	),
});
export type ChannelSettings = v.InferOutput<typeof ChannelsSchema>;

export const NO_CHANNELS: ChannelSettings = {
	keyboard: null,
	postMessage: null,
	broadcast: null,
	webSocket: null,
	serial: null,
};

/** What is hashed: whatever changes what is measured, or what is told to others. */
const SettingsSchema = strict({
	/** Null: as the person set it. */
	falseAlarmsPerMinute: v.nullish(between(0.01, 60), null),
	readingCoverage: v.nullish(between(0, 1), null),
	/** What is measured when a program says `start` and names nothing. */
	source: v.optional(v.picklist(['camera', 'actor'], wrong('source')), 'camera'),
	channels: v.nullish(ChannelsSchema, NO_CHANNELS),
});
export type StudySettings = v.InferOutput<typeof SettingsSchema>;

const PLAN_ENTRIES = {
	/** Of the study, for people. */
	name: TextSchema,
	participant: TextSchema,
	session: TextSchema,
	seed: v.nullish(v.pipe(v.number(wrong('whole')), v.safeInteger(wrong('whole'))), null),
	/** Which consent form was signed before; null: none that the study knows of. */
	consentVersion: v.pipe(
		TextSchema,
		v.transform((version) => version || null),
	),
	/** The settings cannot be changed in the app while the study is open. */
	locked: v.nullish(v.boolean(wrong('flag')), false),
	settings: SettingsSchema,
};
export const StudyPlanSchema = strict(PLAN_ENTRIES);
export type StudyPlan = v.InferOutput<typeof StudyPlanSchema>;

/** The same as it stands in files and links. */
const StudyFileSchema = v.pipe(
	strict({
		format: v.literal(STUDY_FORMAT, wrong('format', { format: STUDY_FORMAT })),
		...PLAN_ENTRIES,
	}),
	v.transform(
		({ name, participant, session, seed, consentVersion, locked, settings }): StudyPlan => ({
			name,
			participant,
			session,
			seed,
			consentVersion,
			locked,
			settings,
		}),
	),
);

/** A plan without a study: nothing named, nothing locked, every channel off. */
export const NO_STUDY: StudyPlan = {
	name: '',
	participant: '',
	session: '',
	seed: null,
	consentVersion: null,
	locked: false,
	settings: {
		falseAlarmsPerMinute: null,
		readingCoverage: null,
		source: 'camera',
		channels: NO_CHANNELS,
	},
};

/** Whatever is no object lacks every field. */
export function readStudy(value: unknown): StudyPlan {
	const read = v.safeParse(StudyFileSchema, isPlain(value) ? value : {}, { abortEarly: true });
	if (!read.success) throw new UnreadableStudy(faultOf(read.issues[0]));
	return read.output;
}
