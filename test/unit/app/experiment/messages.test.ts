import { expect, test } from 'vitest';
import { readMessage } from '../../../../src/app/experiment/messages.ts';
import type { OutMessage } from '../../../../src/app/experiment/messages.ts';
import { bytesOf } from '../../../../src/app/experiment/serial-channel.ts';

test('markers have a text or a byte', () => {
	expect(readMessage({ fleeting: 1, type: 'marker', text: 'cue', code: 7, sentMs: 12.5 })).toEqual({
		type: 'marker',
		text: 'cue',
		code: 7,
		sentMs: 12.5,
	});
	expect(readMessage({ fleeting: 1, type: 'marker', code: 7 })).toEqual({
		type: 'marker',
		text: '7',
		code: 7,
		sentMs: null,
	});
	for (const wrong of [{}, { code: 256 }, { code: -1 }, { code: 1.5 }, { text: 5 }]) {
		expect(readMessage({ fleeting: 1, type: 'marker', ...wrong })).toBeTypeOf('string');
	}
	expect(readMessage({ fleeting: 1, type: 'marker', text: 'x'.repeat(501) })).toMatch(/500/);
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
