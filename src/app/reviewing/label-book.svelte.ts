/**
 * What people say about the movements of one session, with undo and redo without end.
 *
 * Owns   the labels, replaced and never changed; every replacement is one step of the history
 * Rule   a coder changes only labels of their own, and takes back only steps of their own; nothing here
 *        can reach what the machine said
 * Saves  after every step, one save at a time and always the newest; a save that fails is said and
 *        may be tried again, and nothing is lost from memory
 */
import type { HumanLabel } from '../../core/record/index.ts';

export type LabelDecision = HumanLabel['decision'];
export type LabelKeyFrames = NonNullable<HumanLabel['keyFrames']>;
export type SaveStatus = 'saved' | 'saving' | 'failed';

/** What a person can say besides the decision. */
export type LabelSayings = Partial<
	Pick<HumanLabel, 'actionUnits' | 'reading' | 'note' | 'keyFrames'>
>;

/** What a step did; `about`: the movement, where it is one. */
export interface LabelStep {
	readonly kind: 'decide' | 'say' | 'move' | 'add' | 'remove' | 'import' | 'name';
	readonly about: string | null;
}

interface Change {
	readonly step: LabelStep;
	readonly before: readonly HumanLabel[];
	readonly after: readonly HumanLabel[];
	/** Who labeled before and after it. */
	readonly coders: readonly [string, string];
	/** The stay in a field that it came from; null: none. */
	readonly edit: object | null;
}

export interface LabelBookOptions {
	readonly labels: readonly HumanLabel[];
	readonly coder: string;
	readonly save: (labels: readonly HumanLabel[]) => Promise<void>;
	readonly now?: () => Date;
}

export class LabelBook {
	#labels = $state.raw<readonly HumanLabel[]>([]);
	#past = $state.raw<readonly Change[]>([]);
	#future = $state.raw<readonly Change[]>([]);
	#coder = $state('');
	#status = $state<SaveStatus>('saved');
	#saved: readonly HumanLabel[];
	#saving: Promise<void> | null = null;
	readonly #save: LabelBookOptions['save'];
	readonly #now: () => Date;

	constructor({ labels, coder, save, now = () => new Date() }: LabelBookOptions) {
		this.#labels = labels;
		this.#saved = labels;
		this.#coder = coder;
		this.#save = save;
		this.#now = now;
	}

	get labels(): readonly HumanLabel[] {
		return this.#labels;
	}
	get coder(): string {
		return this.#coder;
	}
	get status(): SaveStatus {
		return this.#status;
	}
	/** What `undo` would take back; null: nothing. */
	get undoable(): LabelStep | null {
		return this.#newestPast()?.step ?? null;
	}
	get redoable(): LabelStep | null {
		return this.#newestFuture()?.step ?? null;
	}

	/** This coder's label of a movement: an event's or candidate's id, or of a label that stands alone. */
	of(movement: string): HumanLabel | null {
		return (
			this.#labels.find(
				({ id, about, coder }) =>
					coder === this.#coder && (about === movement || (about === null && id === movement)),
			) ?? null
		);
	}

	/** What other coders say of it. */
	othersOf(movement: string): readonly HumanLabel[] {
		return this.#labels.filter(({ about, coder }) => about === movement && coder !== this.#coder);
	}

	decide(movement: string, decision: LabelDecision): void {
		if (this.of(movement)?.decision === decision) return;
		this.#put(movement, { decision }, 'decide');
	}

	/**
	 * A movement that was not decided about is accepted by what it is called, unsure by a note alone.
	 * `edit`: one stay in a field; what is said in it one after the other is one step.
	 */
	say(movement: string, sayings: LabelSayings, edit: object | null = null): void {
		const last = this.#past.at(-1);
		if (edit !== null && last?.edit === edit && last.coders[1] === this.#coder) {
			// As if the words before had not been said; those that are back where they began leave nothing.
			this.#past = this.#past.slice(0, -1);
			this.#replace(last.before);
		}
		const own = this.of(movement);
		const keys = Object.keys(sayings) as (keyof LabelSayings)[];
		const same = (key: keyof LabelSayings): boolean =>
			JSON.stringify(own?.[key] ?? EMPTY[key]) === JSON.stringify(sayings[key]);
		if (keys.every(same)) return;
		const only = keys.every((key) => key === 'note' || key === 'reading');
		const decision = own?.decision ?? (only ? 'unsure' : 'accepted');
		const kind = keys.includes('keyFrames') ? 'move' : 'say';
		this.#put(movement, { ...sayings, decision }, kind, edit);
	}

	/** A movement that the machine missed; gives its id. */
	add(keyFrames: LabelKeyFrames): string {
		const label = this.#fresh(null, { decision: 'accepted', keyFrames });
		this.#step({ kind: 'add', about: label.id }, [...this.#labels, label]);
		return label.id;
	}

	/** Takes back this coder's label of a movement. */
	remove(movement: string): void {
		const own = this.of(movement);
		if (own === null) return;
		this.#step(
			{ kind: 'remove', about: movement },
			this.#labels.filter((label) => label !== own),
		);
	}

	/**
	 * Labels from elsewhere, in one step; they get ids of this session. Where their coder has said
	 * something about the same movement already, it is replaced: one coder has one label of a movement.
	 */
	take(labels: readonly Omit<HumanLabel, 'id'>[]): void {
		if (labels.length === 0) return;
		let number = this.#nextNumber();
		const added = labels.map((label) => ({ ...label, id: `h${number++}` }));
		const replaced = ({ about, coder }: HumanLabel): boolean =>
			about !== null && added.some((each) => each.about === about && each.coder === coder);
		const kept = this.#labels.filter((label) => !replaced(label));
		this.#step({ kind: 'import', about: null }, [...kept, ...added]);
	}

	/**
	 * Labels that were made without a name get the first one that is given. Where there is one under
	 * that name about the same movement already, the newer stays.
	 */
	nameCoder(coder: string): void {
		if (coder === this.#coder) return;
		const before = this.#coder;
		const unnamed = before === '' && this.#labels.some((label) => label.coder === '');
		this.#coder = coder;
		if (!unnamed) return;
		this.#step(
			{ kind: 'name', about: null },
			oneAMovement(
				this.#labels.map((label) => (label.coder === '' ? { ...label, coder } : label)),
				coder,
			),
			{ coderBefore: before },
		);
	}

	/** Gives what was taken back; null: there was nothing. */
	undo(): LabelStep | null {
		const change = this.#newestPast();
		if (change === null) return null;
		this.#past = this.#past.slice(0, -1);
		this.#future = [...this.#future, change];
		if (change.step.kind === 'name') this.#coder = change.coders[0];
		this.#replace(change.before);
		return change.step;
	}

	redo(): LabelStep | null {
		const change = this.#newestFuture();
		if (change === null) return null;
		this.#future = this.#future.slice(0, -1);
		this.#past = [...this.#past, change];
		if (change.step.kind === 'name') this.#coder = change.coders[1];
		this.#replace(change.after);
		return change.step;
	}

	/** Once more, after a save that failed. */
	readonly saveAgain = (): void => this.#keep();

	/** Resolves when nothing waits to be saved, or a save failed. */
	async settled(): Promise<void> {
		while (this.#saving !== null) await this.#saving;
	}

	/** Null: there is none, or another coder made it. */
	#newestPast(): Change | null {
		const change = this.#past.at(-1);
		return change?.coders[1] === this.#coder ? change : null;
	}
	#newestFuture(): Change | null {
		const change = this.#future.at(-1);
		return change?.coders[0] === this.#coder ? change : null;
	}

	#put(
		movement: string,
		sayings: Partial<HumanLabel>,
		kind: LabelStep['kind'],
		edit: object | null = null,
	): void {
		const own = this.of(movement);
		const step = { kind, about: movement };
		const changedAt = this.#now().toISOString();
		const after =
			own === null
				? [...this.#labels, this.#fresh(movement, sayings)]
				: this.#labels.map((label) => (label === own ? { ...own, ...sayings, changedAt } : label));
		this.#step(step, after, { edit });
	}

	#fresh(about: string | null, sayings: Partial<HumanLabel>): HumanLabel {
		return {
			id: `h${this.#nextNumber()}`,
			about,
			decision: 'accepted',
			...EMPTY,
			coder: this.#coder,
			changedAt: this.#now().toISOString(),
			...sayings,
		};
	}

	/** Ids that a step to come back might bring are not given twice. */
	#nextNumber(): number {
		const known = [
			...this.#labels,
			...this.#past.flatMap(({ before }) => before),
			...this.#future.flatMap(({ after }) => after),
		];
		return 1 + known.reduce((most, { id }) => Math.max(most, Number(id.replace(/^h/, '')) || 0), 0);
	}

	#step(
		step: LabelStep,
		after: readonly HumanLabel[],
		{ coderBefore = this.#coder, edit = null as object | null } = {},
	): void {
		const coders = [coderBefore, this.#coder] as const;
		this.#past = [...this.#past, { step, before: this.#labels, after, coders, edit }];
		this.#future = [];
		this.#replace(after);
	}

	#replace(labels: readonly HumanLabel[]): void {
		this.#labels = labels;
		this.#keep();
	}

	#keep(): void {
		this.#status = 'saving';
		this.#saving ??= this.#saveAll();
	}

	async #saveAll(): Promise<void> {
		try {
			while (this.#saved !== this.#labels) {
				const labels = this.#labels;
				await this.#save(labels);
				this.#saved = labels;
			}
			this.#status = 'saved';
		} catch {
			this.#status = 'failed';
		} finally {
			this.#saving = null;
		}
	}
}

const EMPTY = { keyFrames: null, actionUnits: [], reading: '', note: '' } as const;

/** Of several labels of this coder about one movement, the newest; the rest as it was. */
function oneAMovement(labels: readonly HumanLabel[], coder: string): HumanLabel[] {
	const own = (label: HumanLabel): boolean => label.coder === coder && label.about !== null;
	const newest = new Map<string | null, HumanLabel>();
	for (const label of labels.filter(own)) {
		const other = newest.get(label.about);
		if (other === undefined || Date.parse(label.changedAt) >= Date.parse(other.changedAt)) {
			newest.set(label.about, label);
		}
	}
	return labels.filter((label) => !own(label) || newest.get(label.about) === label);
}
