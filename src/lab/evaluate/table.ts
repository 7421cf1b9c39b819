/** The figures as text for a terminal: one table of several blocks. Pure. */
import type { Found, Recall, SpottingFigures } from '../../files/export/index.ts';
import type { Block } from '../terminal/index.ts';
import { DIGITS, NOTHING, aligned, counted, text } from '../terminal/index.ts';

export function tableText(figures: SpottingFigures): string {
	const blocks = [
		foundBlock(figures),
		amplitudeBlock(figures),
		recallBlock(figures),
		alarmBlock(figures),
		timingBlock(figures),
		latencyBlock(figures),
		gateBlock(figures),
		...(figures.sensitivity.length > 0 ? [sensitivityBlock(figures)] : []),
	];
	return `${[heading(figures), ...blocks.map(aligned)].join('\n\n')}\n`;
}

function heading({ data, overall, method, ...of }: SpottingFigures): string {
	const revision = of.revision === null ? '' : ` (${of.revision})`;
	const alarms = counted(of.settings.falseAlarmsPerMinute, 'false alarm');
	const lines = [
		`Spotting on ${data.name}: ${counted(data.clips, 'clip')} of ${data.people === 1 ? '1 person' : `${data.people} people`}, ${data.minutes.toFixed(1)} minutes, ${counted(overall.events, 'true event')}.`,
		`Fleeting ${of.version}${revision}, ${of.faceModel} face model, set to ${alarms} per minute; ${of.date}.`,
		`A hit shares at least ${method.overlap} of its frames with a true event (intersection over union).`,
		`In brackets: 95% interval, bootstrap over people (${method.resamples} times, seed ${method.seed}).`,
	];
	if (data.missing > 0) {
		lines.push(`NOT COUNTED: ${counted(data.missing, 'clip')} that could not be analyzed.`);
	}
	if (data.note !== '') lines.push(data.note);
	return lines.join('\n');
}

function foundBlock({ overall, parts, frameRates }: SpottingFigures): Block {
	const row = (name: string, found: Found): string[] => [
		name,
		String(found.events),
		String(found.hits),
		String(found.falseAlarms),
		text(found.precision),
		text(found.recall),
		text(found.f1),
	];
	return [
		['found', 'events', 'hits', 'false alarms', 'precision', 'recall', 'F1'],
		row('all', overall),
		...parts.map((found) => row(found.part, found)),
		...frameRates.map((found) => row(`${found.fps} frames/s`, found)),
	];
}

function amplitudeBlock({ amplitudes, parts }: SpottingFigures): Block {
	const columns = [null, ...parts.map(({ part }) => part)];
	const sizes = [...new Set(amplitudes.map(({ peakPx200 }) => peakPx200))];
	const cell = (size: number, part: string | null): string => {
		const held = amplitudes.find((each) => each.peakPx200 === size && each.part === part);
		return held === undefined || held.events === 0
			? NOTHING
			: `${text(held.recall)} (${held.hits} of ${held.events})`;
	};
	return [
		['recall by largest displacement', ...columns.map((part) => part ?? 'all')],
		...sizes.map((size) => [`${size} px200`, ...columns.map((part) => cell(size, part))]),
	];
}

function recallBlock({ contexts }: SpottingFigures): Block {
	const row = (name: string, { events, hits, recall }: Recall): string[] => [
		name,
		String(events),
		String(hits),
		text(recall),
	];
	return [
		['recall by what else moves', 'events', 'hits', 'recall'],
		...contexts.map((recall) => row(recall.context, recall)),
	];
}

function alarmBlock({ falseAlarms }: SpottingFigures): Block {
	const names = {
		untouched: 'clips without an event',
		calm: 'calm frames',
		active: 'active frames',
		all: 'all frames',
	} as const;
	return [
		['false alarms', 'count', 'minutes', 'per minute'],
		...(Object.keys(names) as (keyof typeof names)[]).map((where) => [
			names[where],
			String(falseAlarms[where].falseAlarms),
			falseAlarms[where].minutes.toFixed(DIGITS),
			text(falseAlarms[where].perMinute),
		]),
	];
}

const timingBlock = ({ timing }: SpottingFigures): Block => [
	['timing of the hits', 'error, frames', 'error, ms', 'bias, frames', 'bias, ms'],
	...timing.map((error) => [
		error.keyFrame,
		text(error.frames),
		text(error.ms, 0),
		text(error.biasFrames),
		text(error.biasMs, 0),
	]),
];

const latencyBlock = ({ latency }: SpottingFigures): Block => [
	['decision after the true offset', 'mean, ms', 'median, ms', 'longest, ms'],
	[
		'frame time of the hits',
		text(latency.meanMs, 0),
		text(latency.medianMs, 0),
		latency.longestMs?.toFixed(0) ?? NOTHING,
	],
];

const gateBlock = ({ gates }: SpottingFigures): Block => [
	['candidates', 'count', 'on a true event'],
	...gates.outcomes.map((each) => [
		each.outcome,
		String(each.candidates),
		String(each.onTrueEvents),
	]),
	['never a candidate', NOTHING, String(gates.neverCandidates)],
];

const sensitivityBlock = ({ sensitivity }: SpottingFigures): Block => [
	['set to', 'score bars', 'per calm minute', 'per active minute', 'recall', 'F1'],
	...sensitivity.map((point) => [
		String(point.setting),
		`${point.scoreBar.toFixed(DIGITS)}, ${point.activeScoreBar.toFixed(DIGITS)}`,
		text(point.calmFalseAlarmsPerMinute),
		text(point.activeFalseAlarmsPerMinute),
		text(point.recall),
		text(point.f1),
	]),
];
