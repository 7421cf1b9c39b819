/** Whoever speaks to their machine does not want single letters and digits to be orders. */
import * as v from 'valibot';
import { preference } from '../preferences/index.ts';

/** Single letters and digits are shortcuts, in every workspace. */
export const LETTER_KEYS = preference({
	key: 'letterKeys',
	schema: v.boolean(),
	fallback: true,
});
