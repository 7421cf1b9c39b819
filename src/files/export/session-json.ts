/**
 * Session record -> JSON, format `fleeting-session/1`, and back. What this program wrote is read to
 * the digit: written again it gives the same bytes. Documents of earlier versions lack fields and get
 * what was true then. The document carries its own dictionary, so it can be read years later without
 * this program.
 *
 * Fails ImportError that names the field
 */
import * as v from 'valibot';
import { faultIn } from '../../core/kernel/index.ts';
import type { SessionRecord, Verdict } from '../../core/record/index.ts';
import { qualitySchema, sourceRecordSchema } from '../../core/record/index.ts';
import { ImportError } from './import-error.ts';
import { predictedNames } from './most-probable.ts';
import { SESSION_FIELDS } from './session-fields.ts';
import type { SessionDocument, VerdictInDocument } from './session-schema.ts';
import { SESSION_FORMAT, sessionDocumentSchema } from './session-schema.ts';
import { written } from './written.ts';

export const sessionJson = (record: SessionRecord): string =>
	`${JSON.stringify(sessionDocument(record), null, '\t')}\n`;

/** The document as plain data. NaN and infinity become null in the text: "not measured". */
export function sessionDocument(record: SessionRecord): SessionDocument {
	const { name, source, engine, quality, fault, events, rejected, markers } = record;
	return written(sessionDocumentSchema, {
		format: SESSION_FORMAT,
		name: name ?? null,
		source: {
			...source,
			mirrored: source.mirrored ?? false,
			complete: isComplete(record),
			fault,
		},
		engine,
		quality: {
			...quality,
			meanFps: meanFps(quality.frames, quality.durationMs),
			lastFps: quality.fps,
		},
		faces: record.faces ?? null,
		events: events.map((event) => ({
			...event,
			verdict: event.verdict && inDocument(event.verdict),
		})),
		rejected,
		markers,
		labels: record.labels,
		study: record.study,
		film: record.film ?? null,
		dictionary: SESSION_FIELDS,
	});
}

/** A file is where every picture that it shows was measured. */
const isComplete = ({ fault, quality }: SessionRecord): boolean =>
	fault === null &&
	(quality.pictures === undefined || quality.frames + (quality.repeated ?? 0) >= quality.pictures);

/** Frames measured a second; the first frame opens the first interval. */
const meanFps = (frames: number, durationMs: number): number =>
	frames > 1 && durationMs > 0 ? ((frames - 1) * 1000) / durationMs : 0;

function inDocument(verdict: Verdict): VerdictInDocument {
	if (verdict.kind === 'units') return verdict;
	const { rise, fall } = predictedNames(verdict);
	return { ...verdict, predicted: rise, fallPredicted: fall };
}

export function readSessionJson(json: string): SessionRecord {
	const parsed = parsedJson(json);
	const format = formatOf(parsed);
	if (format !== SESSION_FORMAT) {
		const said = format === null ? 'it names no format' : `its format is ${format}`;
		throw new ImportError(
			`This is not a session of this program: ${said}, not ${SESSION_FORMAT}. Choose a session.json that it exported.`,
		);
	}
	const { success, output, issues } = v.safeParse(sessionDocumentSchema, parsed, {
		abortEarly: true,
	});
	if (success) return inRecord(output);
	throw new ImportError(`${faultIn(issues[0])} Export the session again, or correct that field.`);
}

/** A number that is too large for JSON's readers is a text here, so that it fits nowhere. */
function parsedJson(json: string): unknown {
	try {
		return JSON.parse(json, (_key, value: unknown) =>
			typeof value === 'number' && !Number.isFinite(value) ? String(value) : value,
		);
	} catch (cause) {
		throw new ImportError(
			'This is not JSON: it was cut off or is something else. Copy or export the file again.',
			{ cause },
		);
	}
}

/** Null: it has none. */
const formatOf = (parsed: unknown): string | null =>
	typeof parsed === 'object' && parsed !== null && 'format' in parsed
		? String(parsed.format)
		: null;

function inRecord(document: SessionDocument): SessionRecord {
	const { name, source, quality, events } = document;
	return {
		...(name === null ? {} : { name }),
		film: document.film,
		// Less what only the document has.
		source: v.parse(sourceRecordSchema, source),
		engine: document.engine,
		quality: v.parse(qualitySchema, { ...quality, fps: quality.lastFps }),
		fault: source.fault,
		faces: document.faces,
		events: events.map((event) => ({
			...event,
			verdict: event.verdict && verdictOf(event.verdict),
		})),
		rejected: document.rejected,
		markers: document.markers,
		labels: document.labels,
		study: document.study,
	};
}

function verdictOf(said: VerdictInDocument): Verdict {
	if (said.kind === 'units') return said;
	const { predicted, fallPredicted, ...verdict } = said;
	const indexOf = (name: string): number => said.classes.findIndex((each) => each.name === name);
	return { ...verdict, top: indexOf(predicted), fallTop: indexOf(fallPredicted) };
}
