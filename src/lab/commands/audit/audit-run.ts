/**
 * An audit: every clip measured once in the product's own line, its movements reselected.
 *
 * In    the line; records matched with clips
 * Out   `rows`, also after it was interrupted; problems as sentences in `progress`
 * Owns  the line while it runs, and closes it; SIGINT and SIGTERM end it before the next clip
 */
import type { AuditOptions, MatchedRecord } from '../../../study/audit/index.ts';
import {
	auditedRow,
	byClip,
	leftOutRow,
	pictureProblems,
	rateProblems,
	rowProblem,
} from '../../../study/audit/index.ts';
import { framesOfClip } from '../../../study/dataset/index.ts';
import { fileFaultSentence } from '../../../files/export/index.ts';
import type { ClipSource, LineBrowser } from '../../analyze/index.ts';
import { remarkSentences } from '../../analyze/index.ts';
import type { Progress } from '../../terminal/index.ts';
import type { ClipOnDisk } from './clips.ts';
import type { PlacedRow } from './rows.ts';
import { placed } from './rows.ts';

type Matched = MatchedRecord<ClipOnDisk>;

/** What an audit wants of the browser. */
export type ClipLine = Pick<LineBrowser, 'measure' | 'show' | 'close'>;

export class AuditRun {
	readonly #progress: Progress;
	readonly #options: AuditOptions;
	readonly rows: PlacedRow[] = [];
	/** JPEG files in base64, by `clip.id frame`. */
	readonly pictures = new Map<string, string>();
	/** What was said to be wrong, in that order. */
	readonly said: string[] = [];
	#interrupted = false;

	constructor(progress: Progress, options: AuditOptions) {
		this.#progress = progress;
		this.#options = options;
	}

	get interrupted(): boolean {
		return this.#interrupted;
	}

	/** @param wanted - of the rows, those that are to be shown in pictures */
	async run(
		line: ClipLine,
		matched: readonly Matched[],
		wanted: (rows: readonly PlacedRow[]) => readonly PlacedRow[],
	): Promise<void> {
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

	async #measureAll(line: ClipLine, matched: readonly Matched[]): Promise<void> {
		const clips = byClip<ClipOnDisk, Matched>(matched);
		let position = 0;
		for (const [clip, records] of clips) {
			if (this.#interrupted) return;
			position += 1;
			this.#progress.start(position, clips.size, clip.name);
			const rows = await this.#measure(line, clip, records);
			if (this.#interrupted) return;
			this.rows.push(...rows);
			for (const row of rows) {
				const problem = rowProblem(row);
				if (problem !== null) this.problem(problem);
			}
		}
	}

	async #measure(
		line: ClipLine,
		clip: ClipOnDisk,
		records: readonly Matched[],
	): Promise<PlacedRow[]> {
		const said = await line.measure(clip.paths, sourceOf(clip, records));
		if (this.#interrupted) return [];
		const fault = 'code' in said ? said : said.fault;
		if (fault !== null) this.problem(fileFaultSentence(clip.name, fault));
		if ('code' in said || said.motion.frames.length === 0) {
			return records.map((each) => placed(leftOutRow(each, { code: 'clip-unmeasured' }), null));
		}
		const { motion, skipped, remarks = [] } = said;
		for (const each of remarkSentences(clip.name, remarks)) this.#progress.say(each);
		const rows = records.map((each) => placed(auditedRow(each, motion, this.#options), motion));
		if (clip.numbers === null) {
			for (const each of rateProblems(clip.name, rows, motion)) this.problem(each);
		}
		for (const each of pictureProblems(clip, rows, skipped, framesOfClip)) this.problem(each);
		const audited = rows.filter(({ reselection }) => reselection !== null).length;
		this.#progress.done(motion.frames.length, `${audited} of ${rows.length} movements audited`);
		return rows;
	}

	async #showAll(line: ClipLine, rows: readonly PlacedRow[]): Promise<void> {
		const clips = byClip<ClipOnDisk, PlacedRow>(rows);
		let position = 0;
		for (const [clip, ofClip] of clips) {
			if (this.#interrupted) return;
			position += 1;
			this.#progress.start(position, clips.size, `pictures of ${clip.name}`);
			const placing = new Map(ofClip.flatMap((row) => [...row.placing]));
			const frames = [...placing.keys()].sort((a, b) => a - b);
			if (frames.length === 0) continue;
			const records = ofClip.map(({ record }) => ({ record }));
			const said = await line.show(clip.paths, sourceOf(clip, records), {
				frames: Int32Array.from(frames),
				placing: Float32Array.from(frames.flatMap((frame) => placing.get(frame)!)),
			});
			if ('code' in said) {
				this.problem(fileFaultSentence(clip.name, said));
				continue;
			}
			for (const { frame, jpeg } of said.pictures) {
				this.pictures.set(`${clip.id} ${frame}`, jpeg);
			}
		}
	}

	problem(sentence: string): void {
		this.said.push(sentence);
		this.#progress.say(sentence);
	}
}

function sourceOf(clip: ClipOnDisk, records: readonly Pick<Matched, 'record'>[]): ClipSource {
	if (clip.numbers === null) return { kind: 'film' };
	const names = clip.paths.map((path) =>
		path.slice(path.replaceAll('\\', '/').lastIndexOf('/') + 1),
	);
	return { kind: 'pictures', names, numbers: clip.numbers, fps: records[0]!.record.fps };
}
