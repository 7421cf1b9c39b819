/** An audit for a terminal: movements by doubt, and how far key frames moved over all. Pure. */
import type { AuditSummary, ReselectedFrame, ShiftGroup } from '../../../study/audit/index.ts';
import type { Estimate } from '../../../core/statistics/index.ts';
import { KEY_FRAMES } from '../../../core/record/index.ts';
import { NOTHING, aligned } from '../../terminal/index.ts';
import type { PlacedRow } from './rows.ts';

/** @param rows - by doubt; those without a reselection are not shown */
export function tableText(rows: readonly PlacedRow[], summary: AuditSummary): string {
	return [
		movements(rows),
		'',
		`coded -> reselected [80% interval]; doubt: probability that one of them is off by more than ${summary.toleranceMs} ms; evidence: log odds of a rise and fall there. At 0 or below, nothing speaks for one: such movements come last and are left out of the shifts.`,
		'',
		shifts(summary),
		'',
		`Shifts are reselected minus coded; [95% intervals by ${summary.resamples} resamples of subjects].`,
		'',
	].join('\n');
}

function movements(rows: readonly PlacedRow[]): string {
	const cells = rows.flatMap(({ record, reselection }) => {
		if (reselection === null) return [];
		return [
			[
				record.clip,
				record.subject,
				record.coder ?? NOTHING,
				...KEY_FRAMES.map((name) => frameText(reselection[name])),
				reselection.doubt.toFixed(2),
				reselection.evidence.toFixed(1),
			],
		];
	});
	return aligned([['clip', 'subject', 'coder', ...KEY_FRAMES, 'doubt', 'evidence'], ...cells]);
}

export const frameText = ({ coded, frame, low, high }: ReselectedFrame): string =>
	`${coded ?? NOTHING} -> ${frame} [${low} to ${high}]`;

/** All, coders and groups, with a word that goes before their names; coders once where they are the groups. */
export function kindsOf({ all, coders, column, groups }: AuditSummary): {
	readonly kind: string;
	readonly members: readonly ShiftGroup[];
}[] {
	const same = column === 'coder' && coders.length > 0;
	return [
		{ kind: '', members: [all] },
		{ kind: 'coder', members: coders },
		...(same ? [] : [{ kind: column ?? '', members: groups }]),
	];
}

function shifts(summary: AuditSummary): string {
	const rows = (kind: string, members: readonly ShiftGroup[]): string[][] =>
		members.flatMap((group) =>
			KEY_FRAMES.flatMap((name) => {
				const figures = group.keyFrames[name];
				if (figures === null) return [];
				const { count, subjects, meanMs, meanFrames, absoluteMs, absoluteFrames, beyond } = figures;
				return [
					[
						`${kind} ${group.name}`.trim(),
						name,
						`${count}`,
						`${subjects}`,
						estimateText(meanMs, 0),
						estimateText(meanFrames, 1),
						estimateText(absoluteMs, 0),
						estimateText(absoluteFrames, 1),
						estimateText(beyond, 2),
					],
				];
			}),
		);
	return aligned([
		[
			'',
			'key frame',
			'movements',
			'subjects',
			'mean shift, ms',
			'frames',
			'mean absolute, ms',
			'frames',
			'share moved',
		],
		...kindsOf(summary).flatMap(({ kind, members }) => rows(kind, members)),
	]);
}

export function estimateText({ value, low, high }: Estimate, digits: number): string {
	// No minus before nothing.
	const said = (figure: number): string => figure.toFixed(digits).replace(/^-(?=[0.]+$)/, '');
	if (low === null || high === null) return said(value);
	return `${said(value)} [${said(low)} to ${said(high)}]`;
}
