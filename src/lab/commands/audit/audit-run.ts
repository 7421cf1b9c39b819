/**
 * An audit: every clip measured once in the product's own line, its movements reselected.
 *
 * In    the built app; records matched with clips
 * Out   `rows`, also after it was interrupted; problems as sentences in `progress`
 * Owns  server and browser while it runs; SIGINT and SIGTERM end it before the next clip
 */
import type { MatchedRecord } from '../../../study/audit/index.ts';
import { framesOfClip } from '../../../study/dataset/index.ts';
import type { SkippedFrame } from '../../../line/pipeline/index.ts';
import { LineBrowser } from '../../analyze/index.ts';
import type { Progress } from '../../terminal/index.ts';
import { faultSentence } from '../../analyze/index.ts';
import type { ClipOnDisk } from './clips.ts';
import type { ClipSource } from '../../analyze/index.ts';
import type { AuditedRow, RowOptions } from './rows.ts';
import { auditedRow, leftOut, placeText } from './rows.ts';

type Matched = MatchedRecord<ClipOnDisk>;

export class AuditRun {
	readonly #progress: Progress;
	readonly #options: RowOptions;
	readonly rows: AuditedRow[] = [];
	/** JPEG files in base64, by `clip.id frame`. */
	readonly pictures = new Map<string, string>();
	/** What was said to be wrong, in that order. */
	readonly said: string[] = [];
	#interrupted = false;

	constructor(progress: Progress, options: RowOptions) {
		this.#progress = progress;
		this.#options = options;
	}

	get interrupted(): boolean {
		return this.#interrupted;
	}

	/** @param wanted - of the rows, those that are to be shown in pictures */
	async run(
		dist: string,
		matched: readonly Matched[],
		wanted: (rows: readonly AuditedRow[]) => readonly AuditedRow[],
	): Promise<void> {
		const line = new LineBrowser(dist, { backend: 'wasm', network: null }, (news) =>
			this.#progress.update(news),
		);
		const interrupt = (): void => {
			this.#interrupted = true;
			void line.close();
		};
		process.once('SIGINT', interrupt);
		process.once('SIGTERM', interrupt);
		try {
			await this.#measureAll(line, matched);
			await this.#showAll(line, wanted(this.rows));
		} finally {
			await line.close();
		}
	}

	async #measureAll(line: LineBrowser, matched: readonly Matched[]): Promise<void> {
		const byClip = byClipOf(matched);
		let position = 0;
		for (const [clip, records] of byClip) {
			if (this.#interrupted) return;
			position += 1;
			this.#progress.start(position, byClip.size, clip.name);
			const rows = await this.#measure(line, clip, records);
			if (this.#interrupted) return;
			this.rows.push(...rows);
			for (const row of rows) {
				if (row.why !== null) this.problem(`${placeText(row.record)}: ${clip.name}: ${row.why}`);
			}
		}
	}

	async #measure(
		line: LineBrowser,
		clip: ClipOnDisk,
		records: readonly Matched[],
	): Promise<AuditedRow[]> {
		const said = await line.measure(clip.paths, sourceOf(clip, records));
		if (this.#interrupted) return [];
		const fault = 'code' in said ? said : said.fault;
		if (fault !== null) this.problem(faultSentence(clip.name, fault));
		if ('code' in said || said.motion.frames.length === 0) {
			const why = 'nothing in its clip could be measured.';
			return records.map(({ id, record }) => leftOut(id, record, clip, why));
		}
		const first = clip.numbers?.[0] ?? 0;
		const motion = { ...said.motion, frames: said.motion.frames.map((frame) => frame + first) };
		this.#lacking(clip, records, said.skipped);
		const rows = records.map(({ id, record }) =>
			auditedRow(id, record, clip, motion, this.#options),
		);
		const audited = rows.filter(({ reselection }) => reselection !== null).length;
		this.#progress.done(motion.frames.length, `${audited} of ${rows.length} movements audited`);
		return rows;
	}

	/** Says which rows lack pictures, and which pictures are broken; they are audited without. */
	#lacking(clip: ClipOnDisk, records: readonly Matched[], skipped: readonly SkippedFrame[]): void {
		const { numbers } = clip;
		if (numbers === null) return;
		const named = new Map(numbers.map((number, at) => [number, clip.paths[at]!]));
		const told = new Set<SkippedFrame>();
		for (const { record } of records) {
			const { why } = framesOfClip({ ...record, folder: record.folder ?? clip.name }, named);
			if (why !== null) this.problem(`${placeText(record)}: ${why}; audited without it.`);
			const last = record.offset ?? record.apex ?? record.onset;
			for (const broken of skipped) {
				const number = numbers[0]! + broken.index;
				if (number < record.onset || number > last) continue;
				told.add(broken);
				this.problem(`${placeText(record)}: ${brokenText(clip, broken)}`);
			}
		}
		for (const broken of skipped) {
			if (!told.has(broken)) this.problem(brokenText(clip, broken));
		}
	}

	async #showAll(line: LineBrowser, rows: readonly AuditedRow[]): Promise<void> {
		const byClip = byClipOf(rows);
		let position = 0;
		for (const [clip, ofClip] of byClip) {
			if (this.#interrupted) return;
			position += 1;
			this.#progress.start(position, byClip.size, `pictures of ${clip.name}`);
			const placing = new Map(ofClip.flatMap((row) => [...row.placing]));
			const frames = [...placing.keys()].sort((a, b) => a - b);
			if (frames.length === 0) continue;
			const first = clip.numbers?.[0] ?? 0;
			const records = ofClip.map(({ record }) => ({ record }));
			const said = await line.show(clip.paths, sourceOf(clip, records), {
				frames: Int32Array.from(frames, (frame) => frame - first),
				placing: Float32Array.from(frames.flatMap((frame) => placing.get(frame)!)),
			});
			if ('code' in said) {
				this.problem(faultSentence(clip.name, said));
				continue;
			}
			for (const { frame, jpeg } of said.pictures) {
				this.pictures.set(`${clip.id} ${frame + first}`, jpeg);
			}
		}
	}

	problem(sentence: string): void {
		this.said.push(sentence);
		this.#progress.say(sentence);
	}
}

/** In the order in which clips are first met. */
function byClipOf<Each extends { readonly clip: ClipOnDisk | null }>(
	all: readonly Each[],
): Map<ClipOnDisk, Each[]> {
	const groups = new Map<ClipOnDisk, Each[]>();
	for (const each of all) {
		if (each.clip === null) continue;
		const group = groups.get(each.clip);
		if (group === undefined) groups.set(each.clip, [each]);
		else group.push(each);
	}
	return groups;
}

function sourceOf(clip: ClipOnDisk, records: readonly Pick<Matched, 'record'>[]): ClipSource {
	if (clip.numbers === null) return { kind: 'film' };
	const names = clip.paths.map((path) =>
		path.slice(path.replaceAll('\\', '/').lastIndexOf('/') + 1),
	);
	return { kind: 'pictures', names, numbers: clip.numbers, fps: records[0]!.record.fps };
}

const brokenText = ({ name }: ClipOnDisk, { name: picture, why }: SkippedFrame): string =>
	`${name}/${picture} cannot be decoded (${why.replace(/\.$/, '')}); audited without it.`;
