/**
 * An audit of annotated clips: what was chosen, what was measured, what a person decided.
 *
 * Owns   nothing of the line: it asks the desk for one clip after the other, and stops when the desk
 *        is wanted elsewhere; what is done stays
 * Rule   originals are read and never written; a decision of a person changes no measurement
 */
import type { ClipMotion, FaultReport, KeyFrameName } from '../../core/record/index.ts';
import { asFault } from '../../core/record/index.ts';
import type { Matching } from '../../study/audit/index.ts';
import type * as Audited from '../../study/audit/index.ts';
import { matchClips } from '../../study/audit/matching.ts';
import type { FramePicture, SkippedFrame } from '../../line/pipeline/index.ts';
import { Annotations } from './annotations.svelte.ts';
import type { AuditClip, MatchedClip } from './clips.ts';
import type { FoundFile } from '../desk/index.ts';
import { sortFiles } from './clips.ts';
import type { AuditLine, LineTaken } from './line.ts';
import type { Choice, Decision } from './decisions.ts';
import { UNDECIDED } from './decisions.ts';
import type { MovementRow } from './rows.ts';
import { sourceOf } from './source.ts';

export type AuditStatus = 'choosing' | 'running' | 'cancelled' | 'done';

/** Why nothing happened: further files belong to a new audit, or the line cannot be had. */
export type Refusal = 'audit-begun' | LineTaken;

export interface AuditProgress {
	/** Clips measured, and how many there are. */
	readonly done: number;
	readonly total: number;
	/** The one that is measured now, and how much of it, 0..1. */
	readonly clip: string;
	readonly share: number;
}

/** A clip that could not be measured, or not to its end. */
export interface ClipFailure {
	readonly clip: AuditClip;
	readonly fault: FaultReport;
}

type AuditRoom = typeof Audited;

const NOTHING: Matching<AuditClip> = { matched: [], unmatched: [], assumed: null };

export class Audit {
	readonly annotations = new Annotations();

	#clips = $state.raw<readonly AuditClip[]>([]);
	#others = $state(0);
	#status = $state<AuditStatus>('choosing');
	#refusal = $state<Refusal | null>(null);
	#rows = $state.raw<readonly MovementRow[]>([]);
	#failures = $state.raw<readonly ClipFailure[]>([]);
	#progress = $state.raw<AuditProgress | null>(null);
	#decisions = $state.raw<ReadonlyMap<string, Decision>>(new Map());
	#saved = $state(true);

	readonly #line: AuditLine;
	readonly #motions = new Map<string, ClipMotion>();
	/** Of clips in which nobody could be looked at: files name them, screens name their clip. */
	readonly #unseen = new Map<string, readonly MovementRow[]>();
	/** Pictures that could not be decoded, by clip. */
	readonly #skipped = new Map<string, readonly SkippedFrame[]>();
	/** Counts runs: one that was given up finds a later one, or none. */
	#turn = 0;
	/** Counts pictures that were asked for. */
	#asked = 0;

	constructor(line: AuditLine) {
		this.#line = line;
	}

	readonly matching = $derived.by(() =>
		this.#clips.length === 0 || this.annotations.clips.length === 0
			? NOTHING
			: matchClips(this.annotations.clips, this.#clips, (clip) => this.annotations.numbersOf(clip)),
	);

	get clips(): readonly AuditClip[] {
		return this.#clips;
	}
	/** Files among the chosen ones that are neither clips nor annotations. */
	get others(): number {
		return this.#others;
	}
	get status(): AuditStatus {
		return this.#status;
	}
	/** Why it did not start. */
	get refusal(): Refusal | null {
		return this.#refusal;
	}
	/** Movements looked at so far. */
	get rows(): readonly MovementRow[] {
		return this.#rows;
	}
	get failures(): readonly ClipFailure[] {
		return this.#failures;
	}
	get progress(): AuditProgress | null {
		return this.#progress;
	}
	/** Everything is as it was when last saved. */
	get saved(): boolean {
		return this.#saved;
	}
	get decided(): number {
		return this.#decisions.size;
	}

	readonly decisionOf = (id: string): Decision => this.#decisions.get(id) ?? UNDECIDED;
	/** What files say of a clip beside its rows. */
	readonly unseenIn = (clip: AuditClip): readonly MovementRow[] => this.#unseen.get(clip.id) ?? [];
	readonly skippedIn = (clip: AuditClip): readonly SkippedFrame[] =>
		this.#skipped.get(clip.id) ?? [];
	readonly motionOf = (clip: AuditClip): ClipMotion | null => this.#motions.get(clip.id) ?? null;

	/** Takes clips and annotation files; both may come at once or one after the other. */
	readonly take = async (found: readonly FoundFile[]): Promise<void> => {
		if (this.#status !== 'choosing') {
			this.#refusal = 'audit-begun';
			return;
		}
		const { clips, annotations, others } = sortFiles(found);
		const ids = new Set(clips.map(({ id }) => id));
		this.#clips = [...this.#clips.filter(({ id }) => !ids.has(id)), ...clips];
		this.#others = others;
		this.#refusal = null;
		await this.annotations.add(annotations, this.#clips);
	};

	readonly removeClips = (): void => {
		if (this.#status === 'choosing') this.#clips = [];
	};

	/** Measures what is still to be measured; resolves when that is done or given up. */
	readonly run = async (): Promise<void> => {
		if (this.#status === 'running' || this.matching.matched.length === 0) return;
		this.#refusal = this.#line.taken();
		if (this.#refusal !== null) return;
		const turn = ++this.#turn;
		this.#asked += 1;
		this.#line.stop();
		this.#status = 'running';
		// What finds key frames again comes with the first audit, not with the page.
		const study = await import('../../study/audit/index.ts');
		if (turn !== this.#turn) return;
		const clips = study.byClip<AuditClip, MatchedClip>(this.matching.matched);
		const failed = new Set(this.#failures.map(({ clip }) => clip.id));
		let done = 0;
		for (const [clip, records] of clips) {
			if (!this.#motions.has(clip.id) && !failed.has(clip.id)) {
				const going = await this.#measure(study, clip, records, { done, total: clips.size, turn });
				if (turn !== this.#turn) return;
				if (!going) {
					this.#refusal = this.#line.taken();
					this.#end('cancelled');
					return;
				}
			}
			done += 1;
		}
		this.#end('done');
	};

	/** Clips that could not be measured, once more. */
	readonly retryFailures = (): Promise<void> => {
		this.#failures = [];
		this.#unseen.clear();
		return this.run();
	};

	readonly cancel = (): void => {
		if (this.#status !== 'running') return;
		this.#turn += 1;
		this.#line.stop();
		this.#end('cancelled');
	};

	/** Lets go of everything, but for the files on the disk. */
	readonly startOver = (): void => {
		this.#turn += 1;
		if (this.#status === 'running') this.#line.stop();
		this.annotations.clear();
		this.#clips = [];
		this.#others = 0;
		this.#rows = [];
		this.#failures = [];
		this.#decisions = new Map();
		this.#motions.clear();
		this.#unseen.clear();
		this.#skipped.clear();
		this.#refusal = null;
		this.#saved = true;
		this.#end('choosing');
	};

	/** Null takes the decision back. */
	readonly decide = (id: string, name: KeyFrameName, choice: Choice | null): void => {
		const { choices, note } = this.decisionOf(id);
		const changed = { ...choices };
		if (choice === null) delete changed[name];
		else changed[name] = choice;
		this.#keep(id, { choices: changed, note });
	};

	readonly note = (id: string, note: string): void =>
		this.#keep(id, { ...this.decisionOf(id), note });

	readonly markSaved = (): void => {
		this.#saved = true;
	};

	/**
	 * Pictures of a movement's frames, instead of those asked for before; null: the line is wanted
	 * elsewhere. Rejects with a `Fault`.
	 */
	readonly show = async (
		row: MovementRow,
		frames: readonly number[],
	): Promise<readonly FramePicture[] | null> => {
		const asked = ++this.#asked;
		const motion = this.motionOf(row.clip);
		if (motion === null || this.#status === 'running' || this.#line.taken() !== null) return null;
		this.#line.stop();
		const source = sourceOf(row.clip, row.record.fps, this.annotations);
		return this.#line.show(source, motion, frames, () => asked === this.#asked);
	};

	/** False: the line was taken by a later order. */
	async #measure(
		{ auditedRow, leftOutRow }: AuditRoom,
		clip: AuditClip,
		records: readonly MatchedClip[],
		{ done, total, turn }: { readonly done: number; readonly total: number; readonly turn: number },
	): Promise<boolean> {
		const tell = (share: number): void => {
			if (turn === this.#turn) this.#progress = { done, total, clip: clip.name, share };
		};
		tell(0);
		try {
			const source = sourceOf(clip, records[0]!.record.fps, this.annotations);
			const measured = await this.#line.measure(source, tell, () => turn === this.#turn);
			if (turn !== this.#turn || measured === null) return false;
			const { motion, skipped, fault } = measured;
			if (fault !== null) this.#failures = [...this.#failures, { clip, fault }];
			this.#skipped.set(clip.id, skipped);
			const rows: MovementRow[] = [];
			for (const matched of records) {
				rows.push(
					motion.frames.length === 0
						? leftOutRow(matched, { code: 'clip-unmeasured' })
						: auditedRow(matched, motion),
				);
				await breath(); // tens of milliseconds each: the page stays usable
				if (turn !== this.#turn) return false;
			}
			if (!motion.faces.includes(1)) {
				this.#unseen.set(clip.id, rows);
				return true;
			}
			this.#motions.set(clip.id, motion);
			this.#rows = [...this.#rows, ...rows];
			this.#saved = false;
		} catch (error) {
			if (turn !== this.#turn) return false;
			const { code, detail } = asFault(error, 'worker/crashed');
			const before = this.#failures.at(-1)?.fault.code;
			this.#failures = [...this.#failures, { clip, fault: { code, detail } }];
			this.#unseen.set(
				clip.id,
				records.map((matched) => leftOutRow(matched, { code: 'clip-unmeasured' })),
			);
			// The next clip may go through a fresh worker; if that breaks too, so would all the others.
			if (!code.startsWith('file/') && code === before) return false;
		}
		return true;
	}

	#end(status: AuditStatus): void {
		this.#status = status;
		this.#progress = null;
	}

	#keep(id: string, decision: Decision): void {
		const kept = new Map(this.#decisions);
		const empty = decision.note.trim() === '' && Object.keys(decision.choices).length === 0;
		if (empty) kept.delete(id);
		else kept.set(id, decision);
		this.#decisions = kept;
		this.#saved = false;
	}
}

const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
