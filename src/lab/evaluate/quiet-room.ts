/**
 * `npm run evaluate -- spotting --quiet-room`: drawn people who sit still, read aloud or fidget, and show
 * no movement that the spotter is for. Whatever it finds is a false alarm.
 *
 * Note  the shipped scorer is asked; portraits and motion may be of people whom it was made from
 */
import { replay, trackOf } from '../train/spotter/index.ts';
import type { FilmStage } from '../animate/index.ts';
import { openStage } from '../animate/index.ts';
import { openFootage } from '../footage/node/index.ts';
import { DEFAULT_SETTINGS } from '../../line/pipeline/index.ts';
import { shippedScorer } from '../../line/select/index.ts';
import type { Block, Progress } from '../terminal/index.ts';
import { DIGITS, ROOT, aligned, jsonText, toStandardOutput, writeText } from '../terminal/index.ts';
import type { SpottingArguments } from './arguments.ts';

const KINDS = ['calm', 'reading', 'fidgeting'] as const;
/** Length of a film, s. */
const FILM_S = 30;
/** So that no film of the training is drawn again. */
const FIRST_SEED = 7_000_000;

interface QuietRoom {
	readonly kind: (typeof KINDS)[number];
	readonly minutes: number;
	readonly falseAlarms: number;
}

/** Draws, counts and prints; the exit status. */
export async function sitQuietly(
	wanted: SpottingArguments,
	minutes: number,
	progress: Progress,
): Promise<number> {
	const footage = await openFootage(ROOT, wanted, progress);
	try {
		const { films, portraits } = footage;
		const { falseAlarmsPerMinute } = DEFAULT_SETTINGS;
		const rooms = quietRooms(openStage(films, portraits), minutes, falseAlarmsPerMinute, (line) =>
			progress.say(line),
		);
		const block: Block = [
			['drawn people who', 'minutes', 'false alarms', 'per minute'],
			...rooms.map(({ kind, minutes: lasted, falseAlarms }) => [
				WORDS[kind],
				lasted.toFixed(1),
				String(falseAlarms),
				(falseAlarms / lasted).toFixed(DIGITS),
			]),
		];
		await toStandardOutput(`${aligned(block)}\n`);
		if (wanted.json !== null) await writeText(wanted.json, jsonText(rooms));
		return 0;
	} finally {
		footage.close();
	}
}

const WORDS = { calm: 'sit calmly', reading: 'read aloud', fidgeting: 'fidget' } as const;

/** @param minutes - of all kinds together */
function quietRooms(
	stage: FilmStage,
	minutes: number,
	falseAlarmsPerMinute: number,
	onProgress: (line: string) => void,
): QuietRoom[] {
	const films = Math.max(1, Math.round((minutes * 60) / FILM_S / KINDS.length));
	return KINDS.map((kind, k) => {
		let falseAlarms = 0;
		let seconds = 0;
		for (let n = 0; n < films; n++) {
			onProgress(`${kind}, film ${n + 1} of ${films}`);
			const seed = FIRST_SEED + KINDS.length * n + k;
			const film = stage.draw(seed, { kind, seconds: FILM_S, movementsPerMinute: 0 });
			const track = trackOf(film, 'drawn');
			seconds += track.seconds;
			const found = replay(track, shippedScorer(), null, falseAlarmsPerMinute);
			falseAlarms += found.filter(({ decision }) => decision.accepted).length;
		}
		return { kind, minutes: seconds / 60, falseAlarms };
	});
}
