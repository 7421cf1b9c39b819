/**
 * Recorded outputs of the published network on weights and frames that formulas give. Pure.
 *
 * In    JSON: `logits` {rise, fall}; `activations` by `NAME [LAYOUT]#BRANCH`, each with shape, mean,
 *       std, first8; and, where they are there, `state_dict` with the shapes and `fill` with the rules
 * Fails CommandError that names the file, the field and the way out
 */
import * as v from 'valibot';
import { clauseIn, finite } from '../../../core/kernel/index.ts';
import type { PaperTensor } from '../../../line/paper/index.ts';
import { hasShape, paperTensors } from '../../../line/paper/index.ts';
import { CommandError } from '../../terminal/index.ts';
import { FILL_RULES } from './formula.ts';
import type { Branch } from './summary.ts';

export interface RecordedActivation {
	/** As the file calls it. */
	readonly key: string;
	/** The module's, without layout and branch. */
	readonly name: string;
	readonly branch: Branch;
	/** Channels before height and width. */
	readonly channelsFirst: boolean;
	readonly shape: readonly number[];
	readonly mean: number;
	readonly std: number;
	readonly first: readonly number[];
}

export interface NetworkReference {
	readonly classes: number;
	readonly logits: Readonly<Record<Branch, readonly number[]>>;
	readonly activations: readonly RecordedActivation[];
}

const numbers = v.custom<number[]>((value) => v.is(v.array(finite), value), 'a list of numbers');

const fileSchema = v.object(
	{
		logits: v.pipe(
			v.object({ rise: numbers, fall: numbers }, 'an object'),
			v.check(
				({ rise, fall }) => rise.length > 0 && rise.length === fall.length,
				'two lists of as many numbers, one or more',
			),
		),
		/** Rules by the tensors that they fill. */
		fill: v.optional(v.record(v.string(), v.string('a text'), 'an object'), {}),
		/** Shapes by name. */
		state_dict: v.optional(v.record(v.string(), numbers, 'an object')),
		activations: v.optional(
			v.record(
				v.string(),
				v.object({ shape: numbers, mean: finite, std: finite, first8: numbers }, 'an object'),
				'an object',
			),
			{},
		),
	},
	'an object',
);

type RecordedFile = v.InferOutput<typeof fileSchema>;

export function networkReference(file: string, text: string): NetworkReference {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (cause) {
		throw new CommandError(`${file} is not JSON: repair it, or name another file.`, { cause });
	}
	const { success, output, issues } = v.safeParse(fileSchema, value, { abortEarly: true });
	if (!success) throw new CommandError(`${file}: ${clauseIn(issues[0])}.`);
	try {
		return referenceOf(output);
	} catch (cause) {
		if (!(cause instanceof TypeError)) throw cause;
		throw new CommandError(`${file}: ${cause.message}.`, { cause });
	}
}

function referenceOf({ logits, fill, state_dict, activations }: RecordedFile): NetworkReference {
	checkFill(fill);
	if (state_dict !== undefined) checkStateDict(state_dict, logits.rise.length);
	return { classes: logits.rise.length, logits, activations: activationsOf(activations) };
}

const activationsOf = (recorded: RecordedFile['activations']): RecordedActivation[] =>
	Object.entries(recorded).map(([key, { shape, mean, std, first8 }]) => {
		const parts = /^(\S+?)(?:\s*\[([^\]]*)\])?\s*#(rise|fall)$/.exec(key);
		if (parts === null) {
			throw new TypeError(
				`activations.${key} must be called NAME [LAYOUT]#rise or NAME [LAYOUT]#fall`,
			);
		}
		return {
			key,
			name: parts[1]!,
			branch: parts[3] as Branch,
			channelsFirst: /^B\s*,\s*C\b/.test(parts[2] ?? ''),
			shape,
			mean,
			std,
			first: first8,
		};
	});

/** Weights by other formulas would differ everywhere: better said at once. */
function checkFill(fill: RecordedFile['fill']): void {
	for (const [name, rule] of Object.entries(fill)) {
		if (FILL_RULES[name] === rule) continue;
		throw new TypeError(
			`it fills ${name} by ${rule}, which this version does not know (it knows ${Object.entries(
				FILL_RULES,
			)
				.map(([of, by]) => `${of}: ${by}`)
				.join('; ')})`,
		);
	}
}

function checkStateDict(dict: NonNullable<RecordedFile['state_dict']>, classes: number): void {
	const expected = new Map(paperTensors(classes).map((tensor) => [tensor.name, tensor]));
	const wrong = [
		...Object.entries(dict).flatMap(([name, shape]) => strange(name, shape, expected.get(name))),
		...[...expected.values()]
			.filter(({ name, anyRows }) => anyRows !== true && !Object.hasOwn(dict, name))
			.map(({ name }) => `${name} is missing`),
	];
	if (wrong.length === 0) return;
	throw new TypeError(
		`its state_dict is not that of this network for ${classes} classes: ${wrong.slice(0, 5).join('; ')}${wrong.length > 5 ? ` and ${wrong.length - 5} more` : ''}`,
	);
}

function strange(name: string, shape: readonly number[], own: PaperTensor | undefined): string[] {
	if (own === undefined) return [`${name} is not in the network`];
	if (hasShape(own, shape)) return [];
	return [`${name} is [${shape.join(', ')}] instead of [${own.shape.join(', ')}]`];
}
