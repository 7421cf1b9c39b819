import { expect, it, vi } from 'vitest';
import { runCommand } from '../../../support/command-line.ts';

vi.setConfig({ testTimeout: 60_000 });

const bench = (...args: string[]) => runCommand('src/lab/commands/bench.ts', args);

it('says what can be measured', async () => {
	const { status, out } = await bench('--help');
	expect(status).toBe(0);
	for (const name of ['line', 'exports', 'paper-network', 'network', 'selection']) {
		expect(out).toContain(name);
	}
});

it('is wrong usage where there is no such measurement', async () => {
	const { status, said } = await bench('speed');
	expect(status).toBe(2);
	expect(said.join(' ')).toMatch(/no measurement called speed/);
});
