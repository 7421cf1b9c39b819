/** What every field of the session JSON means, with its unit, by its path; ships inside it. */
import type { FieldNote } from '../../core/kernel/index.ts';
import { sessionDocumentSchema } from './session-schema.ts';
import { explained } from './written.ts';

export const SESSION_FIELDS: Readonly<Record<string, FieldNote>> = explained(sessionDocumentSchema);
