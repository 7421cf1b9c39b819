/** How far the sheets of a workbook reach, from their XML alone: before a parser makes cells of it. Pure. */

interface SheetExtent {
	/** Up to the last filled one. */
	readonly rows: number;
	readonly columns: number;
	readonly cells: number;
	/** Of the cells, those that are only said to be like another. */
	readonly repeated: number;
}

/** Of a sheet's XML: its last row and column, and how many cells its rows have up to their last ones. */
export function extentOf(xml: Uint8Array): SheetExtent {
	let [rows, columns, cells] = [0, 0, 0];
	let [row, width] = ['', 0];
	for (const [, letters = '', number] of new TextDecoder('latin1')
		.decode(xml)
		.matchAll(/<c [^>]{0,200}?\br="([A-Z]{1,3})(\d{1,9})"/g)) {
		if (number !== row) {
			cells += width;
			[row, width] = [number!, 0];
			rows = Math.max(rows, Number(number));
		}
		const column = [...letters].reduce((sum, letter) => 26 * sum + letter.charCodeAt(0) - 64, 0);
		width = Math.max(width, column);
		columns = Math.max(columns, column);
	}
	return { rows, columns, cells: cells + width, repeated: 0 };
}

/** As `extentOf`, of all sheets of an OpenDocument file: rows and cells may stand for many like them. */
export function openExtentOf(xml: Uint8Array): SheetExtent {
	let [rows, columns, cells] = [0, 0, 0];
	let [row, column, times, repeated] = [0, 0, 1, 0];
	/** As the parser takes it. */
	const repeats = (attributes: string, what: 'rows' | 'columns'): number => {
		const found = new RegExp(`number-${what}-repeated\\s*=\\s*["']\\s*([\\w.+]{1,20})`, 'i');
		return Math.max(1, Number(found.exec(attributes)?.[1] ?? 1) || 1);
	};
	for (const [tag, end, name, attributes = ''] of new TextDecoder()
		.decode(xml)
		.matchAll(
			/<(\/?)(?:[\w-]+:)?(table|table-row|行|(?:covered-)?table-cell|数据)(\s(?:[^<>"]|"[^"]*")*)?\/?>/g,
		)) {
		if (name === 'table') row = 0;
		else if (name === 'table-row' || name === '行') {
			if (end === '/' || tag.endsWith('/>')) row += times;
			if (end === '/') continue;
			times = repeats(attributes, 'rows');
			column = 0;
		} else if (end !== '/') {
			const wide = repeats(attributes, 'columns');
			column += wide;
			if (tag.endsWith('/>')) continue;
			rows = Math.max(rows, row + times);
			columns = Math.max(columns, column);
			cells += times * wide;
			repeated += times * wide - 1;
		}
	}
	return { rows, columns, cells, repeated };
}
