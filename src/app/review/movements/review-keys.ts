/** Keys of Review: which order a key gives. Pure. */
import type { LabelDecision, LabelKeyFrames } from '../../reviewing/index.ts';

export type ReviewOrder =
	| { readonly kind: 'step'; readonly by: number }
	| { readonly kind: 'ends'; readonly to: 'first' | 'last' }
	| { readonly kind: 'choose'; readonly by: 1 | -1 }
	| { readonly kind: 'play' | 'speed' | 'magnify' | 'add' | 'clear' | 'undo' | 'redo' }
	| { readonly kind: 'factor'; readonly by: number }
	| { readonly kind: 'zoom'; readonly by: 1 | -1 | 0 }
	| { readonly kind: 'decide'; readonly decision: LabelDecision }
	| { readonly kind: 'move' | 'go'; readonly to: keyof LabelKeyFrames };

export interface Pressed {
	readonly key: string;
	readonly code: string;
	readonly shiftKey: boolean;
	readonly ctrlKey: boolean;
	readonly metaKey: boolean;
	readonly altKey: boolean;
}

const KEY_FRAMES: Readonly<Record<string, keyof LabelKeyFrames>> = {
	Digit1: 'onset',
	Digit2: 'apex',
	Digit3: 'offset',
};

const LETTERS: Readonly<Record<string, ReviewOrder>> = {
	a: { kind: 'decide', decision: 'accepted' },
	r: { kind: 'decide', decision: 'rejected' },
	u: { kind: 'decide', decision: 'unsure' },
	n: { kind: 'add' },
	m: { kind: 'magnify' },
	s: { kind: 'speed' },
	j: { kind: 'choose', by: 1 },
	k: { kind: 'choose', by: -1 },
	',': { kind: 'factor', by: -2 },
	'.': { kind: 'factor', by: 2 },
	'+': { kind: 'zoom', by: 1 },
	'=': { kind: 'zoom', by: 1 },
	'-': { kind: 'zoom', by: -1 },
};

/** Null: the key means nothing here. `letters`: single letters and digits are shortcuts. */
export function orderOf(pressed: Pressed, letters: boolean): ReviewOrder | null {
	const { key, code, shiftKey, altKey } = pressed;
	if (altKey) return null;
	if (pressed.ctrlKey || pressed.metaKey) {
		if (key.toLowerCase() === 'z') return { kind: shiftKey ? 'redo' : 'undo' };
		return key.toLowerCase() === 'y' && !shiftKey ? { kind: 'redo' } : null;
	}
	const far = shiftKey ? 10 : 1;
	switch (key) {
		case 'ArrowLeft':
			return { kind: 'step', by: -far };
		case 'ArrowRight':
			return { kind: 'step', by: far };
		case 'Home':
			return { kind: 'ends', to: 'first' };
		case 'End':
			return { kind: 'ends', to: 'last' };
		case 'Delete':
			return { kind: 'clear' };
		case ' ':
			return { kind: 'play' };
	}
	if (!letters) return null;
	const keyFrame = KEY_FRAMES[code];
	if (keyFrame !== undefined) return { kind: shiftKey ? 'go' : 'move', to: keyFrame };
	if (code === 'Digit0') return { kind: 'zoom', by: 0 };
	// Where other letters are written, the place of the key counts.
	const latin = /^[a-z]$/i.test(key) || !code.startsWith('Key') ? key : code.slice(3);
	return LETTERS[latin.toLowerCase()] ?? null;
}

/** What a key that is held down goes on doing. */
export const repeats = ({ kind }: ReviewOrder): boolean =>
	['step', 'choose', 'factor', 'zoom', 'undo', 'redo'].includes(kind);

/** Where a key belongs to what has the focus, not to the screen. */
export function takesKeys(target: EventTarget | null, key: string): boolean {
	if (!(target instanceof HTMLElement)) return false;
	if (target.closest('dialog, [popover]:popover-open') !== null) return true;
	if (target instanceof HTMLInputElement) {
		return target.type !== 'checkbox' || key === ' ';
	}
	if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
	return key === ' ' && target.closest('button, a, summary') !== null;
}
