/** The measured figures that ship with the app fit their schemas. */
import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { readingFiguresSchema, spottingFiguresSchema } from '../../../../src/files/export/index.ts';

test.each([
	['spotting.json', spottingFiguresSchema],
	['classifier.json', readingFiguresSchema],
])('%s', async (file, schema) => {
	const text = await readFile(
		new URL(`../../../../static/models/${file}`, import.meta.url),
		'utf8',
	);
	expect(v.safeParse(schema, JSON.parse(text)).issues).toBeUndefined();
});
