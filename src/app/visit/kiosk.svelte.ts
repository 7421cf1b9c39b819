/**
 * The kiosk: who is in front of it, what is shown to them, and what is forgotten when they have gone.
 *
 * In    a profile, acts of people, what the desk does; a clock that ticks
 * Out   the place of the journey (`journey.ts`), orders to the desk, wipes
 * Rule  the camera opens only after consent (where the profile asks for it); whoever leaves is wiped
 */
import type { Closable } from '../../core/kernel/index.ts';
import type { Report } from '../../line/pipeline/index.ts';
import type { Session } from '../desk/index.ts';
import type { Health } from './health.svelte.ts';
import { HealthBook } from './health.svelte.ts';
import type { Happening, Journey, Place } from './journey.ts';
import { hasVisitor, next, startingAt } from './journey.ts';
import type { KioskParts } from './kiosk-parts.ts';
import { PinGate } from './pin-gate.svelte.ts';
import { Presence, goneAfterMs } from './presence.ts';
import type { KioskProfile, ReadProfile } from './profile.ts';
import { DEFAULT_PROFILE } from './profile.ts';
import { QuietHours } from './quiet-hours.ts';
import { Recovery, troubleOf } from './recovery.svelte.ts';
import { Reloads } from './reloads.svelte.ts';
import { StillThere } from './still-there.svelte.ts';
import { WipeMark } from './wipe-mark.ts';
import { wipeVisit } from './wipe.ts';

/** Of the text on the consent screen: raised whenever that text changes. */
export const CONSENT_VERSION = 'kiosk-2';

/** Times that a calm face is asked for. */
const CALIBRATIONS = 3;

export class Kiosk implements Closable {
	#profile = $state.raw<KioskProfile>(DEFAULT_PROFILE);
	#refused = $state.raw<readonly string[]>([]);
	#running = $state(false);
	#journey = $state.raw<Journey>(startingAt(true));
	#visit = $state(0);

	readonly gate: PinGate;
	readonly recovery = new Recovery();
	readonly reloads: Reloads;
	readonly stillThere: StillThere;
	readonly #parts: KioskParts;
	readonly #stopWatching: () => void;
	readonly #book: HealthBook;
	readonly #mark: WipeMark;
	readonly #quiet: QuietHours;
	readonly #presence = new Presence();
	#frameAt = 0;
	#refusals = 0;

	constructor(parts: KioskParts) {
		this.#parts = parts;
		this.gate = new PinGate(parts.preferences, parts.now);
		this.stillThere = new StillThere(this.#presence);
		this.#book = new HealthBook(parts.now);
		this.reloads = new Reloads(parts);
		this.#mark = new WipeMark(parts.preferences);
		this.#quiet = new QuietHours({
			offline: parts.offline,
			desk: parts.desk,
			reloads: this.reloads,
		});
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
	/** A visitor who walks away is wiped after so many seconds. */
	get wipedAfterS(): number {
		const goneMs = this.#profile.source === 'camera' ? goneAfterMs(this.#profile) : null;
		return Math.round((goneMs ?? this.#profile.idleS * 1000) / 1000) + this.#profile.countdownS;
	}
	/** Counts wipes: what is drawn for a visitor is keyed by it. */
	get visit(): number {
		return this.#visit;
	}
	get health(): Health {
		return this.#book.health;
	}

	/** Makes the page a kiosk. What an earlier page could not wipe any more is wiped first. */
	readonly begin = async ({ profile, pin, refused }: ReadProfile): Promise<void> => {
		const { now } = this.#parts;
		await this.gate.begin(pin);
		this.#profile = profile;
		this.#refused = refused;
		this.#book.begin();
		this.reloads.begin();
		this.#presence.came(now());
		this.#frameAt = now();
		// Of the faces of whoever was before this camera until now.
		this.#parts.desk.calibration.forget();
		const unwiped = this.#mark.begin(now());
		this.#running = true;
		// What is said to be kept is nothing; what is wiped is what an older page may have kept.
		this.#parts.store?.suspend(true);
		this.#parts.bus.hold(true);
		if (unwiped) await this.#forget();
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
			this.#book.count('agreed');
			const version = `${CONSENT_VERSION}/${this.#parts.appearance.language}`;
			this.#parts.study.agreed(version, new Date(this.#parts.now()));
		}
		if (happening === 'declined') this.#book.count('declined');
		if (before.at === 'attract' && hasVisitor(after)) this.#book.count('visits');
		this.#journey = after;
		this.#entered(before);
	};

	/** A person touched, moved or typed. */
	readonly acted = (): void => {
		this.#presence.acted(this.#parts.now());
	};

	/** True: it is the PIN, or there is none, and staff are let in. */
	readonly enter = async (pin: string): Promise<boolean> => {
		if (!(await this.gate.opensTo(pin))) return false;
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
		this.#book.note({ what: 'page-error', detail });
		this.reloads.soon();
	};

	/** Four times a second. */
	readonly tick = (): void => {
		if (!this.#running) return;
		const now = this.#parts.now();
		if (this.reloads.tick(now)) return;
		this.#watchDesk(now);
		switch (this.place) {
			case 'attract':
				if (this.#quiet.tick(now, this.#profile.nightlyMin)) this.#frameAt = now;
				return;
			case 'asking':
				this.#listen(now);
				return;
			case 'out-of-order':
				this.#tryAgain(now);
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

	close(): void {
		this.#stopWatching();
	}

	#entered(before: Journey | null): void {
		const now = this.#parts.now();
		const { desk } = this.#parts;
		const back = before?.at === 'asking' || before?.at === 'out-of-order';
		switch (this.place) {
			case 'attract':
				this.#frameAt = now;
				this.#quiet.begin(now);
				if (!back) void desk.startActor();
				return;
			case 'practice':
			case 'consent':
				this.#mark.set(now);
				this.#presence.acted(now);
				// The actor's movements are not the visitor's.
				if (!back) void desk.forget();
				return;
			case 'calibrating':
			case 'measuring':
				this.#mark.set(now);
				this.#presence.came(now);
				this.#frameAt = now;
				if (before?.at === 'calibrating') desk.stopCalibrating();
				else if (!back) {
					this.#refusals = 0;
					this.#startVisit();
				}
				return;
			case 'asking':
				this.stillThere.ask(now, this.#profile.countdownS);
				return;
			case 'out-of-order':
				this.recovery.failed(now);
				this.#presence.acted(now);
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
		if (this.place === 'out-of-order' && this.recovery.measured(now)) {
			this.#presence.showed(now);
			this.happen('recovered');
		}
	}

	#watchDesk(now: number): void {
		if (!['attract', 'calibrating', 'measuring'].includes(this.place)) return;
		const trouble = troubleOf(this.#parts.desk, now - this.#frameAt);
		if (trouble === null) return;
		this.#book.note(trouble);
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

	#tryAgain(now: number): void {
		const due = this.recovery.isDue(now);
		if (hasVisitor(this.#journey) && this.#presence.isIdle(now, this.#profile)) {
			this.happen('idle');
			return;
		}
		if (!due) return;
		if (!this.recovery.tries(now)) {
			this.reloads.soon();
			return;
		}
		const { desk } = this.#parts;
		if (desk.engine.fault !== null) desk.restart();
		if (this.from === 'attract') void desk.startActor();
		else this.#startVisit();
	}

	#watchIdle(now: number): void {
		const seesFaces = this.place === 'measuring' || this.place === 'calibrating';
		const watching = seesFaces && this.#profile.source === 'camera';
		const alone = watching
			? this.#presence.isGone(now, this.#profile)
			: this.#presence.isIdle(now, this.#profile);
		if (alone) this.happen('idle');
	}

	#listen(now: number): void {
		const answer = this.stillThere.look(now, this.#profile.countdownS);
		if (answer !== null) this.happen(answer);
	}

	async #wipe(): Promise<void> {
		await this.#forget();
		this.#visit += 1;
		this.#book.count('wiped');
		if (!this.reloads.reloading) this.happen('wiped');
	}

	async #forget(): Promise<void> {
		const { appearance, now } = this.#parts;
		const left = await wipeVisit(this.#parts, this.#mark.since);
		await appearance.begin(this.#profile.language, navigator.languages).catch(() => {});
		if (left.length === 0) {
			this.#mark.clear(now());
			return;
		}
		// A page that is loaded anew has forgotten all the same, and tries the store once more.
		this.#book.note({ what: 'not-wiped', detail: left.join(', ') });
		this.reloads.soon();
	}
}
