/**
 * The kiosk: who is in front of it, what is shown to them, and what is forgotten when they have gone.
 *
 * In    a profile, acts of people, what the desk does; a clock that ticks
 * Out   the place of the journey (`journey.ts`), orders to the desk, wipes
 * Rule  the camera opens only after consent (where the profile asks for it); whoever leaves is wiped
 */
import type { Study, TriggerBus } from '../experiment/index.ts';
import type { Closable } from '../../core/kernel/index.ts';
import type { OfflineState } from '../offline/index.ts';
import type { Preferences } from '../preferences/index.ts';
import type { Report } from '../../line/pipeline/index.ts';
import type { Appearance } from '../preferences/index.ts';
import type { Audit } from '../auditing/index.ts';
import type { Desk, FileQueue, Session } from '../desk/index.ts';
import type { Health, HealthEntry } from './health.ts';
import { CALM_MS, noted, reloadAfterMs, retryAfterMs } from './health.ts';
import type { Happening, Journey, Place } from './journey.ts';
import { hasVisitor, next, startingAt } from './journey.ts';
import type { KeptPin } from './pin.ts';
import { Presence, goneAfterMs } from './presence.ts';
import { TryLimit, isPin, keepPin } from './pin.ts';
import type { KioskProfile, ReadProfile } from './profile.ts';
import { DEFAULT_PROFILE } from './profile.ts';
import type { VisitStore } from './wipe.ts';
import { wipeVisit } from './wipe.ts';

/** Of the text on the consent screen: raised whenever that text changes. */
export const CONSENT_VERSION = 'kiosk-2';

/** A running line that measures nothing for this long is started again. */
const NO_FRAMES_MS = 10_000;
/** Tries in a row that failed before the page itself is loaded anew. */
const TRIES_BEFORE_RELOAD = 6;
/** Faults this soon after a recovery belong to the same trouble. */
const SAME_TROUBLE_MS = 60_000;
/** The models may take this long on a slow machine before anything counts as stuck. */
const LOADING_MS = 180_000;

/** Times that a calm face is asked for. */
const CALIBRATIONS = 3;
/** The actor's session begins anew after this long: lists that grow for days end nowhere good. */
const ATTRACT_MS = 10 * 60_000;
/** A new version that did not come is asked for again. */
const UPDATE_EVERY_MS = 60_000;

export interface KioskParts {
	readonly desk: Desk;
	readonly queue: FileQueue;
	readonly audit: Audit;
	readonly study: Study;
	readonly bus: TriggerBus;
	readonly offline: OfflineState;
	readonly preferences: Preferences;
	readonly appearance: Appearance;
	readonly store: VisitStore | null;
	readonly root: ParentNode;
	/** Loads the page anew. */
	readonly reload: () => void;
	/** Staff left: a reload is no kiosk any more. */
	readonly left: () => void;
	/** Ms since 1970. */
	readonly now: () => number;
}

export class Kiosk implements Closable {
	#profile = $state.raw<KioskProfile>(DEFAULT_PROFILE);
	#refused = $state.raw<readonly string[]>([]);
	#running = $state(false);
	#journey = $state.raw<Journey>(startingAt(true));
	#remainingS = $state(0);
	#retryInS = $state(0);
	#visit = $state(0);
	#health = $state.raw<Health>(freshHealth(new Date(0)));
	#pin = $state.raw<KeptPin | null>(null);
	#reloading = $state(false);

	readonly #parts: KioskParts;
	readonly #stopWatching: () => void;
	readonly tries: TryLimit;
	readonly #presence = new Presence();
	#frameAt = 0;
	#askedAt = 0;
	/** When the first visitor who was not wiped came. */
	#since = 0;
	#retryAt = 0;
	#attempt = 0;
	#recoveredAt = -Infinity;
	#retrying = false;
	#reloadAt: number | null = null;
	#nightAfter = 0;
	#attractAt = 0;
	#refusals = 0;
	#updateAt = -Infinity;

	constructor(parts: KioskParts) {
		this.#parts = parts;
		this.tries = new TryLimit(parts.now);
		this.#stopWatching = parts.desk.watch({
			began: () => {},
			reported: (session, report) => this.#heard(session, report),
			ended: () => {},
		});
	}

	get running(): boolean {
		return this.#running;
	}
	get profile(): KioskProfile {
		return this.#profile;
	}
	/** Parameters of the address that were not understood. */
	get refused(): readonly string[] {
		return this.#refused;
	}
	get place(): Place {
		return this.#journey.at;
	}
	/** Where `asking` and `out-of-order` lead back to. */
	get from(): Place | null {
		return this.#journey.from;
	}
	/** Seconds left to answer. */
	get remainingS(): number {
		return this.#remainingS;
	}
	/** A visitor who walks away is wiped after so many seconds. */
	get wipedAfterS(): number {
		const goneMs = this.#profile.source === 'camera' ? goneAfterMs(this.#profile) : null;
		return Math.round((goneMs ?? this.#profile.idleS * 1000) / 1000) + this.#profile.countdownS;
	}
	/** Seconds until the next try. */
	get retryInS(): number {
		return this.#retryInS;
	}
	/** Counts wipes: what is drawn for a visitor is keyed by it. */
	get visit(): number {
		return this.#visit;
	}
	get health(): Health {
		return this.#health;
	}
	get hasPin(): boolean {
		return this.#pin !== null;
	}
	get reloading(): boolean {
		return this.#reloading;
	}

	/** Makes the page a kiosk. What an earlier page could not wipe any more is wiped first. */
	readonly begin = async ({ profile, pin, refused }: ReadProfile): Promise<void> => {
		const { preferences, now } = this.#parts;
		if (pin !== null) preferences.set('kioskPin', await keepPin(pin));
		this.#pin = preferences.get('kioskPin');
		this.#profile = profile;
		this.#refused = refused;
		this.#health = freshHealth(new Date(now()));
		this.#nightAfter = now();
		this.#presence.came(now());
		this.#frameAt = now();
		// Of the faces of whoever was before this camera until now.
		this.#parts.desk.calibration.forget();
		const unwiped = preferences.get('kioskUnwiped');
		this.#since = unwiped === null ? now() : Date.parse(unwiped);
		this.#running = true;
		// What is said to be kept is nothing; what is wiped is what an older page may have kept.
		this.#parts.store?.suspend(true);
		this.#parts.bus.hold(true);
		if (unwiped !== null) await this.#forget();
		this.#journey = startingAt(profile.autostart);
		this.#entered(null);
	};

	/** Something happened; what the journey does not list is ignored. */
	readonly happen = (happening: Happening): void => {
		const before = this.#journey;
		const after = next(before, happening, {
			consent: this.#profile.consent && this.#profile.source === 'camera',
			calibrate: this.#profile.calibrate,
		});
		if (after === before) return;
		if (happening === 'agreed') {
			this.#count('agreed');
			const version = `${CONSENT_VERSION}/${this.#parts.appearance.language}`;
			this.#parts.study.agreed(version, new Date(this.#parts.now()));
		}
		if (happening === 'declined') this.#count('declined');
		if (before.at === 'attract' && hasVisitor(after)) this.#count('visits');
		this.#journey = after;
		this.#entered(before);
	};

	/** A person touched, moved or typed. */
	readonly acted = (): void => {
		this.#presence.acted(this.#parts.now());
	};

	/** True: it is the PIN, or there is none, and staff are let in. */
	readonly enter = async (pin: string): Promise<boolean> => {
		if (this.tries.waitMs > 0) return false;
		if (this.#pin !== null && !(await isPin(pin, this.#pin))) {
			this.tries.missed();
			return false;
		}
		this.tries.hit();
		this.happen('staff-came');
		return true;
	};

	/** The visit speaks this language; the next one begins in the profile's again. */
	readonly speak = (tag: string): void => {
		void this.#parts.appearance.begin(tag, [tag]).catch(() => {});
	};

	/** An error that nobody caught: what is shown can no longer be trusted. */
	readonly pageFailed = (detail: string): void => {
		// The browser's remark that a layout took two rounds: nothing failed.
		if (detail.startsWith('ResizeObserver loop')) return;
		this.#note({ what: 'page-error', detail });
		this.#reloadSoon();
	};

	/** Four times a second. */
	readonly tick = (): void => {
		if (!this.#running) return;
		const now = this.#parts.now();
		if (this.#reloadAt !== null) {
			if (now >= this.#reloadAt) this.#reload();
			return;
		}
		this.#watchDesk(now);
		switch (this.place) {
			case 'attract':
				this.#care(now);
				return;
			case 'asking':
				this.#countDown(now);
				return;
			case 'out-of-order':
				this.#retryInS = Math.max(0, Math.ceil((this.#retryAt - now) / 1000));
				if (hasVisitor(this.#journey) && this.#presence.isIdle(now, this.#profile)) {
					this.happen('idle');
				} else if (now >= this.#retryAt) this.#retry(now);
				return;
			case 'calibrating':
				this.#calibrate();
				this.#watchIdle(now);
				return;
			case 'practice':
			case 'consent':
			case 'measuring':
				this.#watchIdle(now);
				return;
			default:
				return;
		}
	};

	/** Back to the app as usual; whoever was there is wiped first. */
	readonly leave = async (): Promise<void> => {
		await this.#forget();
		this.happen('left');
		this.#running = false;
		this.#parts.store?.suspend(false);
		this.#parts.bus.hold(false);
		this.#parts.left();
	};

	readonly reloadNow = (): void => this.#reload();

	close(): void {
		this.#stopWatching();
	}

	#entered(before: Journey | null): void {
		const now = this.#parts.now();
		const { desk } = this.#parts;
		const back = before?.at === 'asking' || before?.at === 'out-of-order';
		switch (this.place) {
			case 'attract':
				this.#frameAt = this.#attractAt = now;
				if (!back) void desk.startActor();
				return;
			case 'practice':
			case 'consent':
				this.#remember(now);
				this.#presence.acted(now);
				// The actor's movements are not the visitor's.
				if (!back) void desk.forget();
				return;
			case 'calibrating':
			case 'measuring':
				this.#remember(now);
				this.#presence.came(now);
				this.#frameAt = now;
				if (before?.at === 'calibrating') desk.stopCalibrating();
				else if (!back) {
					this.#refusals = 0;
					this.#startVisit();
				}
				return;
			case 'asking':
				this.#askedAt = now;
				this.#remainingS = this.#profile.countdownS;
				return;
			case 'out-of-order':
				if (now - this.#recoveredAt > SAME_TROUBLE_MS) this.#attempt = 0;
				this.#retryAt = now + retryAfterMs(this.#attempt);
				this.#retryInS = Math.ceil((this.#retryAt - now) / 1000);
				this.#presence.acted(now);
				this.#retrying = false;
				return;
			case 'staff':
				void this.#forget();
				return;
			case 'wiping':
				void this.#wipe();
				return;
			case 'ready':
			case 'left':
				return;
		}
	}

	#startVisit(): void {
		const { desk } = this.#parts;
		void (this.#profile.source === 'actor' ? desk.startActor() : desk.startCamera());
	}

	#heard(session: Session, report: Report): void {
		if (!this.#running || report.kind !== 'frame-measured' || session.kind === 'file') return;
		const now = this.#parts.now();
		this.#frameAt = now;
		if (report.face.state !== 'none') this.#presence.showed(now);
		if (this.place === 'out-of-order' && this.#retrying) {
			this.#recoveredAt = now;
			this.#retrying = false;
			this.#presence.showed(now);
			this.happen('recovered');
		}
	}

	/** Faults of the camera, the line and the engine; and a line that says nothing at all. */
	#watchDesk(now: number): void {
		if (!['attract', 'calibrating', 'measuring'].includes(this.place)) return;
		const { desk } = this.#parts;
		const fault = desk.engine.fault ?? desk.live?.fault ?? null;
		const patience = desk.engine.status === 'ready' ? NO_FRAMES_MS : LOADING_MS;
		// While the browser asks for the camera there are no frames, and nothing is wrong.
		const silent = desk.opening === null && now - this.#frameAt >= patience && !document.hidden;
		if (fault === null && !silent) return;
		if (fault !== null) this.#note({ what: fault.code, detail: fault.detail });
		else this.#note({ what: 'no-frames', detail: `for ${Math.round(patience / 1000)} s` });
		this.happen('faulted');
	}

	/** Begins it once there are frames; goes on without it where the face did not keep calm. */
	#calibrate(): void {
		const { desk } = this.#parts;
		const { calibration } = desk;
		if (calibration.status === 'done') this.happen('calibrated');
		else if (calibration.status === 'refused' && ++this.#refusals >= CALIBRATIONS) {
			this.happen('calibrated');
		} else if (calibration.status !== 'measuring' && desk.live?.readout != null) desk.calibrate();
	}

	#retry(now: number): void {
		this.#attempt += 1;
		this.#retrying = true;
		this.#retryAt = now + retryAfterMs(this.#attempt);
		if (this.#attempt > TRIES_BEFORE_RELOAD) {
			this.#reloadSoon();
			return;
		}
		const { desk } = this.#parts;
		if (desk.engine.fault !== null) desk.restart();
		if (this.from === 'attract') void desk.startActor();
		else this.#startVisit();
	}

	/** What is only done while nobody is there. */
	#care(now: number): void {
		const { offline, desk } = this.#parts;
		if (offline.updateWaiting && now - this.#updateAt >= UPDATE_EVERY_MS) {
			this.#updateAt = now;
			void offline.takeUpdate();
		} else if (this.#isNight(now)) {
			this.#nightAfter = now;
			this.#reload();
		} else if (now - this.#attractAt >= ATTRACT_MS) {
			this.#attractAt = this.#frameAt = now;
			void desk.startActor();
		}
	}

	#watchIdle(now: number): void {
		const seesFaces = this.place === 'measuring' || this.place === 'calibrating';
		const watching = seesFaces && this.#profile.source === 'camera';
		const alone = watching
			? this.#presence.isGone(now, this.#profile)
			: this.#presence.isIdle(now, this.#profile);
		if (alone) this.happen('idle');
	}

	/** Only an act answers: a face that comes may be somebody else's. */
	#countDown(now: number): void {
		if (this.#presence.actedSince(this.#askedAt)) {
			this.#presence.came(now);
			this.happen('answered');
			return;
		}
		const left = this.#profile.countdownS - (now - this.#askedAt) / 1000;
		this.#remainingS = Math.max(0, Math.ceil(left));
		if (left <= 0) this.happen('time-over');
	}

	async #wipe(): Promise<void> {
		await this.#forget();
		this.#visit += 1;
		this.#count('wiped');
		if (!this.#reloading) this.happen('wiped');
	}

	async #forget(): Promise<void> {
		const { preferences, appearance } = this.#parts;
		const left = await wipeVisit(this.#parts, this.#since);
		await appearance.begin(this.#profile.language, navigator.languages).catch(() => {});
		if (left.length === 0) {
			preferences.set('kioskUnwiped', null);
			this.#since = this.#parts.now();
			return;
		}
		// A page that is loaded anew has forgotten all the same, and tries the store once more.
		this.#note({ what: 'not-wiped', detail: left.join(', ') });
		this.#reloadSoon();
	}

	/** Should the page die now, the next one wipes what was stored from here on. */
	#remember(now: number): void {
		const { preferences } = this.#parts;
		if (preferences.get('kioskUnwiped') !== null) return;
		this.#since = Math.min(this.#since, now);
		preferences.set('kioskUnwiped', new Date(this.#since).toISOString());
	}

	#reloadSoon(): void {
		if (this.#reloadAt !== null) return;
		const { preferences, now } = this.#parts;
		const last = preferences.get('kioskReloads');
		const count = last === null || now() - last.at > CALM_MS ? 0 : last.count;
		preferences.set('kioskReloads', { count: count + 1, at: now() });
		this.#reloadAt = now() + reloadAfterMs(count);
		this.#reloading = true;
	}

	#reload(): void {
		this.#reloadAt = null;
		this.#reloading = true;
		this.#parts.reload();
	}

	/** Once a night, also when that minute passed while somebody was there. */
	#isNight(now: number): boolean {
		const { nightlyMin } = this.#profile;
		if (nightlyMin === null) return false;
		const tonight = new Date(this.#nightAfter);
		tonight.setHours(0, nightlyMin, 0, 0);
		if (tonight.getTime() <= this.#nightAfter) tonight.setDate(tonight.getDate() + 1);
		return now >= tonight.getTime();
	}

	#count(what: 'visits' | 'agreed' | 'declined' | 'wiped'): void {
		this.#health = { ...this.#health, [what]: this.#health[what] + 1 };
	}

	#note(entry: Omit<HealthEntry, 'at'>): void {
		const at = new Date(this.#parts.now()).toISOString();
		this.#health = noted(this.#health, { at, ...entry });
	}
}

const freshHealth = (since: Date): Health => ({
	since: since.toISOString(),
	visits: 0,
	agreed: 0,
	declined: 0,
	wiped: 0,
	entries: [],
});
