/** Everything measured, with what it was measured on: the document of an audit's figures. */
import type { JitterFigures } from './figures.ts';

export const AUDIT_FIGURES_FORMAT = 'fleeting-audit-figures/1';

export interface AuditDocument {
	readonly format: typeof AUDIT_FIGURES_FORMAT;
	/** ISO day. */
	readonly date: string;
	readonly revision: string | null;
	readonly data: {
		readonly name: string;
		readonly films: number;
		readonly movements: number;
		readonly people: number;
	};
	readonly method: {
		/** Annotations drawn of each movement and jitter. */
		readonly runs: number;
		readonly seed: number;
		readonly resamples: number;
		/** From here on a coded frame counts as off, ms; at least one and a half frames. */
		readonly toleranceMs: number;
	};
	readonly jitters: readonly JitterFigures[];
}
