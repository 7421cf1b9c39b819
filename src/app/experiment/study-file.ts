/**
 * A study's settings, as a file and as a link, `fleeting-study/1`.
 *
 * In    JSON of a person's, or parameters of an address
 * Out   the plan with every field present; the SHA-256 of its settings, in canonical JSON (RFC 8785)
 * Fails TypeError that names the field and says what it must be
 */
import canonicalize from 'canonicalize';
import { Fields } from '../../core/kernel/index.ts';
import type { SerialCodes } from './serial-channel.ts';
import { SERIAL_CODES } from './serial-channel.ts';
import { isByte } from './messages.ts';

export const STUDY_FORMAT = 'fleeting-study/1';

/** What messages come and go by; null: not. */
export interface ChannelSettings {
	/** Text of the marker by key. */
	readonly keyboard: { readonly keys: Readonly<Record<string, string>> } | null;
	readonly postMessage: { readonly origins: readonly string[] } | null;
	readonly broadcast: { readonly name: string } | null;
	readonly webSocket: { readonly url: string } | null;
	readonly serial: { readonly baudRate: number; readonly codes: SerialCodes } | null;
}

export const NO_CHANNELS: ChannelSettings = {
	keyboard: null,
	postMessage: null,
	broadcast: null,
	webSocket: null,
	serial: null,
};

/** What is hashed: whatever changes what is measured, or what is told to others. */
export interface StudySettings {
	/** Null: as the person set it. */
	readonly falseAlarmsPerMinute: number | null;
	readonly readingCoverage: number | null;
	/** What is measured when a program says `start` and names nothing. */
	readonly source: 'camera' | 'actor';
	readonly channels: ChannelSettings;
}

export interface StudyPlan {
	/** Of the study, for people. */
	readonly name: string;
	readonly participant: string;
	readonly session: string;
	readonly seed: number | null;
	/** Which consent form was signed before; null: none that the study knows of. */
	readonly consentVersion: string | null;
	/** The settings cannot be changed in the app while the study is open. */
	readonly locked: boolean;
	readonly settings: StudySettings;
}

const LONGEST = 200;
const EVERY_FIELD = [
	'format',
	'name',
	'participant',
	'session',
	'seed',
	'consentVersion',
	'locked',
	'settings',
];

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

export function parseStudy(text: string): StudyPlan {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (error) {
		throw new TypeError('the file is not JSON', { cause: error });
	}
	return readStudy(value);
}

export function readStudy(value: unknown): StudyPlan {
	const fields = new Fields(value);
	if (fields.text('format') !== STUDY_FORMAT) throw fields.wrong('format', `"${STUDY_FORMAT}"`);
	known(fields, EVERY_FIELD);
	const settings = fields.inside('settings');
	known(settings, ['falseAlarmsPerMinute', 'readingCoverage', 'source', 'channels']);
	return {
		name: text(value, fields, 'name'),
		participant: text(value, fields, 'participant'),
		session: text(value, fields, 'session'),
		seed: numberOrNull(
			value,
			fields,
			'seed',
			Number.MIN_SAFE_INTEGER,
			Number.MAX_SAFE_INTEGER,
			true,
		),
		consentVersion: text(value, fields, 'consentVersion') || null,
		locked: flag(value, fields, 'locked'),
		settings: readSettings((value as { settings: unknown }).settings, settings),
	};
}

/** The same, as it is written to a file. */
export const studyFile = (plan: StudyPlan): string =>
	`${JSON.stringify({ format: STUDY_FORMAT, ...plan }, null, '\t')}\n`;

/** Of the settings, the way they come in every export; lower-case hexadecimal. */
export async function settingsHash(settings: StudySettings): Promise<string> {
	const bytes = new TextEncoder().encode(canonicalize(settings));
	const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
	return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Parameters of a link that name whose turn it is; they win over those inside `study`. */
const TURN = ['participant', 'session', 'seed'] as const;

/**
 * The study in an address, `?study=BASE64URL`, or `?study=1` with readable parameters; beside either
 * `participant`, `session` and `seed`. Null: there is none.
 */
export function studyInAddress(search: URLSearchParams): StudyPlan | null {
	const given = search.get('study');
	if (given === null) return null;
	const plan = given === '1' ? readable(search) : parseStudy(fromBase64Url(given));
	const turn = TURN.filter((name) => search.has(name)).map((name) => {
		const value = search.get(name)!;
		return [name, name === 'seed' && value.trim() !== '' ? Number(value) : value];
	});
	return readStudy({ format: STUDY_FORMAT, ...plan, ...Object.fromEntries(turn) });
}

export function studyAddress(base: string, plan: StudyPlan): string {
	const address = new URL(base);
	address.search = '';
	address.hash = '';
	address.searchParams.set('study', toBase64Url(JSON.stringify({ format: STUDY_FORMAT, ...plan })));
	return address.href;
}

function readable(search: URLSearchParams): object {
	const get = (name: string): string | null => search.get(name);
	const number = (name: string): number | null => (search.has(name) ? Number(get(name)) : null);
	const list = (name: string): string[] | null => get(name)?.split(',').filter(Boolean) ?? null;
	const [keys, origins, broadcast, url] = [
		list('keys'),
		list('postMessage'),
		get('broadcast'),
		get('webSocket'),
	];
	return {
		format: STUDY_FORMAT,
		name: get('name') ?? '',
		consentVersion: get('consentVersion'),
		locked: get('locked') === '1',
		settings: {
			falseAlarmsPerMinute: number('falseAlarms'),
			readingCoverage: number('readings'),
			source: get('source') ?? 'camera',
			channels: {
				keyboard: keys && { keys: Object.fromEntries(keys.map((key) => [key, key])) },
				postMessage: origins && { origins },
				broadcast: broadcast && { name: broadcast },
				webSocket: url && { url },
				serial: null,
			},
		},
	};
}

function readSettings(value: unknown, fields: Fields): StudySettings {
	const source = fields.has('source') ? fields.text('source') : 'camera';
	if (source !== 'camera' && source !== 'actor')
		throw fields.wrong('source', '"camera" or "actor"');
	const channels = (value as { channels?: unknown }).channels ?? null;
	return {
		falseAlarmsPerMinute: numberOrNull(value, fields, 'falseAlarmsPerMinute', 0.01, 60),
		readingCoverage: numberOrNull(value, fields, 'readingCoverage', 0, 1),
		source,
		channels: channels === null ? NO_CHANNELS : readChannels(fields.inside('channels'), channels),
	};
}

function readChannels(fields: Fields, value: unknown): ChannelSettings {
	known(fields, Object.keys(NO_CHANNELS));
	const given = value as Readonly<Record<string, unknown>>;
	const on = (name: string): Fields | null =>
		(given[name] ?? null) === null ? null : fields.inside(name);
	const [keyboard, posts, broadcast, socket, serial] = [
		on('keyboard'),
		on('postMessage'),
		on('broadcast'),
		on('webSocket'),
		on('serial'),
	];
	return {
		keyboard: keyboard && { keys: readKeys(keyboard) },
		postMessage: posts && { origins: readOrigins(posts, given['postMessage']) },
		broadcast: broadcast && { name: broadcast.text('name') },
		webSocket: socket && { url: readUrl(socket) },
		serial: serial && { baudRate: serial.number('baudRate', 115_200), codes: readCodes(serial) },
	};
}

function readKeys(fields: Fields): Record<string, string> {
	const keys = fields.inside('keys');
	return Object.fromEntries(keys.names().map((key) => [key, keys.text(key)]));
}

function readOrigins(fields: Fields, value: unknown): readonly string[] {
	const origins = (value as { origins?: unknown }).origins;
	if (!Array.isArray(origins) || !origins.every(isOrigin)) {
		throw fields.wrong('origins', 'a list of origins such as "https://lab.example"');
	}
	return origins;
}

/** `https://lab.example:8080`: scheme, host and port, nothing behind. */
export function isOrigin(value: unknown): value is string {
	if (typeof value !== 'string') return false;
	return URL.canParse(value) && new URL(value).origin === value;
}

function readUrl(fields: Fields): string {
	const url = fields.text('url');
	if (!isSocketUrl(url)) throw fields.wrong('url', 'an address such as "ws://localhost:8900"');
	return url;
}

export const isSocketUrl = (url: string): boolean =>
	URL.canParse(url) && /^wss?:$/.test(new URL(url).protocol);

function readCodes(fields: Fields): SerialCodes {
	if (!fields.has('codes')) return {};
	const codes = fields.inside('codes');
	known(codes, SERIAL_CODES);
	return Object.fromEntries(
		codes.names().map((name) => {
			const code = codes.number(name);
			if (!isByte(code)) throw codes.wrong(name, 'a whole number from 0 to 255');
			return [name, code];
		}),
	);
}

/** Misspelt fields would otherwise be settings that silently do nothing. */
function known(fields: Fields, names: readonly string[]): void {
	const strange = fields.names().find((name) => !names.includes(name));
	if (strange !== undefined) throw fields.wrong(strange, `one of: ${names.join(', ')}`);
}

function text(value: unknown, fields: Fields, name: string): string {
	const given = (value as Readonly<Record<string, unknown>>)[name] ?? '';
	if (typeof given !== 'string' || given.length > LONGEST) {
		throw fields.wrong(name, `a text of at most ${LONGEST} characters`);
	}
	return given;
}

function flag(value: unknown, fields: Fields, name: string): boolean {
	const given = (value as Readonly<Record<string, unknown>>)[name] ?? false;
	if (typeof given !== 'boolean') throw fields.wrong(name, 'true or false');
	return given;
}

function numberOrNull(
	value: unknown,
	fields: Fields,
	name: string,
	least: number,
	most: number,
	whole = false,
): number | null {
	const given = (value as Readonly<Record<string, unknown>>)[name] ?? null;
	if (given === null) return null;
	const fits = typeof given === 'number' && given >= least && given <= most;
	if (!fits || (whole && !Number.isSafeInteger(given))) {
		throw fields.wrong(name, whole ? 'a whole number' : `a number from ${least} to ${most}`);
	}
	return given;
}

function toBase64Url(text: string): string {
	const bytes = new TextEncoder().encode(text);
	const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
	return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): string {
	try {
		const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
		return new TextDecoder().decode(Uint8Array.from(binary, (char) => char.charCodeAt(0)));
	} catch (error) {
		throw new TypeError('what follows study= in the address is cut off or damaged', {
			cause: error,
		});
	}
}
