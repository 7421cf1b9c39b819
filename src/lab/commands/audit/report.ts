/**
 * report.html: plots, the table by doubt, and coded beside reselected key frames in pictures. One file
 * that needs nothing else and runs no script. Pure.
 */
import type {
	AuditAbout,
	AuditSummary,
	ReselectedFrame,
	ShiftGroup,
} from '../../../study/audit/index.ts';
import type { Estimate } from '../../../core/statistics/index.ts';
import { KEY_FRAMES } from '../../../core/record/index.ts';
import { leftOutText, placeText } from '../../../study/audit/index.ts';
import { escaped } from '../../../files/export/index.ts';
import { histogramSvg, intervalsSvg } from './plots.ts';
import { STYLE } from './report-style.ts';
import type { PlacedRow } from './rows.ts';
import { estimateText, frameText, kindsOf } from './table.ts';

/** A key frame more likely off than not is marked. */
const MARKED = 0.5;
/** Below these log odds nothing speaks for a movement. */
const NO_EVIDENCE = 0;

/**
 * @param rows      - by doubt
 * @param pictureOf - JPEG of a frame in base64; undefined: there is none
 */
export function reportHtml(
	rows: readonly PlacedRow[],
	summary: AuditSummary | null,
	about: AuditAbout,
	pictureOf: (row: PlacedRow, frame: number) => string | undefined,
): string {
	const audited = rows.filter(({ reselection }) => reselection !== null);
	const left = rows.filter(({ reselection }) => reselection === null);
	const shown = audited.filter((row) =>
		[...row.placing.keys()].some((frame) => pictureOf(row, frame) !== undefined),
	);
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Audit of ${escaped(about.annotations)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>Audit of ${escaped(about.annotations)}</h1>
<p>${counted(audited.length, 'movement')} audited${left.length === 0 ? '' : `, ${left.length} left out`}. Reselected frames are where the measured motion of the face puts onset, apex and offset. They are a measurement, not the truth; what people coded is kept beside them.</p>
${summary === null ? '' : summaryHtml(summary)}
<h2>Movements by doubt</h2>
<p class="soft">Doubt: probability that at least one key frame is off by more than ${about.toleranceMs} ms. Evidence: log odds of a rise and fall there; at ${NO_EVIDENCE} or below, nothing speaks for one; such movements come last and are left out of the shifts.</p>
${tableHtml(audited)}
${shown.length === 0 ? '' : `<h2>Pictures</h2>\n<p class="soft">Aligned faces: coded above, reselected below. The ${shown.length} most doubtful.</p>`}
${shown.map((row) => movementHtml(row, pictureOf)).join('\n')}
${left.length === 0 ? '' : leftHtml(left)}
${about.problems.length === 0 ? '' : problemsHtml(about.problems)}
<p class="soft">Fleeting ${escaped(about.version)}. Facial movements are measured; nothing is said about what a person feels.</p>
</body>
</html>
`;
}

function summaryHtml(summary: AuditSummary): string {
	const kinds = kindsOf(summary);
	const rows = (kind: string, members: readonly ShiftGroup[]): string =>
		members.flatMap((group) => KEY_FRAMES.map((name) => shiftRow(kind, group, name))).join('');
	const plots = (title: string, members: readonly ShiftGroup[]): string =>
		members.length < 2
			? ''
			: `<h3>${escaped(title)}</h3><div class="plots">${KEY_FRAMES.map((name) => intervalsSvg(members, name)).join('')}</div>`;
	return `<h2>How far key frames move</h2>
<div class="plots">${KEY_FRAMES.map((name) => histogramSvg(summary, name)).join('')}</div>
${kinds.map(({ kind, members }) => plots(`By ${kind}`, members)).join('\n')}
<div class="wide"><table><thead><tr><th></th><th>key frame</th><th>movements</th><th>subjects</th><th>mean shift, ms</th><th>frames</th><th>mean absolute, ms</th><th>frames</th><th>share moved</th></tr></thead>
<tbody>${kinds.map(({ kind, members }) => rows(kind, members)).join('')}</tbody></table></div>
<p class="soft">Shifts are reselected minus coded. In brackets: 95% intervals by ${summary.resamples} resamples of subjects; none where there is only one subject.</p>`;
}

function shiftRow(kind: string, group: ShiftGroup, name: (typeof KEY_FRAMES)[number]): string {
	const figures = group.keyFrames[name];
	if (figures === null) return '';
	const { count, subjects, meanMs, meanFrames, absoluteMs, absoluteFrames, beyond } = figures;
	const said = (estimate: Estimate, digits: number): string => estimateText(estimate, digits);
	return row([
		`${kind} ${group.name}`.trim(),
		name,
		`${count}`,
		`${subjects}`,
		said(meanMs, 0),
		said(meanFrames, 1),
		said(absoluteMs, 0),
		said(absoluteFrames, 1),
		said(beyond, 2),
	]);
}

const row = (cells: readonly string[]): string =>
	`<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`;

function tableHtml(rows: readonly PlacedRow[]): string {
	const lines = rows.map(({ record, reselection }) => {
		const said = reselection!;
		const frames = KEY_FRAMES.map(
			(name) =>
				`<td${isMarked(said[name]) ? ' class="off"' : ''}>${escaped(frameText(said[name]))}</td>`,
		);
		const [clip, subject, coder] = [record.clip, record.subject, record.coder ?? ''].map(
			(text) => `<td>${escaped(text)}</td>`,
		);
		return `<tr>${clip}${subject}${coder}${frames.join('')}<td>${said.doubt.toFixed(2)}</td><td>${said.evidence.toFixed(1)}</td><td>${escaped(placeText(record.place))}</td></tr>`;
	});
	return `<div class="wide"><table><thead><tr><th>clip</th><th>subject</th><th>coder</th>${KEY_FRAMES.map((name) => `<th>${name}</th>`).join('')}<th>doubt</th><th>evidence</th><th>where</th></tr></thead><tbody>${lines.join('\n')}</tbody></table></div>`;
}

const isMarked = ({ moved }: ReselectedFrame): boolean => moved !== null && moved > MARKED;

function movementHtml(
	audited: PlacedRow,
	pictureOf: (row: PlacedRow, frame: number) => string | undefined,
): string {
	const { record, reselection } = audited;
	const face = (name: string, what: string, frame: number | null): string => {
		const jpeg = frame === null ? undefined : pictureOf(audited, frame);
		const picture =
			jpeg === undefined
				? `<div class="none">${frame === null ? 'not coded' : 'no face'}</div>`
				: `<img src="data:image/jpeg;base64,${jpeg}" alt="${name}, ${what}" loading="lazy">`;
		return `<figure>${picture}<figcaption>${name} ${what}${frame === null ? '' : `: ${frame}`}</figcaption></figure>`;
	};
	const said = reselection!;
	const coded = KEY_FRAMES.map((name) => face(name, 'coded', said[name].coded));
	const found = KEY_FRAMES.map((name) => face(name, 'reselected', said[name].frame));
	return `<section class="movement"><h3>${escaped(record.clip)}, ${escaped(record.subject)}</h3>
<p class="soft">${escaped(placeText(record.place))}; doubt ${said.doubt.toFixed(2)}, evidence ${said.evidence.toFixed(1)}${record.coder === null ? '' : `, coded by ${escaped(record.coder)}`}</p>
<div class="faces">${coded.join('')}${found.join('')}</div></section>`;
}

const leftHtml = (rows: readonly PlacedRow[]): string =>
	`<h2>Left out</h2><ul>${rows.map(({ record, why }) => `<li>${escaped(placeText(record.place))}: ${escaped(why === null ? '' : leftOutText(why))}</li>`).join('')}</ul>`;

const problemsHtml = (problems: readonly string[]): string =>
	`<h2>Problems</h2><ul>${problems.map((each) => `<li>${escaped(each)}</li>`).join('')}</ul>`;

const counted = (count: number, thing: string): string =>
	`${count} ${thing}${count === 1 ? '' : 's'}`;
