/** What is said about a movement in ELAN, a kind of fact each: on tiers that depend on its own. Pure. */
import type {
	EngineInfo,
	HumanLabel,
	MicroEvent,
	RejectedCandidate,
	Verdict,
} from '../../core/record/index.ts';
import { namedScores } from '../../core/record/index.ts';
import type { EafFact } from './eaf-writer.ts';
import { mostProbable, predictedNames } from './most-probable.ts';
import { px, share } from './rounding.ts';

type Nameable = EngineInfo['network']['nameable'];

const fact = (kind: string, ...values: readonly (string | number)[]): EafFact => ({
	kind,
	values: values.map(String).filter((value) => value !== ''),
});

/** Units are those that may be named: the others are guesses. */
export const machineFacts = (
	{ verdict, peakPx200, score }: MicroEvent,
	nameable: Nameable,
): readonly EafFact[] => [
	...(verdict === null ? [] : verdictFacts(verdict, nameable)),
	fact('size', `${px(peakPx200)} px200`),
	fact('score', share(score)),
];

function verdictFacts(verdict: Verdict, nameable: Nameable): EafFact[] {
	if (verdict.kind === 'classes') {
		const { rise, fall } = predictedNames(verdict);
		const { p } = verdict.classes[verdict.top]!;
		return [
			fact('class', rise),
			fact('class probability', share(p)),
			fact('fall', rise === fall ? '' : fall),
		];
	}
	const { actionUnits, reading, probabilities, objectiveClass } = verdict;
	const units = namedScores(actionUnits, nameable);
	const likely = mostProbable(verdict);
	return [
		fact('class', reading === 'uncertain' ? reading : likely),
		fact('class probability', reading === 'uncertain' ? '' : share(probabilities[likely])),
		fact(
			'action units',
			...units.map(({ au, side }) => `AU${au}${side === 'both' ? '' : ` ${side}`}`),
		),
		fact('objective class', objectiveClass ?? ''),
	];
}

export function rejectionFacts({ reason, measured, limit }: RejectedCandidate): EafFact[] {
	const hasFigures = measured !== null && limit !== null && Number.isFinite(measured + limit);
	return [
		fact('reason', reason),
		...(hasFigures ? [fact('measured', px(measured)), fact('limit', px(limit))] : []),
	];
}

export const labelFacts = ({ reading, actionUnits, decision, note }: HumanLabel): EafFact[] => [
	fact('action units', ...actionUnits),
	fact('reading', reading),
	fact('decision', decision),
	fact('note', note),
];
