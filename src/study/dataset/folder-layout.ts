/**
 * `fleeting-dataset.json` in a data set's folder: what there is other than usual. Every field may be
 * left out.
 *
 *     {
 *       "dataset": "casme2",                  which one it is
 *       "annotations": "my coding.xlsx",      file below the folder
 *       "sheet": "Sheet2",                    of the annotation file
 *       "frames": "pictures",                 folder that `folder` is below
 *       "folder": "sub{subject}/{clip}",      of a clip; words as in folder-template.ts
 *       "picture": "reg_img{n}.jpg",          where a folder has other pictures too
 *       "fps": 200,
 *       "columns": ["differ"]                 headings of your own, kept to group by
 *     }
 *
 * Fails AnnotationError that names the field
 */
import { AnnotationError } from './annotation-error.ts';
import type { DatasetName } from '../../core/record/index.ts';
import { DATASET_NAMES } from '../../core/record/index.ts';

export const LAYOUT_FILE = 'fleeting-dataset.json';

export interface FolderLayout {
	readonly dataset?: DatasetName;
	readonly annotations?: string;
	readonly sheet?: string;
	readonly frames?: string;
	readonly folder?: string;
	readonly picture?: string;
	readonly fps?: number;
	readonly columns?: readonly string[];
}

const TEXTS = ['annotations', 'sheet', 'frames', 'folder', 'picture'] as const;
const FIELDS = ['dataset', ...TEXTS, 'fps', 'columns'];

export function readFolderLayout(text: string): FolderLayout {
	const wrong = (detail: string): AnnotationError =>
		new AnnotationError({ code: 'layout-wrong', file: LAYOUT_FILE, detail });
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (cause) {
		throw wrong(`it is no JSON (${cause instanceof Error ? cause.message : String(cause)})`);
	}
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw wrong('it must be one object { ... }');
	}
	const fields: Readonly<Record<string, unknown>> = { ...value };
	const unknown = Object.keys(fields).find((name) => !FIELDS.includes(name));
	if (unknown !== undefined) {
		throw wrong(`there is no field ${unknown}, only ${FIELDS.join(', ')}`);
	}
	const { dataset, fps, columns } = fields;
	if (dataset !== undefined && !DATASET_NAMES.some((name) => name === dataset)) {
		throw wrong(`dataset must be one of ${DATASET_NAMES.join(', ')}`);
	}
	for (const name of TEXTS) {
		const field = fields[name];
		if (field !== undefined && (typeof field !== 'string' || field === '')) {
			throw wrong(`${name} must be a text`);
		}
	}
	if (fps !== undefined && !(typeof fps === 'number' && fps > 0 && fps < Infinity)) {
		throw wrong('fps must be a number above 0');
	}
	if (
		columns !== undefined &&
		!(Array.isArray(columns) && columns.every((c) => typeof c === 'string'))
	) {
		throw wrong('columns must be a list of headings');
	}
	if (typeof fields['picture'] === 'string' && !fields['picture'].includes('{n}')) {
		throw wrong('picture must hold {n}, where the frame number stands');
	}
	return fields;
}
