/** How Live shows the picture; kept for the next visit. */
import * as v from 'valibot';
import { preference } from '../preferences/index.ts';

export const FIT = preference({
	key: 'fit',
	schema: v.picklist(['fill', 'whole']),
	fallback: 'fill',
});
