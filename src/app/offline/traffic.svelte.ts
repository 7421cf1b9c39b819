/**
 * What left this page: counted by the browser, not claimed.
 *
 * In    Resource Timing of the page (from its opening on) and of the worker, refusals of the content
 *       security policy. What channels to other programs sent, the experiment room counts
 * Fails never: where a browser counts nothing, `counted` says so
 */
import type { Closable } from '../../core/kernel/index.ts';
import type { Report } from '../../line/pipeline/index.ts';

/** More addresses than anybody reads. */
const ADDRESSES_KEPT = 20;

export class Traffic implements Closable {
	#own = $state(0);
	#foreign = $state(0);
	#addresses = $state.raw<readonly string[]>([]);
	#refused = $state.raw<readonly string[]>([]);
	readonly #origin: string;
	readonly #observer: PerformanceObserver | null;
	readonly #page: EventTarget;

	constructor(page: EventTarget = document, origin = location.origin) {
		this.#page = page;
		this.#origin = origin;
		this.#observer = watchRequests((names) => this.#take(names));
		page.addEventListener('securitypolicyviolation', this.#refuse);
	}

	/** The browser counts requests. */
	get counted(): boolean {
		return this.#observer !== null;
	}
	/** Requests to the app's own address: its files. */
	get own(): number {
		return this.#own;
	}
	/** Requests to any other. */
	get foreign(): number {
		return this.#foreign;
	}
	/** The other addresses, each once. */
	get addresses(): readonly string[] {
		return this.#addresses;
	}
	/** What the page's own rules kept from leaving. */
	get refused(): readonly string[] {
		return this.#refused;
	}
	apply(report: Report): void {
		if (report.kind === 'requests-made') this.#take(report.addresses);
	}

	close(): void {
		this.#observer?.disconnect();
		this.#page.removeEventListener('securitypolicyviolation', this.#refuse);
	}

	#take(names: readonly string[]): void {
		for (const name of names) {
			const address = placeOf(name);
			if (address === null) continue;
			if (address === this.#origin) this.#own += 1;
			else {
				this.#foreign += 1;
				this.#addresses = withAddress(this.#addresses, address);
			}
		}
	}

	readonly #refuse = (event: Event): void => {
		const { blockedURI } = event as SecurityPolicyViolationEvent;
		this.#refused = withAddress(this.#refused, placeOf(blockedURI) ?? blockedURI);
	};
}

const withAddress = (list: readonly string[], address: string): readonly string[] =>
	list.includes(address) || list.length === ADDRESSES_KEPT ? list : [...list, address];

/** Origin of what travels over a network; null for what does not (`data:`, `blob:`). */
function placeOf(name: string): string | null {
	if (!URL.canParse(name)) return null;
	const { protocol, origin } = new URL(name);
	return protocol === 'data:' || protocol === 'blob:' ? null : origin;
}

function watchRequests(take: (names: readonly string[]) => void): PerformanceObserver | null {
	if (!PerformanceObserver.supportedEntryTypes?.includes('resource')) return null;
	const observer = new PerformanceObserver((list) => {
		take(list.getEntries().map(({ name }) => name));
	});
	observer.observe({ type: 'resource', buffered: true });
	return observer;
}

/**
 * Where the page's rules (content security policy) let it connect to; null where it has none. `unread`:
 * offline, the headers that it came with cannot be read again.
 */
export async function connectionRules(): Promise<readonly string[] | null | 'unread'> {
	try {
		const { headers } = await fetch(location.href, { method: 'HEAD', cache: 'no-store' });
		const policy = headers.get('content-security-policy');
		const rule = (name: string): string[] | null =>
			policy
				?.split(';')
				.map((part) => part.trim().split(/\s+/))
				.find(([directive]) => directive === name)
				?.slice(1) ?? null;
		return rule('connect-src') ?? rule('default-src');
	} catch {
		return 'unread';
	}
}
