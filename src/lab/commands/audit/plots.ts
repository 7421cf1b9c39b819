/**
 * Plots of an audit as SVG, to stand in a page: colours are its style's (`plot` classes in report-style).
 * Pure.
 */
import type { AuditSummary, ShiftGroup } from '../../../study/audit/index.ts';
import type { KeyFrameName } from '../../../core/record/index.ts';
import { escaped } from '../../../files/export/index.ts';

const WIDTH = 320;
const HEIGHT = 150;
const LEFT = 30;
const RIGHT = 8;
const TOP = 10;
const BOTTOM = 32;

/** How many movements' key frame moved by how much. */
export function histogramSvg({ all, bins }: AuditSummary, name: KeyFrameName): string {
	const counts = all.keyFrames[name]?.histogram ?? [];
	const most = Math.max(1, ...counts);
	const step = (WIDTH - LEFT - RIGHT) / Math.max(1, counts.length);
	const high = HEIGHT - TOP - BOTTOM;
	const bars = counts.map((count, bin) => {
		const height = (count / most) * high;
		const label = `${round(bins.middlesMs[bin]!)} ms: ${count}`;
		return `<rect x="${round(LEFT + bin * step + 0.5)}" y="${round(TOP + high - height)}" width="${round(Math.max(0.5, step - 1))}" height="${round(height)}"><title>${label}</title></rect>`;
	});
	const farthest = bins.middlesMs.at(-1)!;
	const zero = LEFT + (WIDTH - LEFT - RIGHT) / 2;
	const bottom = TOP + high;
	return svg(
		HEIGHT,
		`Shifts of the ${name}: ${counts.length} bins of ${round(bins.widthMs)} ms, most movements in one: ${most}`,
		[
			`<path class="axis" d="M${LEFT} ${bottom}H${WIDTH - RIGHT}M${zero} ${TOP}V${bottom + 4}"/>`,
			`<g class="bars">${bars.join('')}</g>`,
			text(LEFT - 4, TOP + 8, `${most}`, 'end'),
			text(LEFT - 4, bottom, '0', 'end'),
			text(LEFT + step / 2, bottom + 14, `${round(-farthest)}`, 'start'),
			text(zero, bottom + 14, '0'),
			text(WIDTH - RIGHT - step / 2, bottom + 14, `+${round(farthest)}`, 'end'),
			text(zero, bottom + 27, `${name}: reselected less coded, ms`),
		],
	);
}

const ROW = 18;
const NAMES = 110;

/** Mean shift of a key frame in each group, with its interval. */
export function intervalsSvg(groups: readonly ShiftGroup[], name: KeyFrameName): string {
	const rows = groups.flatMap((group) => {
		const figures = group.keyFrames[name];
		return figures === null ? [] : [{ group: group.name, count: figures.count, ...figures.meanMs }];
	});
	const ends = rows.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value]);
	const far = Math.ceil(Math.max(10, ...ends.map(Math.abs)) * 1.05);
	const x = (ms: number): number =>
		round(NAMES + ((ms + far) / (2 * far)) * (WIDTH - NAMES - RIGHT));
	const height = TOP + rows.length * ROW + BOTTOM;
	const bottom = TOP + rows.length * ROW;
	const marks = rows.map(({ group, count, value, low, high }, at) => {
		const y = TOP + at * ROW + ROW / 2;
		const short = group.length > 16 ? `${group.slice(0, 15)}…` : group;
		return [
			text(NAMES - 6, y + 4, `${short} (${count})`, 'end'),
			low === null || high === null ? '' : `<path class="range" d="M${x(low)} ${y}H${x(high)}"/>`,
			`<circle class="dot" cx="${x(value)}" cy="${y}" r="3.5"><title>${escaped(group)}: ${round(value)} ms</title></circle>`,
		].join('');
	});
	return svg(height, `Mean shift of the ${name} by group`, [
		`<path class="axis" d="M${NAMES} ${bottom}H${WIDTH - RIGHT}M${x(0)} ${TOP - 4}V${bottom + 4}"/>`,
		...marks,
		text(NAMES, bottom + 14, `${round(-far)}`, 'start'),
		text(x(0), bottom + 14, '0'),
		text(WIDTH - RIGHT, bottom + 14, `+${round(far)}`, 'end'),
		text((NAMES + WIDTH - RIGHT) / 2, bottom + 27, `${name}: mean shift, ms`),
	]);
}

const round = (value: number): number => Number(value.toFixed(1));

const text = (x: number, y: number, words: string, anchor = 'middle'): string =>
	`<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}">${escaped(words)}</text>`;

const svg = (height: number, label: string, parts: readonly string[]): string =>
	`<svg class="plot" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escaped(label)}">${parts.join('')}</svg>`;
