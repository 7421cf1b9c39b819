/**
 * What an MP4 or MOV file says about its tracks' time: scales and edit lists. mediabunny, which reads
 * everything else, takes only the first edit's beginning.
 *
 * In    a file, ISO base media (ISO/IEC 14496-12) or QuickTime; only its box headers and a few small
 *       boxes are read
 * Out   `MovieBoxes`; null where no movie box is whole
 * Fails Fault `file/broken` for an index of more samples than the file has room for: mediabunny would
 *       fill the memory with them. What is broken otherwise is left out
 */

import { Fault } from '../../../core/record/index.ts';

export interface TrackEdit {
	/** Seconds of the film that this edit lasts; Infinity: to the end of the media. */
	readonly seconds: number;
	/** Where in the track's media it begins, in seconds; null: nothing is shown (an empty edit). */
	readonly mediaSeconds: number | null;
	/** 1 but for edits that are to be shown faster or slower. */
	readonly rate: number;
}

interface TrackBoxes {
	readonly id: number;
	/** In the movie box: 0 where they come in parts after it. */
	readonly samples: number;
	/** In their order; null: there is no edit list, the media is shown as it is. */
	readonly edits: readonly TrackEdit[] | null;
	/** What mediabunny takes off every stamp of this track, in seconds. */
	readonly shiftSeconds: number;
}

export interface MovieBoxes {
	readonly tracks: readonly TrackBoxes[];
	/** Length of a unit in which edits are measured. */
	readonly tickSeconds: number;
	/** Its pictures come in parts after the movie box. */
	readonly fragmented: boolean;
}

/** More boxes side by side, or edits in a list, than any honest file has. */
const MOST_BOXES = 20_000;
const MOST_EDITS = 10_000;

interface Box {
	readonly type: string;
	/** Of its content. */
	readonly start: number;
	readonly end: number;
}

/** What such a file may begin with. */
const BEGINNINGS = /^(?:ftyp|styp|moov|mdat|free|skip|wide|pnot|uuid|meta)$/;
/** Samples may share their bytes, so often in all. */
const MOST_SHARED = 4;

export async function readMovieBoxes(file: Blob): Promise<MovieBoxes | null> {
	try {
		const begins = new Uint8Array(await file.slice(4, 8).arrayBuffer());
		if (!BEGINNINGS.test(String.fromCharCode(...begins))) return null;
		let movie: MovieBoxes | null = null;
		for await (const box of walk(file, 0, file.size)) {
			if (box.type === 'moof') await checkFragment(file, box);
			if (box.type === 'moov' && movie === null) movie = await movieOf(file, box);
			if (box.type === 'mdat' && movie !== null && !movie.fragmented) break;
		}
		return movie;
	} catch (error) {
		if (error instanceof RangeError) return null;
		throw error;
	}
}

async function movieOf(file: Blob, moov: Box): Promise<MovieBoxes | null> {
	const inside = await boxesIn(file, moov.start, moov.end);
	const header = inside.find(({ type }) => type === 'mvhd');
	const scale = header === undefined ? 0 : await timescaleIn(file, header);
	if (scale === 0) return null;
	// The parts of a fragmented film come after the list was written: its last edit is open.
	const fragmented = inside.some(({ type }) => type === 'mvex');
	const tracks: TrackBoxes[] = [];
	for (const trak of inside.filter(({ type }) => type === 'trak')) {
		const track = await trackOf(file, trak, scale, fragmented);
		if (track !== null) tracks.push(track);
	}
	return { tracks, tickSeconds: 1 / scale, fragmented };
}

async function trackOf(
	file: Blob,
	trak: Box,
	movieScale: number,
	fragmented: boolean,
): Promise<TrackBoxes | null> {
	const [tkhd, mdia, edts] = await Promise.all(
		['tkhd', 'mdia', 'edts'].map((type) => firstOf(file, type, trak.start, trak.end)),
	);
	if (!tkhd || !mdia) return null;
	const mdhd = await firstOf(file, 'mdhd', mdia.start, mdia.end);
	const scale = mdhd && (await timescaleIn(file, mdhd));
	if (!scale) return null;
	const samples = await samplesIn(file, mdia);
	const head = await bytesOf(file, tkhd, 24);
	const id = head.getUint32(head.getUint8(0) === 1 ? 20 : 12);
	const elst = edts && (await firstOf(file, 'elst', edts.start, edts.end));
	const raw = elst ? await editsIn(file, elst) : [];
	if (raw.length === 0) return { id, samples, edits: null, shiftSeconds: 0 };
	const edits = raw.map(({ length, at, rate }, place): TrackEdit => ({
		seconds:
			at !== -1 && (length === 0 || fragmented) && place === raw.length - 1
				? Infinity
				: length / movieScale,
		mediaSeconds: at === -1 ? null : at / scale,
		rate,
	}));
	return { id, samples, edits, shiftSeconds: shiftOf(raw, movieScale, scale) };
}

/** Tables of a track: bytes of an entry. */
const TABLES: Readonly<Record<string, number>> = {
	stts: 8,
	ctts: 8,
	stsc: 12,
	stco: 4,
	co64: 8,
	stss: 4,
};

/** How many samples a track has; a `Fault` for tables that promise more than there can be. */
async function samplesIn(file: Blob, mdia: Box): Promise<number> {
	const minf = await firstOf(file, 'minf', mdia.start, mdia.end);
	const stbl = minf && (await firstOf(file, 'stbl', minf.start, minf.end));
	if (!stbl) return 0;
	let all = 0;
	for (const box of await boxesIn(file, stbl.start, stbl.end)) {
		if (box.type === 'stsz' || box.type === 'stz2') {
			all = (await bytesOf(file, box, 12)).getUint32(8);
			checkSamples(file, all);
			continue;
		}
		const entry = TABLES[box.type];
		if (entry === undefined) continue;
		const counted = box.type === 'stts' || box.type === 'ctts';
		const view = await bytesOf(file, box, counted ? box.end - box.start : 8);
		const entries = view.getUint32(4);
		if (8 + entries * entry > box.end - box.start) {
			throw new Fault('file/broken', `its index is damaged (${box.type} has ${entries} entries)`);
		}
		let samples = 0;
		for (let n = 0; counted && n < entries; n++) samples += view.getUint32(8 + n * entry);
		checkSamples(file, samples);
	}
	return all;
}

function checkSamples(file: Blob, samples: number): void {
	if (samples <= MOST_SHARED * file.size) return;
	throw new Fault(
		'file/broken',
		`its index has ${samples} samples, more than the file has room for`,
	);
}

/** Of the parts of a fragmented film. */
async function checkFragment(file: Blob, moof: Box): Promise<void> {
	for await (const traf of walk(file, moof.start, moof.end)) {
		if (traf.type !== 'traf') continue;
		for await (const trun of walk(file, traf.start, traf.end)) {
			if (trun.type !== 'trun') continue;
			checkSamples(file, (await bytesOf(file, trun, 8)).getUint32(4));
		}
	}
}

interface RawEdit {
	/** Units of the movie. */
	readonly length: number;
	/** Units of the media; -1: empty. */
	readonly at: number;
	readonly rate: number;
}

/** As mediabunny 1.61 has it: the first edit that shows something, unless that has another rate than 1. */
function shiftOf(raw: readonly RawEdit[], movieScale: number, scale: number): number {
	const place = raw.findIndex(({ at }) => at !== -1);
	const first = raw[place];
	const usable = first !== undefined && first.rate === 1;
	if (!usable) return 0;
	const empty = raw.slice(0, place).reduce((sum, { length }) => sum + length, 0);
	return (first.at - Math.round((empty / movieScale) * scale)) / scale;
}

async function editsIn(file: Blob, elst: Box): Promise<RawEdit[]> {
	const view = await bytesOf(file, elst, 8 + 20 * MOST_EDITS);
	const long = view.getUint8(0) === 1;
	const size = long ? 20 : 12;
	const count = Math.min(view.getUint32(4), MOST_EDITS, Math.floor((view.byteLength - 8) / size));
	return Array.from({ length: count }, (_, n): RawEdit => {
		const at = 8 + n * size;
		return long
			? {
					length: Number(view.getBigUint64(at)),
					at: Number(view.getBigInt64(at + 8)),
					rate: view.getInt32(at + 16) / 65536,
				}
			: {
					length: view.getUint32(at),
					at: view.getInt32(at + 4),
					rate: view.getInt32(at + 8) / 65536,
				};
	});
}

/** Of a movie's or a track's header; the same place in both. */
async function timescaleIn(file: Blob, header: Box): Promise<number> {
	const view = await bytesOf(file, header, 24);
	return view.getUint32(view.getUint8(0) === 1 ? 20 : 12);
}

/** @throws RangeError when something beyond the box is asked of it */
async function bytesOf(file: Blob, { start, end }: Box, most: number): Promise<DataView> {
	const bytes = await file.slice(start, Math.min(end, start + most)).arrayBuffer();
	return new DataView(bytes);
}

async function firstOf(file: Blob, type: string, from: number, to: number): Promise<Box | null> {
	for await (const box of walk(file, from, to)) if (box.type === type) return box;
	return null;
}

async function boxesIn(file: Blob, from: number, to: number): Promise<Box[]> {
	const boxes: Box[] = [];
	for await (const box of walk(file, from, to)) boxes.push(box);
	return boxes;
}

/** Boxes side by side, until one does not fit. */
async function* walk(file: Blob, from: number, to: number): AsyncGenerator<Box> {
	let at = from;
	for (let count = 0; count < MOST_BOXES && at + 8 <= to; count++) {
		const head = new DataView(await file.slice(at, at + 16).arrayBuffer());
		const size = head.getUint32(0);
		const type = String.fromCharCode(...new Uint8Array(head.buffer, 4, 4));
		const long = size === 1;
		if (long && head.byteLength < 16) return;
		const header = long ? 16 : 8;
		const length = long ? Number(head.getBigUint64(8)) : size === 0 ? to - at : size;
		// A movie box that was cut off has nothing to rely on.
		if (length < header || at + length > to) return;
		yield { type, start: at + header, end: at + length };
		at += length;
	}
}
