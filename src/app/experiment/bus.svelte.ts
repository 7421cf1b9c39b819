/**
 * The trigger bus: markers in and events out, over every channel that is switched on.
 *
 * In    reports of sessions (it watches the desk), messages of other programs
 * Out   markers in the session, messages (`messages.ts`) with both clocks on each
 * Owns  the channels, until `close()`
 * Rule  nothing is open until a person, or the study they opened, switched it on
 */
import type { Marker } from '../../core/record/index.ts';
import type { Closable } from '../../core/kernel/index.ts';
import { assertNever, millis } from '../../core/kernel/index.ts';
import type { KeyFrame, MicroEvent, RejectedCandidate } from '../../core/record/index.ts';
import type { Report } from '../../line/pipeline/index.ts';
import type { Desk, Session, SessionWatcher } from '../desk/index.ts';
import { openBroadcast } from './broadcast-channel.ts';
import type { Channel, ChannelHost, ChannelName, ChannelStatus } from './channel.ts';
import { CHANNELS, OFF } from './channel.ts';
import type { ClockOffset } from './clock-offset.ts';
import { JumpWatch } from './clock-offset.ts';
import { openKeyboard } from './keyboard-channel.ts';
import type { Clocks, InMessage, OutBody, OutMessage, SentKeyFrame } from './messages.ts';
import { MESSAGE_VERSION, readMessage } from './messages.ts';
import { openSerial } from './serial-channel.ts';
import { SessionClock } from './session-clock.ts';
import { openSocket } from './socket-channel.ts';
import type { Study } from './study.svelte.ts';
import type { ChannelSettings } from './study-schema.ts';
import { NO_CHANNELS } from './study-schema.ts';
import { openWindowChannel } from './window-channel.ts';

const QUALITY_EVERY_MS = 1000;
const LOOK_EVERY_MS = 1000;

export class TriggerBus implements SessionWatcher, Closable {
	#settings: ChannelSettings = NO_CHANNELS;
	#status = $state.raw<Readonly<Record<ChannelName, ChannelStatus>>>(
		Object.fromEntries(CHANNELS.map((name) => [name, OFF])) as Record<ChannelName, ChannelStatus>,
	);
	readonly #channels = new Map<ChannelName, Channel>();
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
		return this.#status;
	}
	/** Something that was found goes to other programs. */
	get sends(): boolean {
		return CHANNELS.some((name) => name !== 'keyboard' && this.#status[name].state !== 'off');
	}

	/** A key that sets a marker is no order to a screen. */
	takesKey(key: string): boolean {
		return Object.hasOwn(this.#settings.keyboard?.keys ?? {}, key);
	}

	/** Opens and closes channels until they are as `settings` says; one that stays the same stays open. */
	use(settings: ChannelSettings): void {
		const before = this.#settings;
		this.#settings = settings;
		for (const name of CHANNELS) {
			if (JSON.stringify(before[name]) === JSON.stringify(settings[name])) continue;
			this.#channels.get(name)?.close();
			this.#channels.delete(name);
			// What went out did go out: it stays counted.
			const { sent } = this.#status[name];
			this.#change(name, { ...OFF, sent });
			this.#openChannel(name);
		}
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
		this.#channels.get(name)?.close();
		this.#channels.delete(name);
		this.#openChannel(name);
	}

	/** Puts a marker into the session that runs, and tells everybody. */
	mark(text: string, origin: string, code: number | null = null, pageMs = pageNow()): void {
		const id = this.#nextId();
		const moment = this.#clock.momentOf(pageMs);
		if (this.#session !== null && moment !== null) {
			const wallMs = Date.now() - (pageNow() - pageMs);
			const { ms, frame } = moment;
			this.#session.mark({ id, ms: millis(ms), frame, text, origin, wallMs });
		}
		this.#tell({ type: 'marker', id, text, code, origin }, pageMs);
	}

	/** A marker that the app itself put into the session. */
	announce(marker: Marker): void {
		const { id, text, origin, wallMs } = marker;
		const pageMs = wallMs === null ? pageNow() : pageNow() - (Date.now() - wallMs);
		this.#tell({ type: 'marker', id, text, code: null, origin }, pageMs);
	}

	/** Whether programs may not start and stop measuring. */
	readonly hold = (on: boolean): void => {
		this.#held = on;
	};

	/** Nothing that was found stays in a channel's buffer. */
	readonly forget = (): void => {
		for (const channel of this.#channels.values()) channel.forget();
	};

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
				this.#tell({
					...{ type: 'quality', fps, frames, dropped, faceLost },
					face: report.face.state,
				});
				return;
			}
			case 'event-found':
				this.#tell({ type: 'event', event: this.#event(report.event) });
				return;
			case 'candidate-rejected': {
				const { rejected } = report;
				const sent = { ...this.#movement(rejected), reason: rejected.reason };
				this.#tell({ type: 'rejected', rejected: sent });
				return;
			}
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
		for (const channel of this.#channels.values()) channel.close();
		this.#channels.clear();
	}

	#openChannel(name: ChannelName): void {
		const channel = this.#channelOf(name, this.#hostOf(name));
		if (channel === null) return;
		this.#channels.set(name, channel);
		if (name === 'keyboard') return;
		channel.send(this.#stamped(this.#hello()));
		this.#change(name, { sent: this.#status[name].sent + 1 });
	}

	#channelOf(name: ChannelName, host: ChannelHost): Channel | null {
		const { keyboard, postMessage, broadcast, webSocket, serial } = this.#settings;
		switch (name) {
			case 'keyboard':
				return keyboard && openKeyboard(keyboard.keys, host);
			case 'postMessage':
				return postMessage && openWindowChannel(postMessage.origins, host);
			case 'broadcast':
				return broadcast && openBroadcast(broadcast.name, host);
			case 'webSocket':
				return webSocket && openSocket(webSocket.url, host);
			case 'serial':
				return serial && openSerial(serial.baudRate, serial.codes, host);
			default:
				return assertNever(name);
		}
	}

	#hostOf(name: ChannelName): ChannelHost {
		return {
			receive: (value, pageMs, reply) => this.#receive(name, value, pageMs, reply),
			changed: (status) => this.#change(name, status),
			clock: (offset) => this.#estimated(name, offset),
			stamped: (body) => ({ fleeting: MESSAGE_VERSION, time: this.#clocksAt(pageNow()), ...body }),
			now: pageNow,
		};
	}

	#receive(
		name: ChannelName,
		value: unknown,
		pageMs: number,
		reply: (message: OutMessage) => void,
	): void {
		this.#change(name, { received: this.#status[name].received + 1 });
		const message = readMessage(value);
		if (typeof message === 'string') reply(this.#stamped({ type: 'refused', why: message }));
		else this.#obey(name, message, pageMs, (body) => reply(this.#stamped(body)));
	}

	#obey(
		name: ChannelName,
		message: InMessage,
		pageMs: number,
		reply: (body: OutBody) => void,
	): void {
		if (this.#held && (message.type === 'start' || message.type === 'stop')) {
			reply({ type: 'refused', why: 'this is a kiosk: its visitors start and stop it' });
			return;
		}
		switch (message.type) {
			case 'marker':
				this.mark(message.text, name, message.code, pageMs);
				return;
			case 'hello':
				reply(this.#hello());
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
					reply({ type: 'refused', why });
				} else void this.#start(source, reply);
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
	async #start(source: 'camera' | 'actor', reply: (body: OutBody) => void): Promise<void> {
		await (source === 'actor' ? this.#desk.startActor() : this.#desk.startCamera());
		const fault = this.#desk.live?.fault ?? null;
		if (fault !== null) reply({ type: 'refused', why: `${fault.code}: ${fault.detail}` });
	}

	/** Offsets are markers, so that every export has them where they were measured. */
	#estimated(name: ChannelName, clock: ClockOffset): void {
		this.#change(name, { clock });
		const [offset, rtt] = [clock.offsetMs.toFixed(3), clock.rttMs.toFixed(3)];
		this.#note(`clock of ${name}: offset ${offset} ms, round trip ${rtt} ms`);
		this.#tell({ type: 'clock', of: name, ...clock });
	}

	#lookAtClocks(): void {
		const jumpMs = this.#jumps.look(Date.now(), pageNow());
		if (jumpMs === 0) return;
		this.#note(`clock break: the wall clock jumped by ${Math.round(jumpMs)} ms`);
		this.#tell({ type: 'clock-break', jumpMs });
		const socket = this.#channels.get('webSocket');
		if (socket !== undefined && 'estimate' in socket) (socket.estimate as () => void)();
	}

	#note(text: string): void {
		const moment = this.#clock.momentOf(pageNow());
		if (this.#session === null || moment === null) return;
		const { ms, frame } = moment;
		const id = this.#nextId();
		this.#session.mark({ id, ms: millis(ms), frame, text, origin: 'clock', wallMs: Date.now() });
	}

	/** Others mark the session too: ids count what it has. */
	#nextId(): string {
		if (this.#session === null) return `x${++this.#unplaced}`;
		return `m${this.#session.markers.length + 1}`;
	}

	#tell(body: OutBody, pageMs = pageNow()): void {
		if (this.#channels.size === 0) return;
		const message = this.#stamped(body, pageMs);
		for (const [name, channel] of this.#channels) {
			if (name === 'keyboard') continue; // keys only come in
			channel.send(message);
			this.#change(name, { sent: this.#status[name].sent + 1 });
		}
	}

	#stamped(body: OutBody, pageMs = pageNow()): OutMessage {
		return { fleeting: MESSAGE_VERSION, time: this.#clocksAt(pageMs), ...body };
	}

	#clocksAt(pageMs: number): Clocks {
		const moment = this.#session === null ? null : this.#clock.momentOf(pageMs);
		return {
			session: moment && { ms: round(moment.ms), uncertaintyMs: round(moment.uncertaintyMs) },
			pageMs: round(pageMs),
			wallMs: round(Date.now() - (pageNow() - pageMs)),
		};
	}

	#hello(): OutBody {
		return { type: 'hello', version: this.#desk.version, measuring: this.#desk.busy };
	}

	#event(event: MicroEvent) {
		const units = event.verdict?.kind === 'units' ? event.verdict : null;
		return {
			...this.#movement(event),
			reading: units?.reading ?? null,
			actionUnits: units?.actionUnits.map(({ au, p, side }) => ({ au, p: round(p), side })) ?? [],
		};
	}

	#movement(found: MicroEvent | RejectedCandidate) {
		return {
			id: found.id,
			onset: this.#keyFrame(found.onset),
			apex: this.#keyFrame(found.apex),
			offset: this.#keyFrame(found.offset),
			durationMs: round(found.durationMs),
			score: round(found.score),
			fps: round(found.fps),
			regions: found.regions.map(({ region }) => region),
		};
	}

	#keyFrame({ frame, ms, uncertaintyMs }: KeyFrame): SentKeyFrame {
		const pageMs = round(this.#clock.pageMsOf(ms) ?? NaN);
		return { frame, ms: round(ms), uncertaintyMs: round(uncertaintyMs), pageMs };
	}

	#change(name: ChannelName, status: Partial<ChannelStatus>): void {
		this.#status = { ...this.#status, [name]: { ...this.#status[name], ...status } };
	}
}

/** Page clock, ms since 1970: never set back. */
const pageNow = (): number => performance.timeOrigin + performance.now();

/** Microseconds are as fine as any clock here. */
const round = (value: number): number => Math.round(value * 1000) / 1000;
