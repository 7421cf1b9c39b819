/**
 * The study that is open in the app, if one is, and what its sessions are exported with.
 *
 * Kept   the plan, for the next visit; never who consented
 * Rule   a session belongs to the study that was open when it began
 */
import type { StudyRecord } from '../../core/record/index.ts';
import type { Preferences } from '../preferences/index.ts';
import type { ChannelSettings, StudyPlan } from './study-file.ts';
import { NO_STUDY, STUDY_FORMAT, readStudy, settingsHash } from './study-file.ts';

export interface Consent {
	readonly version: string;
	/** ISO 8601. */
	readonly at: string;
}

export class Study {
	#plan = $state.raw<StudyPlan>(NO_STUDY);
	#open = $state(false);
	#hash = $state('');
	#refusal = $state<string | null>(null);
	#offered = $state.raw<StudyPlan | null>(null);
	#consent = $state.raw<Consent | null>(null);
	#keeps = true;
	readonly #preferences: Preferences;

	constructor(preferences: Preferences) {
		this.#preferences = preferences;
	}

	get plan(): StudyPlan {
		return this.#plan;
	}
	/** A study was opened; else the plan only holds channels that a person switched on. */
	get open(): boolean {
		return this.#open;
	}
	get locked(): boolean {
		return this.#open && this.#plan.locked;
	}
	/** SHA-256 of the settings; empty until it is worked out. */
	get hash(): string {
		return this.#hash;
	}
	/** What somebody in front of the camera agreed to here. */
	get consent(): Consent | null {
		return this.#consent;
	}

	/** Why the study in the address or in a file could not be opened; null: nothing was refused. */
	get refusal(): string | null {
		return this.#refusal;
	}
	readonly refuse = (why: string | null): void => {
		this.#refusal = why;
	};

	/** What a link wants to open; null: nothing waits for an answer. */
	get offered(): StudyPlan | null {
		return this.#offered;
	}

	/**
	 * The plan of a link. It waits for the person's yes where it would let other programs listen, and
	 * they have not opened a study with these settings before; until then it is as at the last visit.
	 */
	readonly offer = async (plan: StudyPlan): Promise<void> => {
		await this.resume();
		const opened = this.#open && this.#hash === (await settingsHash(plan.settings));
		const { postMessage, broadcast, webSocket, serial } = plan.settings.channels;
		const speaks = [postMessage, broadcast, webSocket, serial].some((each) => each !== null);
		if (speaks && !opened) this.#offered = plan;
		else await this.begin(plan);
	};
	/** Their answer to it. */
	readonly answer = async (yes: boolean): Promise<void> => {
		const plan = this.#offered;
		this.#offered = null;
		if (yes && plan !== null) await this.begin(plan);
	};

	/** What was open at the last visit; what can no longer be read is as if it never was. */
	readonly resume = async (): Promise<void> => {
		const kept = this.#preferences.get('study');
		try {
			if (kept === null) return await this.#take(NO_STUDY, false);
			await this.#take(readStudy({ format: STUDY_FORMAT, ...kept.plan }), kept.open);
		} catch {
			this.#preferences.set('study', null);
		}
	};

	/** `kept`: not in a page that embeds the app for the while; the app itself stays as it was. */
	readonly begin = async (plan: StudyPlan, kept = true): Promise<void> => {
		await this.#take(plan, true);
		this.#keeps = kept;
		this.#keep();
	};

	/** Closes the study: nothing is locked any more, and every channel is off. */
	readonly close = async (): Promise<void> => {
		await this.#take(NO_STUDY, false);
		this.#keep();
	};

	/** Whose turn it is; the settings stay. */
	readonly turn = async (
		who: Pick<StudyPlan, 'participant' | 'session' | 'seed'>,
	): Promise<void> => {
		await this.#take({ ...this.#plan, ...who }, this.#open);
		this.#keep();
	};

	/** Switches channels; refused while the settings are locked. */
	readonly useChannels = async (channels: ChannelSettings): Promise<void> => {
		if (this.locked) return;
		const settings = { ...this.#plan.settings, channels };
		await this.#take({ ...this.#plan, settings }, this.#open);
		this.#keep();
	};

	readonly agreed = (version: string, at: Date): void => {
		this.#consent = { version, at: at.toISOString() };
	};

	/** The visitor has gone. */
	readonly forgetConsent = (): void => {
		this.#consent = null;
	};

	/** For the exports of a session that begins now; null where there is nothing to say. */
	record(): StudyRecord | null {
		const signed = this.#plan.consentVersion;
		const consent = this.#consent ?? (signed === null ? null : { version: signed, at: '' });
		if (!this.#open && consent === null) return null;
		const { participant, session, seed } = this.#plan;
		return { participant, session, seed, settingsSha256: this.#hash, consent };
	}

	async #take(plan: StudyPlan, open: boolean): Promise<void> {
		const hash = await settingsHash(plan.settings);
		this.#plan = plan;
		this.#open = open;
		this.#hash = hash;
		this.#refusal = null;
	}

	#keep(): void {
		if (!this.#keeps) return;
		this.#preferences.set('study', { plan: this.#plan, open: this.#open });
	}
}
