import { expect, test } from 'vitest';
import faultSource from '../../../../src/core/record/faults.ts?raw';
import { FAULT_TEXT, WAY_WORDS } from '../../../../src/app/parts/index.ts';

test('every fault code has words and a way out', () => {
	const codes = [...faultSource.matchAll(/^\t\| '([a-z]+\/[a-z0-9-]+)'/gm)].map(([, code]) => code);
	expect(codes.length).toBeGreaterThan(20);
	expect(Object.keys(FAULT_TEXT).sort()).toEqual(codes.sort());
	for (const [code, { title, body, ways }] of Object.entries(FAULT_TEXT)) {
		expect(title.length, code).toBeGreaterThan(5);
		expect(body.length, code).toBeGreaterThan(20);
		// No button leads to another address; the words say which.
		if (code === 'browser/insecure') expect(body).toContain('https');
		else expect(ways.length, code).toBeGreaterThan(0);
		for (const way of ways) expect(WAY_WORDS[way].length, code).toBeGreaterThan(3);
	}
});
