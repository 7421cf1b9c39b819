import { expect, test } from 'vitest';
import { readMessage, requestOf, saidByApp } from '../../../../src/app/experiment/messages.ts';
import type { OutMessage } from '../../../../src/app/experiment/messages.ts';
import { mutated } from '../../../support/mutated.ts';
import { bytesOf } from '../../../../src/app/experiment/serial-channel.ts';

test('markers have a text or a byte', () => {
	expect(readMessage({ fleeting: 1, type: 'marker', text: 'cue', code: 7, sentMs: 12.5 })).toEqual({
		type: 'marker',
		text: 'cue',
		code: 7,
		sentMs: 12.5,
		request: null,
	});
	expect(readMessage({ fleeting: 1, type: 'marker', code: 7 })).toEqual({
		type: 'marker',
		text: '7',
		code: 7,
		sentMs: null,
		request: null,
	});
	for (const wrong of [{}, { code: 256 }, { code: -1 }, { code: 1.5 }, { text: 5 }]) {
		expect(readMessage({ fleeting: 1, type: 'marker', ...wrong })).toBeTypeOf('string');
	}
	expect(readMessage({ fleeting: 1, type: 'marker', text: 'x'.repeat(501) })).toMatch(/500/);
});

test('requests have a name of their own, also where the message cannot be used', () => {
	for (const type of ['marker', 'start', 'stop', 'hello']) {
		const message = { fleeting: 1, type, text: 'cue', request: 'a1' };
		expect(readMessage(message)).toMatchObject({ type, request: 'a1' });
		for (const request of ['', 7, 'x'.repeat(101)]) {
			expect(readMessage({ ...message, request })).toMatch(/1 to 100 characters/);
		}
	}
	expect(requestOf({ fleeting: 1, type: 'wipe', request: 'a2' })).toBe('a2');
	expect(requestOf({ fleeting: 1, type: 'wipe', request: 7 })).toBeNull();
	expect(requestOf('wipe')).toBeNull();
});

test('what another window of the app says is told from what programs say', () => {
	const time = { session: null, pageMs: 1, wallMs: 1 };
	expect(saidByApp({ fleeting: 1, type: 'marker', text: 'cue', time })).toBe(true);
	for (const own of [undefined, 17, null, {}]) {
		expect(saidByApp({ fleeting: 1, type: 'marker', text: 'cue', time: own })).toBe(false);
	}
});

test('what is wrong is said in a sentence', () => {
	expect(readMessage(null)).toMatch(/"fleeting": 1/);
	expect(readMessage({ fleeting: 2, type: 'stop' })).toMatch(/version 1/);
	expect(readMessage({ fleeting: 1, type: 'wipe' })).toMatch(/"wipe" is not known/);
	expect(readMessage({ fleeting: 1, type: 'start', source: 'file' })).toMatch(/camera/);
	expect(readMessage({ fleeting: 1, type: 'ping', id: 1 })).toMatch(/t0/);
});

test('bytes go out for what has one; what came by the wire does not go back', () => {
	const codes = { onset: 1, apex: 2, event: 3, marker: 9 };
	const message = (body: object) => body as OutMessage;
	expect(bytesOf(message({ type: 'event' }), codes)).toEqual([1, 2, 3]);
	expect(bytesOf(message({ type: 'rejected' }), codes)).toEqual([]);
	expect(bytesOf(message({ type: 'marker', origin: 'keyboard' }), codes)).toEqual([9]);
	expect(bytesOf(message({ type: 'marker', origin: 'serial' }), codes)).toEqual([]);
});

test('broken copies of messages are read, or refused in a sentence', () => {
	const messages = [
		{ fleeting: 1, type: 'marker', text: 'cue', code: 7, sentMs: 1.7e12, request: 'a1' },
		{ fleeting: 1, type: 'start', source: 'camera', request: 'a2' },
		{ fleeting: 1, type: 'ping', id: 3, t0: 1.5 },
		{ fleeting: 1, type: 'pong', id: 3, t0: 1.5, t1: 2.5, t2: 2.75 },
	];
	const counted = { read: 0, refused: 0 };
	for (const [seed, message] of messages.entries()) {
		const whole = new Uint8Array(new TextEncoder().encode(JSON.stringify(message)));
		for (const bytes of mutated(whole, 700, seed)) {
			let value: unknown;
			try {
				value = JSON.parse(new TextDecoder().decode(bytes));
			} catch {
				value = null; // as channels hand it on
			}
			const request = requestOf(value);
			expect(request === null || request.length <= 100).toBe(true);
			const read = readMessage(value);
			if (typeof read === 'string') {
				expect(read).toMatch(/^[\w"].{10,}/);
				counted.refused += 1;
				continue;
			}
			counted.read += 1;
			expect(['marker', 'start', 'stop', 'hello', 'ping', 'pong']).toContain(read.type);
			if (read.type !== 'marker') continue;
			expect(read.text.length).toBeGreaterThan(0);
			expect(read.sentMs === null || Number.isFinite(read.sentMs)).toBe(true);
		}
	}
	expect(counted.read).toBeGreaterThan(20);
	expect(counted.refused).toBeGreaterThan(1500);
	expect(counted.read + counted.refused).toBe(2800);
});
