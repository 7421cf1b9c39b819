import { expect, test } from 'vitest';
import { orderOf } from '../../../../src/app/review/movements/review-keys.ts';

const pressed = (key: string, more: Partial<Parameters<typeof orderOf>[0]> = {}) => ({
	key,
	code: '',
	shiftKey: false,
	ctrlKey: false,
	metaKey: false,
	altKey: false,
	...more,
});

test('one frame, ten with Shift', () => {
	expect(orderOf(pressed('ArrowLeft'), true)).toEqual({ kind: 'step', by: -1 });
	expect(orderOf(pressed('ArrowRight', { shiftKey: true }), false)).toEqual({
		kind: 'step',
		by: 10,
	});
});

test('undo and redo in both ways of writing them, on a Mac too', () => {
	expect(orderOf(pressed('z', { ctrlKey: true }), true)?.kind).toBe('undo');
	expect(orderOf(pressed('Z', { metaKey: true, shiftKey: true }), true)?.kind).toBe('redo');
	expect(orderOf(pressed('y', { ctrlKey: true }), true)?.kind).toBe('redo');
	expect(orderOf(pressed('a', { ctrlKey: true }), true)).toBeNull();
	expect(orderOf(pressed('a', { altKey: true }), true)).toBeNull();
});

test('letters can be switched off; other alphabets and French digits find their keys', () => {
	expect(orderOf(pressed('a', { code: 'KeyA' }), false)).toBeNull();
	expect(orderOf(pressed('ф', { code: 'KeyA' }), true)).toEqual({
		kind: 'decide',
		decision: 'accepted',
	});
	expect(orderOf(pressed('&', { code: 'Digit1' }), true)).toEqual({ kind: 'move', to: 'onset' });
	expect(orderOf(pressed('à', { code: 'Digit0' }), true)).toEqual({ kind: 'zoom', by: 0 });
});
