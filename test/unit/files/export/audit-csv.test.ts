import { describe, expect, it } from 'vitest';
import { readAnnotations } from '../../../../src/study/dataset/index.ts';
import type { AuditedRecord } from '../../../../src/study/audit/index.ts';
import { auditCsv, auditedColumns, auditedTable } from '../../../../src/files/export/index.ts';
import { audited } from '../../study/audit/movements.ts';

const TABLE = [
	'subject,clip,onset,apex,offset,coder,note',
	'1,a.mp4,10,15,20,"Doe, Jane","two\nlines, and ""quotes"""',
	'',
	'2,b.mp4,10,15,20',
	'',
].join('\r\n');

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string) =>
	readAnnotations({ name: 'my.csv', bytes: bytes(text) }, { dataset: 'own', fps: 100 }).clips;

const audit = (text: string): AuditedRecord[] =>
	read(text).map((record, i) => ({
		record,
		reselection: i === 0 ? audited({ doubt: 0.75, shift: { onset: -2 } }).reselection : null,
		why: i === 0 ? null : { code: 'out-of-order', frames: [15, 10] },
	}));

describe("a coder's own table", () => {
	const text = auditedTable(TABLE, audit(TABLE));

	it('keeps every byte of its own, and gets columns at its end', () => {
		const lines = text.split('\r\n');
		const own = TABLE.split('\r\n');
		expect(lines).toHaveLength(own.length);
		expect(lines[0]).toMatch(/^subject,clip,onset,apex,offset,coder,note,audited_onset,/);
		expect(lines[0]).toMatch(/,doubt,evidence,audit_remark$/);
		expect(lines[1]!.startsWith(`${own[1]!},8,7,9,0,15,14,16,0,20,19,21,0,0.75,3,`)).toBe(true);
		expect(lines[2]).toBe('');
		expect(lines[4]).toBe('');
	});

	it('has cells under their headings also where a row is short', () => {
		const clips = read(text);
		expect(clips[0]!.columns).toMatchObject({ note: 'two\nlines, and "quotes"', doubt: '0.75' });
		expect(clips[1]!.columns).toMatchObject({
			clip: 'b.mp4',
			audited_onset: '',
			doubt: '',
			audit_remark: 'Onset, apex and offset are out of order (15, 10).',
		});
	});

	it('is read as it was before', () => {
		const frames = (table: string) =>
			read(table).map(({ onset, apex, offset }) => [onset, apex, offset]);
		expect(frames(text)).toEqual(frames(TABLE));
	});

	it('may be audited again', () => {
		const twice = auditedTable(text, audit(TABLE));
		const headings = twice.split('\r\n')[0]!.split(',');
		expect(headings.filter((name) => name === 'audited_onset')).toHaveLength(1);
		expect(headings).toContain('audited_onset_2');
	});

	it('keeps semicolons, tabs, line ends and a byte order mark', () => {
		const semicolons = '\uFEFFsubject;clip;onset;apex;offset\n1;a;10;15;20\n1;a;40;45;50';
		const lines = auditedTable(semicolons, audit(semicolons)).split('\n');
		expect(lines[0]).toMatch(/^\uFEFFsubject;clip;onset;apex;offset;audited_onset;/);
		expect(lines[1]).toMatch(/^1;a;10;15;20;8;7;9;0;/);
		expect(lines[2]).toMatch(
			/^1;a;40;45;50;+"?Onset, apex and offset are out of order \(15, 10\)\."?$/,
		);
		const tabs = 'subject\tclip\tonset\tapex\toffset\n1\ta\t10\t15\t20\n';
		expect(auditedTable(tabs, audit(tabs))).toMatch(/\n1\ta\t10\t15\t20\t8\t7\t9\t0\t/);
	});

	it('from a workbook becomes a table of its columns', () => {
		const [head, first] = auditedColumns(audit(TABLE)).split('\r\n');
		expect(head).toMatch(/^subject,clip,onset,apex,offset,coder,note,audited_onset,/);
		expect(first).toMatch(/^1,a\.mp4,10,15,20,"Doe, Jane","two$/m);
	});
});

describe('all of an audit', () => {
	it('has a row a movement, with place, shift and what could not be done', () => {
		const [head, first, second] = auditCsv(audit(TABLE)).split('\r\n');
		const cell = (row: string, name: string): string | undefined => {
			const cells = row.match(/("[^"]*"|[^,]*)(?:,|$)/g)!.map((each) => each.replace(/,$/, ''));
			return cells[head!.split(',').indexOf(name)];
		};
		expect(cell(first!, 'file')).toBe('my.csv');
		expect(cell(first!, 'row')).toBe('2');
		expect(cell(first!, 'coded_onset')).toBe('10');
		expect(cell(first!, 'onset_shift_frames')).toBe('-2');
		expect(cell(first!, 'onset_shift_ms')).toBe('-20');
		expect(cell(first!, 'audited_onset')).toBe('8');
		expect(cell(second!, 'onset_shift_frames')).toBe('');
		expect(cell(second!, 'audit_remark')).toBe(
			'"Onset, apex and offset are out of order (15, 10)."',
		);
	});
});
