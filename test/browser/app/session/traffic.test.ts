/** What left the page, as the browser counts it. */
import { expect, onTestFinished, test } from 'vitest';
import { Traffic } from '../../../../src/app/offline/index.ts';

function traffic(origin?: string): { traffic: Traffic; page: EventTarget } {
	const page = new EventTarget();
	const made = new Traffic(page, origin);
	onTestFinished(() => made.close());
	return { traffic: made, page };
}

test('files of the app are its own, also those from before it was asked', async () => {
	const { traffic: of } = traffic();
	await expect.poll(() => of.own).toBeGreaterThan(0);
	expect(of).toMatchObject({ counted: true, foreign: 0, addresses: [] });
});

test('what goes elsewhere is counted and named, from the page and from the worker', async () => {
	const { traffic: of } = traffic('https://fleeting.example');
	await expect.poll(() => of.foreign).toBeGreaterThan(0); // this page is not that origin
	const before = of.foreign;
	of.apply({
		kind: 'requests-made',
		addresses: [
			'https://fleeting.example/models/face.task',
			'https://elsewhere.example/v1/log?a=1',
			'https://elsewhere.example/v1/log?a=2',
			'blob:https://fleeting.example/1',
		],
	});
	expect(of.foreign).toBe(before + 2);
	expect(of.own).toBe(1);
	expect(of.addresses).toContain('https://elsewhere.example');
});

test('what the page refused is kept beside', () => {
	const { traffic: of, page } = traffic();
	const refused = new Event('securitypolicyviolation');
	Object.assign(refused, { blockedURI: 'https://elsewhere.example/v1' });
	page.dispatchEvent(refused);
	expect(of.refused).toEqual(['https://elsewhere.example']);
});
