/** Audited movements for tests: what is not said is as coded and sure. */
import type { AuditedMovement, ReselectedFrame } from '../../../../src/study/audit/index.ts';
import type { KeyFrameName } from '../../../../src/core/record/index.ts';

export interface Said {
	readonly id?: string;
	readonly clip?: string;
	readonly subject?: string;
	readonly coder?: string | null;
	readonly columns?: Readonly<Record<string, string>>;
	readonly fps?: number;
	readonly doubt?: number;
	readonly evidence?: number;
	/** Coded frames; 10, 15, 20 unless said. */
	readonly coded?: Partial<Record<KeyFrameName, number | null>>;
	/** Reselected less coded, frames. */
	readonly shift?: Partial<Record<KeyFrameName, number>>;
	readonly moved?: number;
}

export function audited(said: Said = {}): AuditedMovement {
	const coded = { onset: 10, apex: 15, offset: 20, ...said.coded };
	const keyFrame = (name: KeyFrameName): ReselectedFrame => {
		const frame = (coded[name] ?? 12) + (said.shift?.[name] ?? 0);
		return {
			coded: coded[name],
			frame,
			low: frame - 1,
			high: frame + 1,
			moved: coded[name] === null ? null : (said.moved ?? 0),
		};
	};
	return {
		clip: said.clip ?? 'a.mp4',
		subject: said.subject ?? 'own:1',
		coder: said.coder ?? null,
		columns: said.columns ?? {},
		reselection: {
			id: said.id ?? 'm1',
			onset: keyFrame('onset'),
			apex: keyFrame('apex'),
			offset: keyFrame('offset'),
			evidence: said.evidence ?? 3,
			doubt: said.doubt ?? 0,
			peakPx200: 1.5,
			fps: said.fps ?? 100,
		},
	};
}
