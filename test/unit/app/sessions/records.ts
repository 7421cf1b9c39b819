/** Records as importers give them, clips as a person chooses them. */
import type { AnnotatedClip } from '../../../../src/core/record/index.ts';
import type { AuditClip } from '../../../../src/app/auditing/clips.ts';

export const record = (clip: string, more: Partial<AnnotatedClip> = {}): AnnotatedClip => ({
	dataset: 'own',
	subject: 'own:s1',
	clip,
	kind: 'micro',
	fps: 30,
	onset: 10,
	apex: 14,
	offset: 20,
	units: [],
	emotion: null,
	class3: null,
	objective: null,
	coder: null,
	columns: {},
	folder: null,
	place: { file: 'codes.csv', sheet: null, row: 2 },
	...more,
});

export const film = (path: string): AuditClip => ({
	id: path,
	name: path.slice(path.lastIndexOf('/') + 1),
	kind: 'film',
	files: [{ path, file: new File(['x'], path) }],
});

export const folder = (path: string): AuditClip => ({
	id: `${path}/`,
	name: path,
	kind: 'pictures',
	files: [],
});
