/**
 * Every `say(...)` of the sources: which keys it may ask for, and what it fills in.
 *
 * A key is a literal, a choice between literals, a constant that is one, or a template: `live.${status}` may be any key that
 * fits, a hole standing for one part between dots, or for more where its file writes them so.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parse } from 'svelte/compiler';
import ts from 'typescript';

export interface Said {
	/** `src/app/parts/Stage.svelte:12` */
	readonly where: string;
	/** A literal, or what a template may become, its holes as groups; null where it is neither. */
	readonly key: string | RegExp | null;
	/** Of the file. */
	readonly source: string;
	/** Names of the values; null where they cannot be read off the source. */
	readonly values: readonly string[] | null;
}

const IMPORTS_SAY = /import\s*\{[^}]*\bsay\b[^}]*\}\s*from\s*'[^']*words\//;

export function saidIn(folder: string): Said[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => /\.(?:ts|svelte)$/.test(name) && !name.startsWith('words'))
		.sort()
		.flatMap((name) =>
			saidInFile(join(folder, name), join('src', relative(folder, join(folder, name)))),
		);
}

function saidInFile(path: string, name: string): Said[] {
	const source = readFileSync(path, 'utf8');
	if (!IMPORTS_SAY.test(source)) return []; // another function of that name
	const lineOf = (at: number): number => source.slice(0, at).split('\n').length;
	const isComponent = path.endsWith('.svelte');
	const named = constantsOf(parsed(isComponent ? scriptsOf(source) : source));
	return callsIn(source, isComponent).flatMap(({ call, at }) =>
		saidBy(call, named).map((each) => ({ ...each, source, where: `${name}:${lineOf(at)}` })),
	);
}

const scriptsOf = (source: string): string =>
	[...source.matchAll(/<script[^>]*>(.*?)<\/script>/gs)].map(([, script]) => script).join('\n');

type Constants = ReadonlyMap<string, ts.Expression>;

/** What constants of a file are set to, wherever they stand. */
function constantsOf(file: ts.SourceFile): Constants {
	const found = new Map<string, ts.Expression>();
	const look = (node: ts.Node): void => {
		if (ts.isVariableDeclaration(node) && node.initializer && ts.isIdentifier(node.name)) {
			found.set(node.name.text, node.initializer);
		}
		node.forEachChild(look);
	};
	look(file);
	return found;
}

interface Call {
	readonly call: ts.CallExpression;
	readonly at: number;
}

function callsIn(source: string, isComponent: boolean): Call[] {
	if (!isComponent) {
		return callsUnder(parsed(source)).map((call) => ({ call, at: call.getStart() }));
	}
	// the compiler finds the calls wherever they stand in a component; TypeScript reads each of them
	const spans: { start: number; end: number }[] = [];
	walk(parse(source, { modern: true }), spans);
	return spans.flatMap(({ start, end }) =>
		callsUnder(parsed(source.slice(start, end)))
			.slice(0, 1)
			.map((call) => ({ call, at: start })),
	);
}

const parsed = (source: string): ts.SourceFile =>
	ts.createSourceFile('said.ts', source, ts.ScriptTarget.Latest, true);

function callsUnder(node: ts.Node): ts.CallExpression[] {
	const own = ts.isCallExpression(node) && node.expression.getText() === 'say' ? [node] : [];
	const inside: ts.CallExpression[] = [];
	node.forEachChild((child) => void inside.push(...callsUnder(child)));
	return [...own, ...inside];
}

/** Calls of `say` under a node of the compiler's tree, each with its place in the source. */
function walk(node: unknown, found: { start: number; end: number }[]): void {
	if (typeof node !== 'object' || node === null) return;
	const { type, callee, start, end } = node as Readonly<Record<string, unknown>>;
	const name = (callee as { readonly name?: unknown } | undefined)?.name;
	if (type === 'CallExpression' && name === 'say') {
		found.push({ start: start as number, end: end as number });
	}
	for (const [field, held] of Object.entries(node)) if (field !== 'loc') walk(held, found);
}

function saidBy(
	{ arguments: [key, values] }: ts.CallExpression,
	named: Constants,
): Pick<Said, 'key' | 'values'>[] {
	if (key === undefined) return [];
	return keysOf(key, named).map((each) => ({ key: each, values: valuesOf(values) }));
}

function keysOf(node: ts.Expression, named: Constants): (string | RegExp | null)[] {
	if (ts.isStringLiteralLike(node)) return [node.text];
	if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node))
		return keysOf(node.expression, named);
	if (ts.isConditionalExpression(node))
		return [...keysOf(node.whenTrue, named), ...keysOf(node.whenFalse, named)];
	if (ts.isIdentifier(node)) {
		const held = named.get(node.text);
		// of itself it would be asked for ever
		return held === undefined || ts.isIdentifier(held) ? [null] : keysOf(held, named);
	}
	if (!ts.isTemplateExpression(node)) return [null];
	const parts = [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)];
	return [new RegExp(`^${parts.map((part) => part.replaceAll('.', '\\.')).join('(.+)')}$`)];
}

function valuesOf(node: ts.Expression | undefined): readonly string[] | null {
	if (node === undefined) return [];
	if (!ts.isObjectLiteralExpression(node)) return null;
	const names = node.properties.map((property) =>
		property.name !== undefined &&
		(ts.isIdentifier(property.name) || ts.isStringLiteral(property.name))
			? property.name.text
			: null,
	);
	return names.includes(null) ? null : (names as string[]).sort();
}

/** Whether a key may be what a call asks for. */
export function mayMean({ key, source }: Said, asked: string): boolean {
	if (key === null || typeof key === 'string') return key === asked;
	const holes = key.exec(asked)?.slice(1);
	if (holes === undefined) return false;
	return holes.every((hole) => {
		const dot = hole.indexOf('.');
		return (
			dot < 0 || source.includes(`\`${hole.slice(0, dot + 1)}`) || source.includes(`'${hole}'`)
		);
	});
}
