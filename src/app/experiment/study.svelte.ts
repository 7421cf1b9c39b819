/**
 * The study that is open in the app, if one is, and what its sessions are exported with.
 *
 * Kept   the plan, for the next visit; never who consented
 * Rule   a session belongs to the study that was open when it began
 */
import * as v from 'valibot';
import type { StudyRecord } from '../../core/record/index.ts';
import type { Preferences } from '../preferences/index.ts';
import { preference } from '../preferences/index.ts';
import { canHash, settingsHash } from './study-file.ts';
import type { ChannelSettings, StudyFault, StudyPlan } from './study-schema.ts';
import { NO_STUDY, StudyPlanSchema, UnreadableStudy } from './study-schema.ts';

export interface Consent {
	readonly version: string;
	/** ISO 8601. */
	readonly at: string;
}

/** The study that was open, or channels that were switched on without one. */
const STUDY = preference({
	key: 'study',
	schema: v.object({ plan: StudyPlanSchema, open: v.boolean() }),
	fallback: { plan: NO_STUDY, open: false },
});

export class Study {
	#plan = $state.raw<StudyPlan>(NO_STUDY);
	#open = $state(false);
	#hash = $state('');
	#refusal = $state.raw<StudyFault | null>(null);
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
	get refusal(): StudyFault | null {
		return this.#refusal;
	}
	readonly refuse = (error: unknown): void => {
		if (error instanceof UnreadableStudy) this.#refusal = error.fault;
		else this.#refusal = { code: 'other', field: '', values: { why: String(error) } };
	};
	/** The person has read it. */
	readonly dismissRefusal = (): void => {
		this.#refusal = null;
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

	/** What was open at the last visit. */
	readonly resume = async (): Promise<void> => {
		const { plan, open } = this.#preferences.get(STUDY);
		await this.#take(plan, open);
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
		// Without a study nobody asks for it, and not every address can have one.
		const hash = open || canHash() ? await settingsHash(plan.settings) : '';
		this.#plan = plan;
		this.#open = open;
		this.#hash = hash;
		this.#refusal = null;
	}

	#keep(): void {
		if (!this.#keeps) return;
		this.#preferences.set(STUDY, { plan: this.#plan, open: this.#open });
	}
}
