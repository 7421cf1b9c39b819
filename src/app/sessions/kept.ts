/** How much of sessions is kept, and for how long; both the person's choice. */
import * as v from 'valibot';
import { KEEPS } from '../../files/library/index.ts';
import { preference } from '../preferences/index.ts';

/** Days; 0: until they are deleted. */
export const KEEP_DAYS = [1, 7, 30, 0] as const;
export type KeepDays = (typeof KEEP_DAYS)[number];

export const KEPT_OF_EACH = preference({
	key: 'keep',
	schema: v.picklist(KEEPS),
	fallback: 'numbers',
});
export const KEPT_DAYS = preference({
	key: 'keepDays',
	schema: v.picklist(KEEP_DAYS),
	fallback: 30,
});
