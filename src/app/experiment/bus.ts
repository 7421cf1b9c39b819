/**
 * The trigger bus: markers in and events out, over every channel that is switched on.
 *
 * In    reports of sessions (it watches the desk), messages of other programs
 * Out   markers in the session, messages (`messages.ts`) with both clocks on each
 * Owns  the channels, until `close()`
 * Rule  nothing is open until a person, or the study they opened, switched it on
 */
import { assertNever, millis } from '../../core/kernel/index.ts';
import type { Closable } from '../../core/kernel/index.ts';
import { CLOCK_ORIGIN, clockBreakNote } from '../../core/record/index.ts';
import type { Marker } from '../../core/record/index.ts';
import type { Report } from '../../line/pipeline/index.ts';
import type { Desk, Session, SessionWatcher } from '../desk/index.ts';
import type { ChannelName, ChannelStatus } from './channel.ts';
import type { ClockOffset } from './clock-offset.ts';
import { JumpWatch } from './clock-offset.ts';
import type { Clocks, InMessage, OutBody, OutMessage } from './messages.ts';
import { MESSAGE_VERSION, readMessage, requestOf, saidByApp } from './messages.ts';
import { rounded, sentEvent, sentRejected } from './sent-movement.ts';
import { SessionClock } from './session-clock.ts';
import type { Study } from './study.svelte.ts';
import type { ChannelSettings } from './study-schema.ts';
import { Switchboard } from './switchboard.svelte.ts';

const QUALITY_EVERY_MS = 1000;
const LOOK_EVERY_MS = 1000;

export class TriggerBus implements SessionWatcher, Closable {
	readonly #channels = new Switchboard({
		receive: (name, value, pageMs, reply) => this.#receive(name, value, pageMs, reply),
		clock: (name, offset) => this.#estimated(name, offset),
		stamped: (body) => ({
			fleeting: MESSAGE_VERSION,
			time: this.#clocksAt(pageNow()),
			...body,
		}),
		hello: () => this.#stamped(this.#hello(null)),
		now: pageNow,
	});
	readonly #desk: Desk;
	readonly #study: Study;
	readonly #clock = new SessionClock();
	readonly #jumps = new JumpWatch();
	readonly #stopWatching: () => void;
	readonly #timer: ReturnType<typeof setInterval>;
	#session: Session | null = null;
	/** Markers that came while nothing was measured. */
	#unplaced = 0;
	/** A kiosk runs: its visitors start and stop it, nobody else. */
	#held = false;
	#qualityAt = -Infinity;

	constructor(desk: Desk, study: Study) {
		this.#desk = desk;
		this.#study = study;
		this.#stopWatching = desk.watch(this);
		this.#timer = setInterval(() => this.#lookAtClocks(), LOOK_EVERY_MS);
	}

	get status(): Readonly<Record<ChannelName, ChannelStatus>> {
		return this.#channels.status;
	}
	/** Something that was found goes to other programs. */
	get sends(): boolean {
		return this.#channels.sends;
	}

	/** A key that sets a marker is no order to a screen. */
	takesKey(key: string): boolean {
		return this.#channels.takesKey(key);
	}

	/** Opens and closes channels until they are as `settings` says; one that stays the same stays open. */
	use(settings: ChannelSettings): void {
		this.#channels.use(settings);
	}

	/** What the study's plan says about the line and the channels holds from now on. */
	readonly follow = (): void => {
		const { falseAlarmsPerMinute, readingCoverage, channels } = this.#study.plan.settings;
		if (falseAlarmsPerMinute !== null) this.#desk.settle({ falseAlarmsPerMinute });
		if (readingCoverage !== null) this.#desk.settle({ readingCoverage });
		this.use(channels);
	};

	/** Opens a channel anew, after a person did something about it (chose a port). */
	reopen(name: ChannelName): void {
		this.#channels.reopen(name);
	}

	/** Puts a marker into the session that runs, and tells everybody. */
	mark(
		text: string,
		origin: string,
		{ code = null, request = null }: { code?: number | null; request?: string | null } = {},
		pageMs = pageNow(),
	): void {
		const id = this.#nextId();
		const moment = this.#clock.momentOf(pageMs);
		if (this.#session !== null && moment !== null) {
			const wallMs = Date.now() - (pageNow() - pageMs);
			const { ms, frame } = moment;
			this.#session.mark({ id, ms: millis(ms), frame, text, origin, wallMs });
		}
		this.#tell({ type: 'marker', id, text, code, origin, request }, pageMs);
	}

	/** A marker that the app itself put into the session. */
	announce(marker: Marker): void {
		const { id, text, origin, wallMs } = marker;
		const pageMs = wallMs === null ? pageNow() : pageNow() - (Date.now() - wallMs);
		this.#tell({ type: 'marker', id, text, code: null, origin, request: null }, pageMs);
	}

	/** Whether programs may not start and stop measuring. */
	readonly hold = (on: boolean): void => {
		this.#held = on;
	};

	/** Nothing that was found stays in a channel's buffer. */
	readonly forget = (): void => this.#channels.forget();

	began(session: Session): void {
		this.#session = session;
		this.#clock.clear();
		this.#qualityAt = -Infinity;
		this.#tell({
			type: 'session-start',
			source: session.kind,
			startedAt: session.startedAt.toISOString(),
		});
	}

	reported(session: Session, report: Report): void {
		if (session.kind === 'file') return; // its clock is not ours
		switch (report.kind) {
			case 'frame-measured': {
				this.#clock.push(report.frame, report.at, report.takenMs ?? pageNow());
				const now = performance.now();
				if (now - this.#qualityAt < QUALITY_EVERY_MS) return;
				this.#qualityAt = now;
				const { fps, frames, dropped, faceLost } = report.quality;
				const face = report.face.state;
				this.#tell({ type: 'quality', fps, frames, dropped, faceLost, face });
				return;
			}
			case 'event-found':
				this.#tell({ type: 'event', event: sentEvent(report.event, this.#clock) });
				return;
			case 'candidate-rejected':
				this.#tell({ type: 'rejected', rejected: sentRejected(report.rejected, this.#clock) });
				return;
			default:
				return; // nothing that others wait for
		}
	}

	ended(session: Session): void {
		const { quality, events, rejected, fault } = session;
		this.#tell({
			type: 'session-stop',
			frames: quality?.frames ?? 0,
			durationMs: quality?.durationMs ?? 0,
			events: events.length,
			rejected: rejected.length,
			fault: fault?.code ?? null,
		});
		if (this.#session === session) this.#session = null;
		this.#clock.clear();
	}

	close(): void {
		this.#stopWatching();
		clearInterval(this.#timer);
		this.#channels.close();
	}

	#receive(
		name: ChannelName,
		value: unknown,
		pageMs: number,
		reply: (message: OutMessage) => void,
	): void {
		// Answers to it would be answered in turn, without end.
		if (saidByApp(value)) return;
		const message = readMessage(value);
		const request = requestOf(value);
		if (typeof message === 'string') {
			reply(this.#stamped({ type: 'refused', why: message, request }));
		} else this.#obey(name, message, pageMs, (body) => reply(this.#stamped(body)));
	}

	#obey(
		name: ChannelName,
		message: InMessage,
		pageMs: number,
		reply: (body: OutBody) => void,
	): void {
		if (this.#held && (message.type === 'start' || message.type === 'stop')) {
			const why = 'this is a kiosk: its visitors start and stop it';
			reply({ type: 'refused', why, request: message.request });
			return;
		}
		switch (message.type) {
			case 'marker':
				this.mark(message.text, name, message, pageMs);
				return;
			case 'hello':
				reply(this.#hello(message.request));
				return;
			case 'ping': {
				const now = pageNow();
				reply({ type: 'pong', id: message.id, t0: message.t0, t1: now, t2: now });
				return;
			}
			case 'start': {
				const source = message.source ?? this.#study.plan.settings.source;
				const asked = this.#study.record()?.consent ?? null;
				if (source === 'camera' && asked === null) {
					const why =
						'the camera is started only with a consent: name its version in the study (consentVersion)';
					reply({ type: 'refused', why, request: message.request });
				} else void this.#start(source, message.request, reply);
				return;
			}
			case 'stop':
				void this.#desk.stop();
				return;
			case 'pong':
				return; // nobody asked
			default:
				assertNever(message);
		}
	}

	/** Whoever asked hears why nothing comes. */
	async #start(
		source: 'camera' | 'actor',
		request: string | null,
		reply: (body: OutBody) => void,
	): Promise<void> {
		await (source === 'actor' ? this.#desk.startActor() : this.#desk.startCamera());
		const fault = this.#desk.live?.fault ?? null;
		if (fault === null) return;
		reply({ type: 'refused', why: `${fault.code}: ${fault.detail}`, request });
	}

	/** Offsets are markers, so that every export has them where they were measured. */
	#estimated(name: ChannelName, clock: ClockOffset): void {
		const [offset, rtt] = [clock.offsetMs.toFixed(3), clock.rttMs.toFixed(3)];
		this.#note(`clock of ${name}: offset ${offset} ms, round trip ${rtt} ms`);
		this.#tell({ type: 'clock', of: name, ...clock });
	}

	#lookAtClocks(): void {
		const jumpMs = this.#jumps.look(Date.now(), pageNow());
		if (jumpMs === 0) return;
		const note = clockBreakNote(jumpMs);
		if (note !== null) this.#note(note);
		this.#tell({ type: 'clock-break', jumpMs });
		this.#channels.estimate();
	}

	#note(text: string): void {
		const moment = this.#clock.momentOf(pageNow());
		if (this.#session === null || moment === null) return;
		const { ms, frame } = moment;
		const id = this.#nextId();
		this.#session.mark({
			id,
			ms: millis(ms),
			frame,
			text,
			origin: CLOCK_ORIGIN,
			wallMs: Date.now(),
		});
	}

	/** Others mark the session too: ids count what it has. */
	#nextId(): string {
		if (this.#session === null) return `x${++this.#unplaced}`;
		return `m${this.#session.markers.length + 1}`;
	}

	#tell(body: OutBody, pageMs = pageNow()): void {
		this.#channels.tell(() => this.#stamped(body, pageMs));
	}

	#stamped(body: OutBody, pageMs = pageNow()): OutMessage {
		return { fleeting: MESSAGE_VERSION, time: this.#clocksAt(pageMs), ...body };
	}

	#clocksAt(pageMs: number): Clocks {
		const moment = this.#session === null ? null : this.#clock.momentOf(pageMs);
		return {
			session: moment && { ms: rounded(moment.ms), uncertaintyMs: rounded(moment.uncertaintyMs) },
			pageMs: rounded(pageMs),
			wallMs: rounded(Date.now() - (pageNow() - pageMs)),
		};
	}

	#hello(request: string | null): OutBody {
		return { type: 'hello', version: this.#desk.version, measuring: this.#desk.busy, request };
	}
}

/** Page clock, ms since 1970: never set back. */
const pageNow = (): number => performance.timeOrigin + performance.now();
