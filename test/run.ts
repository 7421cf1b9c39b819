/**
 * `npm test`: everything, in order. `npm test -- unit browser` runs only the steps named.
 *
 * Lint runs beside the first steps: it needs one core for as long as they take together.
 * Type check, lint and build count as one each, the tests of the four suites one by one. A step
 * that fails does not stop the next ones; only the tests of the built app need the build.
 * The last line is `N passed, N failed`, with `, N skipped` where tests were skipped.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from '../src/lab/browser/chromium.ts';
import { ONLY_PRESENT, anyOtherEngine } from './engines/installed.ts';
import type { Tally } from './support/tally-reporter.ts';
import { TALLY_FILE } from './support/tally-reporter.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** No step takes nearly as long; one that hangs must not hang the rest. */
const STEP_LIMIT_MS = 30 * 60_000;

const NOTHING: Tally = { passed: 0, failed: 0, skipped: [] };
const PASSED: Tally = { ...NOTHING, passed: 1 };
const FAILED: Tally = { ...NOTHING, failed: 1 };

interface Step {
	readonly name: string;
	/** For what runs beside the steps before it: begins it. Its output is shown in its turn. */
	begin?(): void;
	run(done: ReadonlyMap<string, Tally>): Promise<Tally>;
}

const scratch = mkdtempSync(join(tmpdir(), 'fleeting-test-'));

/** How to end each process that runs. */
const running = new Set<() => void>();
process.once('SIGINT', () => {
	for (const stop of running) stop();
	process.exit(130);
});

/**
 * Exit status of `command`, nothing on its input; its output on ours, or in `shown` where that is given.
 */
function run(
	command: string,
	args: readonly string[],
	env: NodeJS.ProcessEnv,
	shown: Buffer[] | null = null,
): Promise<number> {
	return new Promise((resolve) => {
		const child = spawn(command, args, {
			cwd: ROOT,
			env: { ...process.env, ...env },
			stdio: shown === null ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
			shell: process.platform === 'win32',
			// A group of its own, so that the browsers of a step that hangs end with it.
			detached: process.platform !== 'win32',
		});
		for (const stream of [child.stdout, child.stderr]) {
			stream?.on('data', (chunk: Buffer) => shown?.push(chunk));
		}
		const stopGroup = (): void => {
			if (child.pid === undefined) return;
			if (process.platform === 'win32') child.kill('SIGKILL');
			else process.kill(-child.pid, 'SIGKILL');
		};
		running.add(stopGroup);
		const timer = setTimeout(() => {
			console.error(`The step did not end within ${STEP_LIMIT_MS / 60_000} minutes.`);
			stopGroup();
		}, STEP_LIMIT_MS);
		const end = (status: number): void => {
			clearTimeout(timer);
			running.delete(stopGroup);
			resolve(status);
		};
		child.once('error', (error) => {
			console.error(error.message);
			end(1);
		});
		// `close` comes once all output is in.
		child.once(shown === null ? 'exit' : 'close', (status: number | null) => end(status ?? 1));
	});
}

const script = (name: string): Step => ({
	name,
	run: async () => ((await run('npm', ['run', '--silent', name], {})) === 0 ? PASSED : FAILED),
});

/** The same, out of the way of the others' output. */
const scriptBeside = (name: string): Step => {
	let ending: Promise<number> | null = null;
	const shown: Buffer[] = [];
	return {
		name,
		begin: () => void (ending ??= run('npm', ['run', '--silent', name], {}, shown)),
		run: async () => {
			ending ??= run('npm', ['run', '--silent', name], {}, shown);
			const status = await ending;
			process.stdout.write(Buffer.concat(shown));
			return status === 0 ? PASSED : FAILED;
		},
	};
};

async function vitest(project: string, env: NodeJS.ProcessEnv): Promise<Tally> {
	const file = join(scratch, `${project}.json`);
	const reporters = ['default', './test/support/tally-reporter.ts'];
	const status = await run(
		process.execPath,
		[
			join(ROOT, 'node_modules/vitest/vitest.mjs'),
			'run',
			'--project',
			project,
			...reporters.map((reporter) => `--reporter=${reporter}`),
		],
		{ ...env, [TALLY_FILE]: file },
	);
	let tally: Tally;
	try {
		tally = JSON.parse(readFileSync(file, 'utf8')) as Tally;
	} catch {
		return FAILED; // it did not get as far as counting
	}
	const ran = tally.passed + tally.failed + tally.skipped.length;
	// A suite without tests, or one that fails in other ways, is not a success.
	return tally.failed === 0 && (status !== 0 || ran === 0) ? { ...tally, failed: 1 } : tally;
}

let chromium: Promise<string> | null = null;
/** Tests in a browser; says in one sentence what to do where there is none. */
async function browserTests(project: string): Promise<Tally> {
	try {
		chromium ??= findChromium();
		return await vitest(project, { CHROMIUM: await chromium });
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		return FAILED;
	}
}

const ofBuiltApp = (name: string): Step => ({
	name,
	run: async (done) => {
		if ((done.get('build')?.failed ?? 0) === 0) return browserTests(name);
		return { ...NOTHING, skipped: [{ name, reason: 'the app could not be built' }] };
	},
});

const engines: Step = {
	name: 'engines',
	run: async (done) => {
		const reason =
			'there is neither Firefox nor WebKitGTK here (npm run test:engines installs them)';
		if (!anyOtherEngine()) return { ...NOTHING, skipped: [{ name: 'engines', reason }] };
		process.env[ONLY_PRESENT] = '1';
		return ofBuiltApp('engines').run(done);
	},
};

const STEPS: readonly Step[] = [
	script('check'),
	script('build'),
	{ name: 'unit', run: () => vitest('unit', {}) },
	scriptBeside('lint'),
	{ name: 'browser', run: () => browserTests('browser') },
	ofBuiltApp('e2e'),
	engines,
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !STEPS.some((step) => step.name === name));
if (unknown.length > 0) {
	console.error(
		`There is no step ${unknown.join(', ')}; the steps are ${STEPS.map(({ name }) => name).join(', ')}.`,
	);
	process.exit(2);
}

const done = new Map<string, Tally>();
const steps = STEPS.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
for (const step of steps) step.begin?.();
for (const step of steps) {
	console.log(`\n== ${step.name}`);
	const startedAt = performance.now();
	const tally = await step.run(done);
	done.set(step.name, tally);
	const seconds = Math.round((performance.now() - startedAt) / 1000);
	console.log(`== ${step.name}: ${sentence(tally)} (${seconds} s)`);
}
rmSync(scratch, { recursive: true, force: true });

const tallies = [...done.values()];
const total: Tally = {
	passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
	failed: tallies.reduce((sum, { failed }) => sum + failed, 0),
	skipped: tallies.flatMap(({ skipped }) => skipped),
};
console.log('');
for (const { name, reason } of total.skipped) console.log(`skipped: ${name} (${reason})`);
for (const [name, { failed }] of done) if (failed > 0) console.log(`failed in: ${name}`);
console.log(sentence(total));
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

function sentence({ passed, failed, skipped }: Tally): string {
	const tail = skipped.length > 0 ? `, ${skipped.length} skipped` : '';
	return `${passed} passed, ${failed} failed${tail}`;
}
