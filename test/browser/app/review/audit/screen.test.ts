import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { Command } from '../../../../../src/line/pipeline/index.ts';
import type { FoundFile } from '../../../../../src/app/desk/index.ts';
import type { Studio } from '../../../../../src/app/studio/index.ts';
import { annotationsOf, documentOf } from '../../../../../src/app/auditing/saving.ts';
import WithStudio from '../../session/WithStudio.svelte';
import type { Bench } from '../../session/orders.ts';
import { bench, settled } from '../../session/orders.ts';
import { engine } from '../../session/reports.ts';
import { studioOf } from '../../session/studio.ts';
import { said, saidFirst, saidLike } from '../../../../support/said.ts';
import { FIRST, TRUTH, coded, measured, motionOf, pictureFolder, shown, table } from './clips.ts';

let at: Bench;
let studio: Studio;
afterEach(() => at.desk.close());

async function show(...found: FoundFile[]): Promise<void> {
	at = bench();
	studio = studioOf(at.desk);
	at.report({ kind: 'ready', engine });
	await studio.audit.take(found);
	studio.route.go('review', 'annotations');
	await render(WithStudio, { props: { studio, workspace: 'review' } });
}

const button = (name: string | RegExp) => page.getByRole('button', { name });
const given = <Kind extends Command['kind']>(kind: Kind) =>
	at.commands.filter(
		(command): command is Extract<Command, { kind: Kind }> => command.kind === kind,
	);

/** The line has been asked to measure so many clips. */
const asked = (clips: number) => expect.poll(() => given('measure')).toHaveLength(clips);

/** Two people, two coders; the first is off by six frames, the second right. */
const TWO = [
	...pictureFolder('a'),
	...pictureFolder('b'),
	table(
		'codes.csv',
		coded('a', 'p1', 'Ann', 6),
		coded('a', 'p1', 'Ben', 0),
		coded('b', 'p2', 'Ann', 6),
	),
];

async function audited(): Promise<void> {
	await show(...TWO);
	await button(said('review.audit.matched.go', { n: 3 })).click();
	await asked(1);
	at.report(measured(motionOf(1)));
	await asked(2);
	at.report(measured(motionOf(2)));
	await expect.element(page.getByText(said('review.audit.results.looked', { n: 3 }))).toBeVisible();
}

test('with nothing chosen it says what an audit is, and offers an example', async () => {
	await show();
	await expect.element(page.getByText(said('review.audit.choose.lead'))).toBeVisible();
	await expect.element(button(said('review.audit.example.make'))).toBeEnabled();
});

test('what found its clip is counted at once; what did not says why', async () => {
	await show(
		...pictureFolder('a'),
		...pictureFolder('b'),
		table('codes.csv', coded('a', 'p1', 'Ann', 0), coded('c', 'p2', 'Ann', 0), 'a,p1,Ann,x,2,3,30'),
	);
	await expect
		.element(page.getByText(said('review.audit.matched.some', { n: 1, all: 2, clips: 1 })))
		.toBeVisible();
	await page.getByText(said('review.audit.matched.unmatched', { n: 1 })).click();
	await expect
		.element(page.getByText(said('review.audit.matched.place', { file: 'codes.csv', row: 3 })))
		.toBeVisible();
	await expect.element(page.getByText(said('audit.why.clip-missing', { clip: 'c' }))).toBeVisible();
	await page.getByText(said('review.audit.matched.skipped', { n: 1 })).click();
	await expect
		.element(page.getByText(said('review.audit.matched.place', { file: 'codes.csv', row: 4 })))
		.toBeVisible();
	await expect.element(button(said('review.audit.matched.go', { n: 1 }))).toBeEnabled();
});

test('a file that is no annotation file says so, and the way out', async () => {
	await show({ path: 'notes.csv', file: new File(['hello,world\n1,2\n'], 'notes.csv') });
	await expect
		.element(page.getByRole('alert'))
		.toHaveTextContent(
			said('audit.fault.table-unknown', { file: 'notes.csv', there: 'hello, world' }),
		);
});

test('while Live measures, an audit is refused and says so', async () => {
	await show(...TWO);
	await at.desk.startActor();
	await button(said('review.audit.matched.go', { n: 3 })).click();
	await expect
		.element(page.getByRole('alert'))
		.toHaveTextContent(said('audit.refused.live-measures'));
	expect(given('measure')).toHaveLength(0);
});

test('stopping keeps what is done; going on measures the rest only', async () => {
	await show(...TWO);
	await button(said('review.audit.matched.go', { n: 3 })).click();
	await asked(1);
	await expect
		.element(page.getByText(said('review.audit.results.measuring', { at: 1, of: 2 })))
		.toBeVisible();
	at.report(measured(motionOf(1)));
	await asked(2);
	await button(said('review.audit.results.stop')).click();
	expect(at.orders.at(-1)).toBe('stop');
	at.report(measured(motionOf(2)));
	const stopped = page.getByText(said('review.audit.results.stopped'));
	await expect.element(stopped).toBeVisible();
	await expect.element(stopped).toHaveTextContent(said('review.audit.results.looked', { n: 2 }));
	await button(said('review.audit.results.goOn')).click();
	await asked(3);
	at.report(measured(motionOf(2)));
	await expect.element(page.getByText(said('review.audit.results.looked', { n: 3 }))).toBeVisible();
});

test('a camera that is started takes the line; the audit can go on afterwards', async () => {
	await show(...TWO);
	await button(said('review.audit.matched.go', { n: 3 })).click();
	await asked(1);
	void at.desk.startActor();
	await settled();
	at.report(measured(motionOf(1)));
	await expect.element(page.getByText(said('review.audit.results.stopped'))).toBeVisible();
	await expect.poll(() => at.orders.at(-1)).toBe('start');
});

test('a clip without a face is named, and the others go on', async () => {
	await show(...TWO);
	await button(said('review.audit.matched.go', { n: 3 })).click();
	await asked(1);
	at.report(
		measured(motionOf(1, 0), { code: 'file/no-face', detail: 'no face in any of 90 frames' }),
	);
	await asked(2);
	at.report(measured(motionOf(2)));
	await expect.element(page.getByText(said('review.audit.results.looked', { n: 1 }))).toBeVisible();
	await page.getByText(said('review.audit.results.failures', { n: 1 })).click();
	await expect.element(page.getByText(/no face in any of 90 frames/)).toBeVisible();
});

test('a worker that breaks twice ends the audit, and each clip says why', async () => {
	await show(...TWO);
	await button(said('review.audit.matched.go', { n: 3 })).click();
	await asked(1);
	at.report({ kind: 'faulted', fault: { code: 'landmarks/webgl', detail: 'no WebGL 2' } });
	await expect.poll(() => at.closedLines).toBe(1); // a fresh one for the next clip
	at.report({ kind: 'faulted', fault: { code: 'landmarks/webgl', detail: 'no WebGL 2' } });
	await expect.element(page.getByText(said('review.audit.results.stopped'))).toBeVisible();
	await expect
		.element(page.getByText(said('review.audit.results.failures', { n: 2 })))
		.toBeVisible();
	expect(given('measure')).toHaveLength(1);
});

const shiftsOf = (key: 'onset' | 'offset'): RegExp =>
	saidFirst('review.audit.shifts.sentence', { name: said(`review.keys.${key}`), n: 3 });

test('the distributions have words; groups are compared', async () => {
	await audited();
	const onset = page.getByRole('img', { name: shiftsOf('onset') });
	await expect.element(onset).toBeVisible();
	await expect.element(page.getByRole('img', { name: shiftsOf('offset') })).toBeVisible();
	await page.getByLabelText(said('review.audit.shifts.compare')).selectOptions('coder');
	const groups = page.getByRole('table', { name: saidLike('review.audit.groups.caption') });
	await expect.element(groups.getByRole('row', { name: /^Ann/ })).toHaveTextContent(/−\d+ ms/);
	await expect.element(groups.getByRole('row', { name: /^Ben/ })).toBeVisible();
});

const rows = () =>
	page.getByRole('table', { name: said('review.audit.table.caption') }).getByRole('row');

test('the most doubtful movement comes first; other columns sort too, by keys as well', async () => {
	await audited();
	await expect.element(rows().nth(1)).toHaveTextContent(/Ann/);
	await expect.element(rows().nth(3)).toHaveTextContent(/Ben/);
	await button(said('review.audit.table.doubt')).click();
	await expect.element(rows().nth(1)).toHaveTextContent(/Ben/);
	await expect
		.element(page.getByRole('columnheader', { name: said('review.audit.table.doubt') }))
		.toHaveAttribute('aria-sort', 'ascending');
	await rows().nth(1).getByRole('button').click();
	await userEvent.keyboard('{ArrowDown}');
	await expect.element(rows().nth(2).getByRole('button')).toHaveFocus();
	await expect.element(rows().nth(2).getByRole('button')).toHaveAttribute('aria-current', 'true');
});

test('a movement shows its pictures, takes decisions and a note', async () => {
	await audited();
	await rows().nth(1).getByRole('button').click();
	await expect.poll(() => given('show-frames')).toHaveLength(1);
	const { frames } = given('show-frames')[0]!;
	// In the numbers of the pictures.
	expect(frames.includes(TRUTH.onset + FIRST)).toBe(true);
	at.report(shown(frames));
	const view = page.getByRole('article');
	await expect
		.element(
			view.getByRole('button', {
				name: said('review.audit.look.coded.onset', { frame: TRUTH.onset + FIRST + 6 }),
			}),
		)
		.toBeVisible();
	expect(view.element().querySelectorAll('canvas').length).toBe(7);
	await expect
		.element(view.getByRole('img', { name: saidFirst('review.audit.plot') }))
		.toHaveAccessibleName(
			saidLike('review.audit.plot.coded', { name: said('review.keys.onset'), coded: 147 }),
		);

	await view
		.getByRole('group', { name: said('review.audit.decide.onset') })
		.getByLabelText(said('review.audit.take'))
		.click();
	await expect.element(rows().nth(1)).toHaveTextContent(said('review.audit.decided.taken'));
	await view.getByLabelText(said('review.audit.decided.note')).fill('blurred');
	expect(studio.audit.decisionOf('m1')).toEqual({
		choices: { onset: 'reselected' },
		note: 'blurred',
	});

	const slider = view.getByRole('slider', { name: said('review.audit.stepper.slider') });
	const before = Number((slider.element() as HTMLInputElement).value);
	await view.getByRole('button', { name: said('review.frame.on') }).click();
	await userEvent.keyboard('{ArrowRight}');
	expect(Number((slider.element() as HTMLInputElement).value)).toBe(before + 2);
});

test('a new audit asks first while something is unsaved', async () => {
	await audited();
	await button(said('review.audit.results.new')).click();
	await expect.element(page.getByRole('dialog')).toBeVisible();
	await button(said('review.audit.results.leave.stay')).click();
	expect(studio.audit.rows).toHaveLength(3);
	await button(said('review.audit.results.new')).click();
	await button(said('review.audit.results.leave.go')).click();
	await expect
		.element(page.getByRole('heading', { name: said('review.audit.choose.title') }))
		.toBeVisible();
	expect(studio.audit.clips).toHaveLength(0);
});

test('saving gives a new table: the original as it was, the audit and the decisions behind it', async () => {
	await audited();
	studio.audit.decide('m1', 'onset', 'reselected');
	studio.audit.note('m1', 'blurred, twice');
	const [file] = studio.audit.annotations.files;
	const lines = annotationsOf(studio.audit, file!).split('\n');
	const original = file!.text!.split('\n');
	expect(lines.every((line, row) => line.startsWith(original[row]!))).toBe(true);
	const headings = lines[0]!.split(',');
	const cells = lines[1]!.split(',');
	expect(Number(cells[headings.indexOf('decided_onset')])).toBe(
		studio.audit.rows[0]!.record.onset - 6,
	);
	expect(cells[headings.indexOf('decided_apex')]).toBe('');
	expect(lines[1]).toContain('"blurred, twice"');

	const { format, movements, summary } = JSON.parse(documentOf(studio.audit, '0.1.0')) as {
		readonly format: string;
		readonly movements: readonly {
			readonly id: string;
			readonly decision: { readonly note: string };
		}[];
		readonly summary: { readonly all: { readonly movements: number } };
	};
	expect(format).toBe('fleeting-audit/1');
	// By doubt, as the command line has them.
	const noted = movements.filter(({ decision }) => decision.note !== '');
	expect(noted.map(({ id, decision }) => [id, decision.note])).toEqual([['m1', 'blurred, twice']]);
	expect(movements).toHaveLength(3);
	expect(summary.all.movements).toBe(3);
});

test('an ELAN file gets tiers beside its own', async () => {
	const eaf = `<?xml version="1.0" encoding="UTF-8"?>
<ANNOTATION_DOCUMENT AUTHOR="" DATE="2020-01-01T00:00:00Z" FORMAT="3.0" VERSION="3.0">
	<HEADER MEDIA_FILE="" TIME_UNITS="milliseconds"/>
	<TIME_ORDER>
		<TIME_SLOT TIME_SLOT_ID="ts1" TIME_VALUE="1533"/>
		<TIME_SLOT TIME_SLOT_ID="ts2" TIME_VALUE="1933"/>
	</TIME_ORDER>
	<TIER LINGUISTIC_TYPE_REF="default-lt" TIER_ID="micro">
		<ANNOTATION>
			<ALIGNABLE_ANNOTATION ANNOTATION_ID="a1" TIME_SLOT_REF1="ts1" TIME_SLOT_REF2="ts2">
				<ANNOTATION_VALUE>smile</ANNOTATION_VALUE>
			</ALIGNABLE_ANNOTATION>
		</ANNOTATION>
	</TIER>
	<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="default-lt" TIME_ALIGNABLE="true"/>
</ANNOTATION_DOCUMENT>
`;
	const film = { path: 'talk.mp4', file: new File(['x'], 'talk.mp4') };
	await show(film, { path: 'talk.eaf', file: new File([eaf], 'talk.eaf') });
	await button(said('review.audit.matched.go', { n: 1 })).click();
	await asked(1);
	at.report(measured(motionOf(1, 1, 0)));
	await expect.element(page.getByText(said('review.audit.results.looked', { n: 1 }))).toBeVisible();
	// Coded in ms, whatever rate was taken for granted: the frame of the film nearest to it.
	expect(studio.audit.rows[0]!.record).toMatchObject({ onset: 46, apex: null, offset: 58 });
	const written = annotationsOf(studio.audit, studio.audit.annotations.files[0]!);
	expect(written).toContain('TIER_ID="audited onset"');
	expect(written).toContain('<ANNOTATION_VALUE>smile</ANNOTATION_VALUE>');
	expect(written).toMatch(/coded 1533 ms; 80% \d+ to \d+ ms; off/);
});
