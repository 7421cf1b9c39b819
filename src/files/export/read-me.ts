/** What a person who unpacks an export reads first: plain text, in English like everything exported. */
import type { SessionRecord } from '../../core/record/index.ts';

const CITE = `- the program: The Fleeting contributors. Fleeting (version VERSION). The version, the network, and
  their checksums are in session.json, under "engine".
- the method it builds on: Liu, F., Nan, B., Qian, X., and Fu, X. (2026). Evaluating and Correcting
  Human Annotation Bias in Dynamic Micro-Expression Recognition. arXiv:2603.04766.`;

const CAUTION = `- It is not validated on spontaneous expressions. Its network learned from motion that the program
  makes itself.
- It measures movements, not emotions. A reading such as "positive" or "surprise" describes a movement,
  not what a person feels. Nobody is to be judged by it, and it detects no lies.
- What the program found and what people said never share a column, a field, or a tier. Columns that
  begin with "human_" are people's.
- A candidate that was rejected is kept, with its reason: "nothing found" can be looked into.`;

const UNITS = `- Times are milliseconds (ms) on the clock of the recording; in BIDS they are seconds. Of a film this
  is the timeline of its file, as players show it; of a camera, 0 is the first frame.
- Frames count from 0 in the order they are shown; dropped frames count too.
- px200 is a pixel of a face whose outer eye corners are 95 px apart, that is, of a face about 200 px
  wide: sizes do not depend on how near the camera was.
- Left and right are the sides of the person in the picture.
- Numbers have decimal points, dates are ISO 8601 in universal time (UTC), texts are UTF-8. Where there
  is no value a cell is empty, in BIDS "n/a".`;

const CERTAINTY = `- uncertainty: onset, apex, and offset each have a half width of the interval in which the true moment
  lies; it is never less than one frame.
- score: the share of such candidates that were movements, measured on people held out in training. It
  is not the probability of a feeling.
- action_units.csv lists every unit the network knows. Use those with may_be_named = 1: only for them was
  it shown, on people held out, that the network tells them apart. BIDS has no others.
- fps: the frame rate around the movement. Below 20 a second short movements are missed.`;

const TABLES = `Each table has one header row. "file" and "id" name a movement in events.csv, regions.csv,
action_units.csv, and rejected.csv alike, so these can be joined.

  R        read.csv("events.csv", fileEncoding = "UTF-8-BOM"); readr's read_csv needs nothing
  Python   pandas.read_csv("events.csv"); the csv module wants encoding="utf-8-sig"
  Excel    opens the tables by a double click where the comma separates lists; elsewhere, and to keep
           names such as 007 or 1-2 as they are: Data > From Text/CSV, and set those columns to Text

A text that a spreadsheet would run as a formula (it begins with = + - or @) has an apostrophe before it.
session.json has every text as it is.`;

const FILES: readonly (readonly [string, string])[] = [
	['session.json', 'everything, and what it was found with; can be imported again'],
	['events.csv', 'one row per movement'],
	['regions.csv', 'one row per movement and region of the face that took part'],
	['action_units.csv', 'one row per movement and action unit, and whether it may be named'],
	['rejected.csv', 'one row per rejected candidate, with the reason'],
	['labels.csv', 'one row per label that a person gave'],
	['markers.csv', 'one row per note or trigger'],
	['megc.csv', 'movements as the Micro-Expression Grand Challenge lists them'],
	['session.eaf', 'annotations for ELAN'],
	['frames.csv', 'one row per frame: motion of every region, head, light (if it was kept)'],
	['pictures/, strips/', 'the face at the key frames, and around them (if they were kept)'],
	['strips.csv', 'which picture of strips/ is which frame'],
	['film.*', 'the video (if it was kept)'],
	['dictionary.csv', 'what every field and column means, with its unit'],
];

/** Of a zip of these sessions. */
export function readMe(records: readonly SessionRecord[]): string {
	const several = records.length > 1;
	const versions = [...new Set(records.map(({ engine }) => engine.version))].join(', ');
	const what = several ? `${records.length} sessions` : 'One session';
	const own = FILES.map(([name, about]) => row(name, about));
	return [
		heading('Fleeting: brief facial movements', '='),
		`${what}, measured by Fleeting ${versions}.\n`,
		heading('Files'),
		...(several ? ['In the folder of each session:\n', ...own, '', 'For all sessions:\n'] : own),
		`${row('bids/', 'a data set that follows BIDS 1.10 (behavioral data)')}\n`,
		heading('Tables'),
		`${TABLES}\n`,
		heading('Times and units'),
		`${UNITS}\n`,
		heading('How certain it is'),
		`${CERTAINTY}\n`,
		heading('What it is not'),
		`${CAUTION}\n`,
		heading('Please cite'),
		CITE.replace('VERSION', versions),
		'',
	].join('\n');
}

/** Of the data set in BIDS. */
export const bidsReadMe = (): string =>
	[
		heading('Brief facial movements found by Fleeting', '='),
		`Behavioral data: for every recording a table of events (events.tsv), with onset and duration in
seconds. The file beside each table (.json) explains its columns. participants.tsv says what the study
called each participant, and scans.tsv which recording a table belongs to.

Add what only you can know before you share this: authors and license in dataset_description.json, and
how the recordings were made here.
`,
		heading('What it is not'),
		CAUTION,
		'',
	].join('\n');

const heading = (text: string, line = '-'): string => `${text}\n${line.repeat(text.length)}\n`;

const row = (name: string, about: string): string => `  ${name.padEnd(20)}${about}`;
