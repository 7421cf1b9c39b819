/**
 * Annotation files that a person chose, read. The readers of spreadsheets are large and are loaded with
 * the first file.
 */
import type { AnnotatedClip, DatasetName } from '../../core/record/index.ts';
import { DATASET_NAMES } from '../../core/record/index.ts';
import { readingFps } from '../../study/audit/matching.ts';
import type {
	AnnotationFault,
	AnnotationReading,
	EncodingName,
} from '../../study/dataset/index.ts';
import type * as Dataset from '../../study/dataset/index.ts';
import type * as Audited from '../../study/audit/index.ts';
import type { AuditClip } from './clips.ts';
import { lastPart } from '../../core/kernel/index.ts';
import type { NumberedFiles } from './source.ts';

type DatasetRoom = typeof Dataset;

export interface AnnotationsFile {
	readonly name: string;
	readonly bytes: Uint8Array;
	/** As it was read: audited annotations are written beside it. Null: a workbook. */
	readonly text: string | null;
	/** Null: it could not be read; `fault` says why. */
	readonly reading: AnnotationReading | null;
	readonly fault: FileFault | null;
}

/** Why an annotation file could not be read. */
type FileFault =
	| Exclude<AnnotationFault, { readonly code: 'layout-wrong' }>
	| { readonly code: 'file-unreadable'; readonly file: string };

/** What a person knows better than the file. */
export interface Overrides {
	/** Null: as recognised. */
	readonly dataset: DatasetName | null;
	/** Null: as the file or the data set has it. */
	readonly fps: number | null;
	/** Of texts; null: as the file shows. */
	readonly encoding: EncodingName | null;
	/** Of ELAN files, the tiers that have movements; null: as their names and texts tell. */
	readonly tiers: readonly string[] | null;
}

const NOTHING: Overrides = { dataset: null, fps: null, encoding: null, tiers: null };

export class Annotations {
	#files = $state.raw<readonly AnnotationsFile[]>([]);
	#reading = $state(false);
	#overrides = $state.raw<Overrides>(NOTHING);
	#names = $state.raw<readonly DatasetName[]>([]);
	#encodings = $state.raw<readonly EncodingName[]>([]);
	#room: DatasetRoom | null = null;
	#remarkProblem: typeof Audited.remarkProblem | null = null;
	#clips: readonly AuditClip[] = [];
	readonly #numbered = new Map<AuditClip, NumberedFiles>();

	/** Of all files, in their order. */
	readonly clips: readonly AnnotatedClip[] = $derived(
		this.#files.flatMap(({ reading }) => reading?.clips ?? []),
	);

	get files(): readonly AnnotationsFile[] {
		return this.#files;
	}
	get reading(): boolean {
		return this.#reading;
	}
	get overrides(): Overrides {
		return this.#overrides;
	}
	/** Data sets that can be named; empty until the readers are there. */
	get datasetNames(): readonly DatasetName[] {
		return this.#names;
	}
	/** Encodings that can be named; as `datasetNames`. */
	get encodings(): readonly EncodingName[] {
		return this.#encodings;
	}

	/** Reads further files, and those that are there again: what clips there are may matter. */
	async add(files: readonly File[], clips: readonly AuditClip[]): Promise<void> {
		this.#clips = clips;
		this.#reading = true;
		try {
			const room = await this.#load();
			const added = await Promise.all(
				files.map(async (file) => ({
					name: file.name,
					bytes: new Uint8Array(await file.arrayBuffer()),
				})),
			);
			const names = new Set(added.map(({ name }) => name));
			const kept = this.#files.filter(({ name }) => !names.has(name));
			this.#files = [...kept, ...added].map((file) => this.#read(room, file));
		} finally {
			this.#reading = false;
		}
	}

	correct(overrides: Partial<Overrides>): void {
		this.#overrides = { ...this.#overrides, ...overrides };
		const room = this.#room;
		if (room !== null) this.#files = this.#files.map((file) => this.#read(room, file));
	}

	remove(name: string): void {
		this.#files = this.#files.filter((file) => file.name !== name);
	}

	clear(): void {
		this.#files = [];
		this.#clips = [];
		this.#overrides = NOTHING;
		this.#numbered.clear();
	}

	/** Null: a film, whose frames are counted from 0; or the readers are not there yet. */
	numbersOf(clip: AuditClip): readonly number[] | null {
		return clip.kind === 'film' || this.#room === null ? null : this.filesOf(clip).numbers;
	}

	/** Pictures by number; without numbers in their names, by their order from 1. */
	filesOf(clip: AuditClip): NumberedFiles {
		const known = this.#numbered.get(clip);
		if (known !== undefined) return known;
		const byName = new Map(clip.files.map(({ path, file }) => [lastPart(path), file]));
		const frames =
			this.#room?.numberedPictures([...byName.keys()]).frames ?? new Map<number, string>();
		const numbered: NumberedFiles =
			frames.size === 0
				? { files: clip.files.map(({ file }) => file), numbers: clip.files.map((_, at) => at + 1) }
				: {
						files: [...frames.values()].map((name) => byName.get(name)!),
						numbers: [...frames.keys()],
					};
		this.#numbered.set(clip, numbered);
		return numbered;
	}

	/** Which pictures a movement lacks, in a sentence for files; null: none. */
	readonly lacking: DatasetRoom['framesOfClip'] = (record, numbers) =>
		this.#room!.framesOfClip(record, numbers);

	/** What is wrong with the files that were read, a sentence each, for files. */
	problems(): string[] {
		const room = this.#room;
		const remarkProblem = this.#remarkProblem;
		if (room === null || remarkProblem === null) return [];
		const readings = this.#files.flatMap(({ reading }) => reading ?? []);
		const skipped = readings
			.flatMap(({ remarks }) => remarks)
			.filter(({ outcome, expected }) => outcome === 'skipped' && expected !== true);
		return [
			...readings.flatMap(({ faults }) => faults.map(room.readingNoteText)),
			...skipped.map((remark) => remarkProblem(remark, room.remarkText(remark.why))),
		];
	}

	async #load(): Promise<DatasetRoom> {
		const [room, audit] = await Promise.all([
			import('../../study/dataset/index.ts'),
			import('../../study/audit/index.ts'),
		]);
		this.#remarkProblem = audit.remarkProblem;
		this.#room ??= room;
		this.#names = DATASET_NAMES;
		this.#encodings = room.ENCODINGS;
		return this.#room;
	}

	#read(room: DatasetRoom, { name, bytes }: { name: string; bytes: Uint8Array }): AnnotationsFile {
		const { dataset, fps, encoding, tiers } = this.#overrides;
		const paths = this.#clips
			.filter(({ kind }) => kind === 'pictures')
			.flatMap(({ files }) => files.map(({ path }) => path));
		const text = room.annotationText(bytes, encoding);
		try {
			const reading = room.readAnnotations(
				{ name, bytes },
				{
					dataset: dataset ?? undefined,
					tiers: tiersOf(room, { name, bytes }, { tiers, encoding }),
					films: this.#clips.filter(({ kind }) => kind === 'film').map((clip) => clip.name),
					fps: readingFps(fps, this.#clips),
					encoding: encoding ?? undefined,
					listing: paths.length === 0 ? undefined : new room.FolderListing(paths),
				},
			);
			return { name, bytes, text, reading, fault: null };
		} catch (error) {
			const fault = faultOf(error, room) ?? ({ code: 'file-unreadable', file: name } as const);
			return { name, bytes, text, reading: null, fault };
		}
	}
}

/** Another file may have none of the tiers that were chosen: it is read as it would be without. */
function tiersOf(
	room: DatasetRoom,
	file: { readonly name: string; readonly bytes: Uint8Array },
	{ tiers, encoding }: Pick<Overrides, 'tiers' | 'encoding'>,
): readonly string[] | undefined {
	if (tiers === null) return undefined;
	const { groups = [] } = room.readAnnotations(file, { encoding: encoding ?? undefined });
	const own = tiers.filter((tier) => groups.some(({ name }) => name === tier));
	return own.length === 0 ? undefined : own;
}

/** Layouts are not read here: what is wrong with one is not the file's. */
function faultOf(error: unknown, { AnnotationError }: DatasetRoom): FileFault | null {
	if (!(error instanceof AnnotationError)) return null;
	const { fault } = error;
	return fault.code === 'layout-wrong' ? null : fault;
}
