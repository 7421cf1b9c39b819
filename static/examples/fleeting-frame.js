/**
 * Fleeting in an iframe of your page, and what it says. No build, no dependencies.
 *
 *   const frame = await openFleeting({ place, source: 'actor' });
 *   frame.on('event', ({ event }) => console.log(event.onset.pageMs));
 *   frame.mark('stimulus 3');
 *   frame.close();
 *
 * The app must be served with your origin on its list: npm start -- --embed ORIGIN
 */

/** Ms since 1970 on this page's clock, never set back: the clock of `pageMs` in every message. */
export const pageNow = () => performance.timeOrigin + performance.now();

/** A name that nobody else gives: of a request, so that its answer is known among others. */
export const requestName = () =>
	Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) =>
		byte.toString(16).padStart(2, '0'),
	).join('');

/**
 * @param {object} options
 * @param {Element} options.place      the iframe is put into it
 * @param {string} [options.app]       address of the app; default: the one above this file
 * @param {'camera' | 'actor'} [options.source]
 * @param {string} [options.consentVersion]  which consent your page asked for; no camera without it
 * @param {string} [options.participant]
 * @param {string} [options.session]
 * @param {boolean} [options.locked]   the settings cannot be changed in the frame
 * @param {number} [options.waitMs]    how long it may take to load
 */
export async function openFleeting(options) {
	const { place, source = 'camera', waitMs = 120_000 } = options;
	const app = new URL(options.app ?? '../', import.meta.url);
	const search = app.searchParams;
	search.set('embed', '1');
	search.set('study', '1');
	search.set('postMessage', location.origin);
	search.set('source', source);
	for (const name of ['consentVersion', 'participant', 'session']) {
		if (options[name] !== undefined) search.set(name, options[name]);
	}
	if (options.locked) search.set('locked', '1');

	const iframe = document.createElement('iframe');
	iframe.title = 'Fleeting';
	iframe.allow = 'camera; screen-wake-lock; cross-origin-isolated';
	iframe.src = app.href;
	const frame = new FleetingFrame(iframe, app.origin);
	place.append(iframe);
	try {
		const hello = await frame.next('hello', waitMs);
		const request = hello.measuring ? null : frame.send({ type: 'start', source });
		// Frames go through the line: only now does a marker have a session time.
		await frame.next('quality', waitMs, request);
	} catch (error) {
		frame.close();
		throw error;
	}
	return frame;
}

export class FleetingFrame {
	#iframe;
	#origin;
	#listeners = new Set();

	constructor(iframe, origin) {
		this.#iframe = iframe;
		this.#origin = origin;
		addEventListener('message', this.#heard);
	}

	/** Calls back with every message of this type, or with all of them (`*`); gives back what ends it. */
	on(type, listener) {
		const entry = { type, listener };
		this.#listeners.add(entry);
		return () => this.#listeners.delete(entry);
	}

	/** The next message of this type. `request`: the one whose refusal ends the wait; null: any one's. */
	next(type, waitMs, request = null) {
		return new Promise((resolve, reject) => {
			const late = setTimeout(() => {
				stop();
				stopRefusals();
				reject(
					new Error(
						`Fleeting said no "${type}" within ${Math.round(waitMs / 1000)} s. Was it started with --embed ${location.origin}?`,
					),
				);
			}, waitMs);
			const stop = this.on(type, (message) => {
				clearTimeout(late);
				stop();
				stopRefusals();
				resolve(message);
			});
			const stopRefusals = this.on('refused', ({ why, request: refused = null }) => {
				if (request !== null && refused !== null && refused !== request) return;
				clearTimeout(late);
				stop();
				stopRefusals();
				reject(new Error(`Fleeting refused: ${why}`));
			});
		});
	}

	/**
	 * A marker in the session, at this very moment or at `sentMs` of this page's clock. Gives back the
	 * `request` that the app's answer (a message `marker`) carries.
	 */
	mark(text, { code = null, sentMs = pageNow(), request = requestName() } = {}) {
		return this.send({ type: 'marker', text, code, sentMs, request });
	}

	/** Gives back the `request` that answers to this message carry. */
	send(message) {
		const request = message.request ?? requestName();
		this.#iframe.contentWindow?.postMessage({ fleeting: 1, ...message, request }, this.#origin);
		return request;
	}

	close() {
		removeEventListener('message', this.#heard);
		this.#iframe.remove();
	}

	#heard = ({ source, origin, data }) => {
		if (source !== this.#iframe.contentWindow || origin !== this.#origin) return;
		if (data?.fleeting !== 1) return;
		for (const { type, listener } of [...this.#listeners]) {
			if (type === '*' || type === data.type) listener(data);
		}
	};
}
