/**
 * Pictures of what the training set believes: the mean motion of each class and unit, as arrows on a
 * face, in one SVG for a person to look at.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	CLASSES,
	GRID,
	GRID_EYE_DISTANCE,
	GRID_EYE_ROW,
	UNITS,
} from '../../line/classify/index.ts';
import type { Dataset } from '../judge/index.ts';

const PICTURES_FILE = 'means.svg';

const PANEL = 112;
const TITLE = 16;
const GAP = 10;
const COLUMNS = 5;
/** An arrow for every other cell. */
const STEP = 2;
/** Picture units a cell; length of the panel's longest arrow, in cells. */
const CELL = PANEL / GRID;
const LONGEST = 2.4;

export function writeMotionPictures(folder: string, data: Dataset): void {
	writeFileSync(join(folder, PICTURES_FILE), motionPictures(data));
}

/** Rises of events on both sides of the face: one-sided ones would blur the mean. */
function motionPictures(data: Dataset): string {
	const panels = [
		...CLASSES.map((name) => panelOf(name, data, (i) => data.truths[i]!.class3 === name)),
		...UNITS.map((au, at) =>
			panelOf(`AU ${au}`, data, (i) => {
				const { intensities } = data.truths[i]!;
				return intensities[at]! > 0 && intensities[UNITS.length + at]! > 0;
			}),
		),
	];
	const rows = Math.ceil(panels.length / COLUMNS);
	const width = COLUMNS * (PANEL + GAP) + GAP;
	const height = rows * (PANEL + TITLE + GAP) + GAP;
	const placed = panels.map((panel, i) => {
		const x = GAP + (i % COLUMNS) * (PANEL + GAP);
		const y = GAP + Math.floor(i / COLUMNS) * (PANEL + TITLE + GAP);
		return `<g transform="translate(${x} ${y})">${panel}</g>`;
	});
	return (
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" ` +
		'font-family="sans-serif" font-size="11">\n' +
		`<title>Mean motion from onset to apex in the training set</title>\n` +
		`<rect width="100%" height="100%" fill="#fff"/>\n${placed.join('\n')}\n</svg>\n`
	);
}

function panelOf(title: string, data: Dataset, keep: (i: number) => boolean): string {
	const picked = data.truths.flatMap((_, i) => (keep(i) ? [i] : []));
	const { channels } = data;
	const u = new Float64Array(GRID * GRID);
	const v = new Float64Array(GRID * GRID);
	for (const i of picked) {
		const first = i * GRID * GRID * channels;
		for (let cell = 0; cell < GRID * GRID; cell++) {
			u[cell]! += data.rise[first + cell * channels]! / picked.length;
			v[cell]! += data.rise[first + cell * channels + 1]! / picked.length;
		}
	}
	const longest = Math.max(1e-6, ...u.map((value, cell) => Math.hypot(value, v[cell]!)));
	const scale = (LONGEST * CELL) / longest;
	const arrows: string[] = [];
	const dots: string[] = [];
	for (let row = STEP / 2; row < GRID; row += STEP) {
		for (let column = STEP / 2; column < GRID; column += STEP) {
			const cell = row * GRID + column;
			const dx = (scale * u[cell]!).toFixed(1);
			const dy = (scale * v[cell]!).toFixed(1);
			if (Math.hypot(Number(dx), Number(dy)) < 0.6) continue;
			const from = `${middle(column)} ${middle(row)}`;
			arrows.push(`M${from}l${dx} ${dy}`);
			dots.push(`M${from}h0`);
		}
	}
	return (
		`<text y="11">${title} <tspan fill="#777">(${picked.length})</tspan></text>` +
		`<g transform="translate(0 ${TITLE})">${FACE}` +
		`<path d="${arrows.join('')}" stroke="#c2410c" fill="none"/>` +
		`<path d="${dots.join('')}" stroke="#c2410c" stroke-width="2.4" stroke-linecap="round"/></g>`
	);
}

const middle = (cell: number): string => ((cell + 0.5) * CELL).toFixed(1);

/** Eyes, nose and mouth of a face framed as the grid is. */
const FACE = ((): string => {
	const at = (x: number, y: number): string =>
		`${(((GRID - 1) / 2 + x * GRID_EYE_DISTANCE + 0.5) * CELL).toFixed(1)} ` +
		`${((GRID_EYE_ROW + y * GRID_EYE_DISTANCE + 0.5) * CELL).toFixed(1)}`;
	const stroke = (points: readonly (readonly [number, number])[]): string =>
		`M${points.map(([x, y]) => at(x, y)).join('L')}`;
	const lines = [
		...[-1, 1].flatMap((side) => [
			stroke([
				[side * 0.3, 0],
				[side * 0.5, -0.07],
				[side * 0.7, 0],
				[side * 0.5, 0.06],
				[side * 0.3, 0],
			]),
			stroke([
				[side * 0.2, -0.27],
				[side * 0.5, -0.38],
				[side * 0.8, -0.27],
			]),
		]),
		stroke([
			[-0.18, 0.62],
			[0, 0.68],
			[0.18, 0.62],
		]),
		stroke([
			[-0.4, 1.07],
			[0, 1.02],
			[0.4, 1.07],
			[0, 1.2],
			[-0.4, 1.07],
		]),
	];
	return (
		`<rect width="${PANEL}" height="${PANEL}" fill="#f4f4f5"/>` +
		`<path d="${lines.join('')}" stroke="#a1a1aa" fill="none"/>`
	);
})();
