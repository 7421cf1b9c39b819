/**
 * A study's settings, as a file and as a link, `fleeting-study/1`.
 *
 * In    JSON of a person's, or parameters of an address
 * Out   the plan with every field present; the SHA-256 of its settings, in canonical JSON (RFC 8785)
 * Fails UnreadableStudy, which names the field and what it must be
 */
import canonicalize from 'canonicalize';
import type { StudyPlan, StudySettings } from './study-schema.ts';
import { STUDY_FORMAT, UnreadableStudy, readStudy } from './study-schema.ts';

export function parseStudy(text: string): StudyPlan {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (error) {
		throw new UnreadableStudy({ code: 'json' }, { cause: error });
	}
	return readStudy(value);
}

/** As it is written to a file. */
export const studyFile = (plan: StudyPlan): string =>
	`${JSON.stringify({ format: STUDY_FORMAT, ...plan }, null, '\t')}\n`;

/** Browsers compute checksums only for pages that came by https or from this machine. */
export const canHash = (): boolean =>
	(globalThis as { isSecureContext?: boolean }).isSecureContext !== false;

/** Of the settings, the way they come in every export; lower-case hexadecimal. */
export async function settingsHash(settings: StudySettings): Promise<string> {
	if (!canHash()) throw new UnreadableStudy({ code: 'insecure' });
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
		throw new UnreadableStudy({ code: 'link' }, { cause: error });
	}
}
