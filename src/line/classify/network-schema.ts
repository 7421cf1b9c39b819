/**
 * What `model.json` holds. Types, reader and the writer's check come from these schemas; fields that
 * are not named are left out.
 *
 * Out  a line for each thing that does not fit, tensors by name
 */
import * as v from 'valibot';
import { count, finite, list, object } from '../../core/kernel/index.ts';
import { Fault } from '../../core/record/index.ts';
import { architectureSchema } from './architecture.ts';
import { CLASSES, UNITS, parametersOf } from './live-network.ts';
import { EVIDENCE } from './certainty.ts';
import { GRID, GRID_EYE_DISTANCE, GRID_EYE_ROW, GRID_NOSE_ROW } from './motion-grid.ts';

export const NETWORK_FORMAT = 'fleeting-network/3';
/** Its networks know nothing of the nose's row, and abstain by the probability alone. */
const OLDER_FORMAT = 'fleeting-network/2';

/** What this code expects in `model.json`; also what the trainer writes. */
export const NETWORK_INPUT = {
	grid: GRID,
	eyeDistanceCells: GRID_EYE_DISTANCE,
	eyeRow: GRID_EYE_ROW,
	noseRow: GRID_NOSE_ROW,
} as const;

/** Lines of a fault; of a file that is wrong all over the first ones tell enough. */
const MOST_LINES = 100;
const LONGEST_TEXT = 60;

const named = v.pipe(v.string(), v.nonEmpty());

const exactly = (number: number) => v.pipe(v.number(), v.value(number));

/** Exactly this list. */
const always = <Item extends string | number>(items: readonly Item[]) =>
	v.custom<readonly Item[]>(
		(given) =>
			Array.isArray(given) &&
			given.length === items.length &&
			items.every((item, at) => item === given[at]),
	);

const calibration = {
	/** Logits are divided by these before softmax and sigmoid. */
	temperature: object({
		classes: v.pipe(finite, v.gtValue(0)),
		units: v.pipe(finite, v.gtValue(0)),
	}),
	/** Both branches count above this correlation of rise and negated fall, else the rise alone. */
	gateCorrelation: finite,
	/** How evidence for a reading counts (`certainty.ts`), in the order of `EVIDENCE`. */
	certainty: object({
		weights: v.pipe(list(finite), v.length(EVIDENCE.length)),
		bias: finite,
	}),
	/** How much may be named at what risk; most coverage first. Below its bar none is named. */
	naming: v.pipe(
		v.array(object({ coverage: finite, from: finite, accuracy: finite })),
		v.nonEmpty(),
		v.readonly(),
	),
	/** Evidence for a side (`sideEvidence`) beyond this means a one-sided unit. */
	sideMargin: finite,
	/** Units a person may be told about, each from this probability on. */
	nameable: list(object({ au: finite, from: finite })),
};

/** How logits become a reading; fitted on held-out synthetic people. */
export type LogitCalibration = v.InferOutput<ReturnType<typeof object<typeof calibration>>>;

const tensorsSchema = list(object({ name: v.string(), shape: list(finite) }));

export const weightsSchema = object({ file: v.string(), bytes: count, sha256: v.string() });

/** In the order that the trainer writes. */
const fieldsSchema = object({
	format: v.literal(NETWORK_FORMAT),
	name: named,
	version: named,
	input: object({
		grid: exactly(GRID),
		eyeDistanceCells: exactly(GRID_EYE_DISTANCE),
		eyeRow: exactly(GRID_EYE_ROW),
		noseRow: exactly(GRID_NOSE_ROW),
	}),
	architecture: architectureSchema,
	/** FACS numbers; the unit logits are the subject's left side, then the right. */
	units: always<number>(UNITS),
	classes: always<string>(CLASSES),
	...calibration,
	tensors: tensorsSchema,
	weights: weightsSchema,
});

export const networkFileSchema = v.pipe(
	fieldsSchema,
	v.rawCheck(({ dataset, addIssue }) => {
		const { architecture, tensors } = dataset.value as Readonly<Record<string, unknown>>;
		if (!v.is(architectureSchema, architecture) || !v.is(tensorsSchema, tensors)) return;
		const given = new Map(tensors.map(({ name, shape }) => [name, shape]));
		const expected = parametersOf(architecture);
		let fits = true;
		const wrong = (message: string): void => {
			fits = false;
			addIssue({ message });
		};
		for (const { name, shape } of expected) {
			const actual = given.get(name);
			given.delete(name);
			if (actual === undefined) wrong(`tensor ${name} is missing`);
			else if (actual.join() !== shape.join()) {
				wrong(`tensor ${name} is [${said(actual)}], expected [${said(shape)}]`);
			}
		}
		for (const name of given.keys()) wrong(`tensor ${said(name)} is unknown`);
		if (fits && tensors.some(({ name }, at) => name !== expected[at]?.name)) {
			wrong('tensors are in another order');
		}
	}),
);

/** Contents of `model.json`. */
export type NetworkFile = v.InferOutput<typeof networkFileSchema>;

/** For who writes one: throws model/mismatch where it would not be read back. */
export function checkNetworkFile(file: NetworkFile): void {
	const { issues } = v.safeParse(networkFileSchema, file);
	if (issues !== undefined) throw mismatch(linesOf(issues));
}

type Issue = v.BaseIssue<unknown>;

/** What does not fit, each thing once; of another format nothing else is said. */
export function linesOf(issues: readonly Issue[]): string[] {
	const ofFormat = issues.filter(({ path }) => path?.[0]?.key === 'format');
	return [...new Set((ofFormat.length > 0 ? ofFormat : issues).map(lineOf))];
}

export function mismatch(lines: readonly string[]): Fault {
	const more = lines.length - MOST_LINES;
	const shown = more > 0 ? [...lines.slice(0, MOST_LINES), `and ${more} more`] : lines;
	return new Fault('model/mismatch', shown.join('; '));
}

function lineOf(issue: Issue): string {
	if (issue.type === 'raw_check') return issue.message;
	const [field, part] = (issue.path ?? []).map(({ key }) => key as string | number);
	const given = said(issue.input);
	switch (field) {
		case 'format':
			return issue.input === OLDER_FORMAT
				? `format ${given}: made for faces framed by the eyes alone; train it again with this version`
				: `format ${given}, not ${NETWORK_FORMAT}`;
		case 'name':
		case 'version':
			return 'name or version is missing';
		case 'input':
			return part === undefined
				? 'input is missing'
				: `input ${part} ${given}, expected ${NETWORK_INPUT[part as keyof typeof NETWORK_INPUT]}`;
		case 'architecture':
			return part === undefined
				? 'architecture is missing'
				: `${part} ${given}, expected ${issue.input === undefined ? 'a number' : issue.message}`;
		case 'units':
			return `units ${given}, expected ${said(UNITS)}`;
		case 'classes':
			return `classes ${given}, expected ${said(CLASSES)}`;
		case 'tensors':
			return part === undefined
				? 'list of tensors is missing'
				: `tensor ${Number(part) + 1} of the list has no name or no shape`;
		case 'weights':
			return 'it does not say which weights it has';
		case 'naming':
			return part === undefined ? 'levels of naming are missing' : 'calibration is incomplete';
		case 'nameable':
			return part === undefined
				? 'list of nameable units is missing'
				: 'a nameable unit has no number or no bar';
		default:
			return issue.type === 'gt_value'
				? 'a temperature is not above 0'
				: 'calibration is incomplete';
	}
}

/** A value of a stranger's file, short whatever it is. */
function said(value: unknown): string {
	if (typeof value === 'object' && value !== null && !Array.isArray(value)) return 'an object';
	const text = Array.isArray(value)
		? value.map((each) => (typeof each === 'object' ? '...' : String(each))).join()
		: String(value);
	return text.length > 2 * LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT).toWellFormed()}...` : text;
}
