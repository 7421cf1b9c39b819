/** The figures of an audit for a terminal. Pure. */
import type { Estimate } from '../../../core/statistics/index.ts';
import { KEY_FRAMES } from '../../../core/record/index.ts';
import { NOTHING, aligned } from '../../terminal/index.ts';
import type { KeyFrameErrors, JitterFigures } from './figures.ts';
import type { AuditDocument } from './document.ts';

export function tableText({ data, method, jitters }: AuditDocument): string {
	const head = `${data.name}: ${data.films} videos, ${data.movements} movements of ${data.people} people; ${method.runs} annotations of each.\nErrors are mean absolute errors; [95% intervals by ${method.resamples} resamples of people].\n`;
	return [head, ...jitters.map(jitterText)].join('\n');
}

function jitterText(figures: JitterFigures): string {
	const { jitter, annotations, unaudited, methods, levels, parts, inside, intervalMs } = figures;
	const { doubt } = figures;
	const left = unaudited === 0 ? '' : `; ${unaudited} could not be audited and remain as coded`;
	const errors = [
		['', ...KEY_FRAMES.flatMap((name) => [`${name}, frames`, 'ms', 'after / before'])],
		['coded', ...KEY_FRAMES.flatMap((name) => before(methods[0]!.errors, name))],
		...methods.map(({ method, errors: after }) => [method, ...cells(after)]),
	];
	const groups = [
		['audit', 'movements', 'people', ...KEY_FRAMES.map((name) => `${name} after / before`)],
		...[...levels, ...parts].map(({ name, movements, people, errors: of }) => [
			name,
			`${movements}`,
			`${people}`,
			...KEY_FRAMES.map((key) => said(of[key].ratio)),
		]),
	];
	const honest = [
		['', 'in 80% interval', 'its length, ms', 'truly off', 'stated as off', 'AUC'],
		...KEY_FRAMES.map((name) => [
			name,
			said(inside[name]),
			intervalMs[name].value.toFixed(0),
			...doubtCells(doubt[name]),
		]),
		['any of them', '', '', ...doubtCells(doubt.any)],
	];
	return [
		`Key frames moved by up to ${jitter}: ${annotations} annotations${left}`,
		aligned(errors),
		'',
		aligned(groups),
		'',
		aligned(honest),
		'',
	].join('\n');
}

const before = (errors: KeyFrameErrors, name: (typeof KEY_FRAMES)[number]): string[] => [
	errors[name].beforeFrames.value.toFixed(2),
	errors[name].beforeMs.value.toFixed(0),
	NOTHING,
];

const cells = (errors: KeyFrameErrors): string[] =>
	KEY_FRAMES.flatMap((name) => [
		errors[name].afterFrames.value.toFixed(2),
		errors[name].afterMs.value.toFixed(0),
		said(errors[name].ratio),
	]);

const doubtCells = ({ off, said: mean, auc }: JitterFigures['doubt']['any']): string[] => [
	off.value.toFixed(2),
	mean.value.toFixed(2),
	auc === null ? NOTHING : auc.toFixed(2),
];

function said(estimate: Estimate | null): string {
	if (estimate === null) return NOTHING;
	const { value, low, high } = estimate;
	const ends = low === null || high === null ? '' : ` [${low.toFixed(2)} to ${high.toFixed(2)}]`;
	return `${value.toFixed(2)}${ends}`;
}
