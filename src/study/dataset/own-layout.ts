import type { Layout } from './layout.ts';
import { may, need } from './layout.ts';

/**
 * A table of the person's own. `clip` or `file` is a film or a folder of pictures (where both are there,
 * `file` is); frames count from 0 in a film and are the pictures' own numbers in a folder. Onset, apex
 * and offset are frames, ms in the columns `onset_ms`, ..., or seconds in `onset_s`, ...; a time such as
 * `0:01.166` is one in any of them. Times are those of the film's own timeline.
 * `aus` is as FACS coders write it (`1+2`, `L12B`), `kind` micro or macro (blank: micro). `coder` tells
 * codings of the same movement apart. Other columns are kept to group by.
 */
export const OWN: Layout = {
	id: 'own',
	dataset: 'own',
	title: 'a table of your own',
	files: /(?!)/,
	sheet: null,
	columns: [
		need('clip', 'clip', 'file', 'filename', 'video'),
		may('file', 'file', 'filename', 'video'),
		need('subject', 'subject', 'person'),
		may('onset', 'onset', 'onset_frame'),
		may('onsetMs', 'onset_ms', 'onset_msec'),
		may('onsetS', 'onset_s', 'onset_sec', 'onset_secs', 'onset_seconds'),
		may('apex', 'apex', 'apex_frame'),
		may('apexMs', 'apex_ms', 'apex_msec'),
		may('apexS', 'apex_s', 'apex_sec', 'apex_secs', 'apex_seconds'),
		may('offset', 'offset', 'offset_frame'),
		may('offsetMs', 'offset_ms', 'offset_msec'),
		may('offsetS', 'offset_s', 'offset_sec', 'offset_secs', 'offset_seconds'),
		may('fps', 'fps'),
		may('coder', 'coder'),
		may('emotion', 'emotion'),
		may('units', 'aus', 'au', 'action_units', 'action units'),
		may('kind', 'kind', 'type'),
		may('objective', 'objective', 'objective_class'),
	],
	others: null,
	signature: [],
	fps: () => null,
	kind: 'by column',
	subject: { pattern: /(?!)()/, width: 0, prefix: '', text: 'kept' },
	folders: ['{file}'],
};
