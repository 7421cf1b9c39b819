import { expect, test } from 'vitest';
import {
	actionUnits,
	decimal,
	frameNumber,
	objectiveClass,
} from '../../../../src/study/dataset/cells.ts';

test('frame numbers: text or not, missing, or none', () => {
	expect([frameNumber('46'), frameNumber('46.0'), frameNumber('0046')]).toEqual([46, 46, 46]);
	for (const text of ['', '/', '-', 'NaN', '?']) expect(frameNumber(text)).toBeNull();
	for (const text of ['4b', '-3', '1.5', '1e3']) expect(frameNumber(text)).toBeUndefined();
	expect([decimal('33.4'), decimal('/'), decimal('fast')]).toEqual([33.4, null, undefined]);
});

const said = (text: string): string[] =>
	actionUnits(text).units.map(
		({ unit, side, intensity, uncertain, kept }) =>
			`${unit}|${side ?? ''}|${intensity ?? ''}|${uncertain ? '?' : ''}${kept ? 'k' : ''}`,
	);

test.for([
	['4', ['4|||']],
	['4+L10', ['4|||', '10|left||']],
	['R12A/L14', ['12|right|A|', '14|left||']],
	['4B/C+7', ['4||C|', '7|||']],
	['4/7', ['4|||', '7|||']],
	['4/B12', ['4|||', '12|bottom||']],
	['4,T5 , 7', ['4|||', '5|top||', '7|||']],
	['AU4(k)+au 12', ['4|||k', '12|||']],
	['1?+2', ['1|||?', '2|||']],
	['r12 + l12b', ['12|right||', '12|left|B|']],
	['', []],
	['/', []],
	['?', []],
	['0', []],
	[' 4 +', ['4|||']],
] as const)('%s', ([text, units]) => {
	expect(said(text)).toEqual(units);
	expect(actionUnits(text).unread).toEqual([]);
});

test.for([
	['R12 or R15', ['R12 or R15']],
	['4+smile', ['smile']],
	['45477', ['45477']], // a spreadsheet made a date of 4/7
	['X4+7', ['X4']],
] as const)('%s is not read whole', ([text, unread]) => {
	expect(actionUnits(text).unread).toEqual(unread);
});

test('objective classes in either script', () => {
	expect(['3', 'III', 'vii', '1.0'].map(objectiveClass)).toEqual(['III', 'III', 'VII', 'I']);
	expect(objectiveClass('')).toBeNull();
	expect(objectiveClass('8')).toBeUndefined();
});
