/**
 * Everything the app knows about a visitor, and how each part of it is let go.
 *
 * In    the parts that hold something of a visit
 * Out   the names of what is left afterwards; empty: nothing
 * Rule  a part that fails to forget does not keep the others from it
 */
import type { Study, TriggerBus } from '../experiment/index.ts';
import type { Audit } from '../auditing/index.ts';
import type { Desk, FileQueue } from '../desk/index.ts';

/** Sessions that were stored while somebody was there. */
export interface VisitStore {
	/** Nothing is stored from now on, or again as the person chose. */
	suspend(on: boolean): void;
	/** Removes every session that began at this moment or later (ms since 1970). */
	removeSince(wallMs: number): Promise<void>;
	/** How many there are still. */
	countSince(wallMs: number): Promise<number>;
}

export interface VisitParts {
	readonly desk: Desk;
	readonly queue: FileQueue;
	readonly audit: Audit;
	readonly study: Study;
	readonly bus: TriggerBus;
	/** Null where the app stores no sessions. */
	readonly store: VisitStore | null;
	/** The page: fields of its forms are emptied. */
	readonly root: ParentNode;
}

/** `since`: when the first visitor who was not wiped came, ms since 1970. */
export async function wipeVisit(parts: VisitParts, since: number): Promise<readonly string[]> {
	const { desk, queue, audit, study, bus, store, root } = parts;
	// The desk first: until it has stopped, it still finds, tells and keeps something.
	await desk.forget().catch(() => {});
	const steps: readonly (() => unknown)[] = [
		() => {
			for (const { id } of queue.files) queue.remove(id);
		},
		() => audit.startOver(),
		() => desk.calibration.forget(),
		() => study.forgetConsent(),
		() => bus.forget(),
		() => emptyFields(root),
		() => store?.removeSince(since),
	];
	await Promise.allSettled(steps.map((step) => Promise.resolve().then(step)));
	return leftOf(parts, since);
}

async function leftOf(parts: VisitParts, since: number): Promise<readonly string[]> {
	const { desk, queue, audit, study, store, root } = parts;
	const stored = (await store?.countSince(since).catch(() => NaN)) ?? 0;
	const left = {
		session: desk.live !== null || desk.current !== null,
		picture: desk.source !== null || showsPicture(root),
		files: queue.files.length > 0,
		audit: audit.rows.length > 0 || audit.clips.length > 0,
		calibration: desk.calibration.current !== null,
		consent: study.consent !== null,
		stored: stored !== 0,
		fields: filledFields(root).length > 0,
	};
	return Object.entries(left).flatMap(([name, is]) => (is ? [name] : []));
}

function emptyFields(root: ParentNode): void {
	for (const field of filledFields(root)) field.value = '';
}

const TYPED = 'input:not([type]), input[type="text"], input[type="password"], input[type="search"]';

const filledFields = (root: ParentNode): readonly (HTMLInputElement | HTMLTextAreaElement)[] =>
	[
		...root.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
			`${TYPED}, input[type="file"], textarea`,
		),
	].filter(({ value }) => value !== '');

/** A camera's picture is still on the page. */
const showsPicture = (root: ParentNode): boolean =>
	[...root.querySelectorAll('video')].some(({ srcObject }) => srcObject !== null);
