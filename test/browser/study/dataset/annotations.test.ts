/** The room runs in the page as it does in Node. */
import { expect, test } from 'vitest';
import { readAnnotations } from '../../../../src/study/dataset/index.ts';
import { casme2, casme3All, textFile } from '../../../support/annotation-files.ts';
import { eafFile } from '../../../support/eaf-file.ts';

test('workbooks, tables and ELAN files are read in the browser', () => {
	expect(readAnnotations(casme2()).clips.map(({ onset }) => onset)).toEqual([46, 131, 19, 1, 20]);
	expect(readAnnotations(casme3All()).clips).toHaveLength(2);
	const csv = textFile('mine.csv', 'clip,subject,onset,apex,offset,fps\na,1,2,3,4,30\n');
	expect(readAnnotations(csv).clips[0]).toMatchObject({ subject: 'own:1', apex: 3 });
	const eaf = eafFile([{ name: 'Ann', annotations: [[0, 400, 'apex 200 ms']] }]);
	expect(readAnnotations(eaf, { fps: 25 }).clips[0]).toMatchObject({ apex: 5, offset: 10 });
});
