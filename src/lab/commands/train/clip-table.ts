/** Figures of a run on clips, as a table for people. */
import type { ClipRunRecord, NetworkFigures } from '../../train/clips/index.ts';
import { BRANCH_CHOICES } from '../../train/clips/index.ts';

const BRANCHES = { riseOnly: 'rise alone', fallOnly: 'fall alone', gated: 'both, gated' } as const;

export function clipTable({ config, base, figures, failedFolds }: ClipRunRecord): string {
	const trained =
		config.start === 'fine-tune' ? `${base.name}, fine-tuned` : 'trained from scratch';
	const networks: readonly (readonly [string, NetworkFigures | null])[] = [
		[trained, figures.trained],
		[`${base.name} as it is`, figures.zeroShot],
		['both averaged', figures.averaged],
		['OPTIMISTIC: epoch chosen on the test fold', figures.optimistic],
	];
	const lines: string[] = [];
	for (const dataset of Object.keys(figures.trained.classes.gated)) {
		const { events, subjects } = figures.trained.classes.gated[dataset]!;
		lines.push(`${dataset}: ${events} clips of ${subjects} people, ${config.folds}`);
		lines.push(row('', '', 'UF1', 'UAR', 'accuracy'));
		for (const [name, found] of networks) {
			if (found === null) continue;
			for (const choice of BRANCH_CHOICES) {
				const pooled = found.classes[choice][dataset];
				if (pooled === undefined) continue;
				const { uf1, uar, accuracy } = pooled;
				const first = choice === BRANCH_CHOICES[0] ? name : '';
				lines.push(row(first, BRANCHES[choice], ...[uf1, uar, accuracy].map(spoken)));
			}
		}
		lines.push(
			'',
			`Confusion of ${trained}, both gated (rows truth; positive, negative, surprise):`,
		);
		for (const counts of figures.trained.classes.gated[dataset]!.confusion) {
			lines.push(`  ${counts.map((count) => String(count).padStart(5)).join('')}`);
		}
		lines.push('');
	}
	if (figures.trained.units.length > 0) {
		lines.push(`Action units of ${trained}, both gated:`);
		for (const { unit, events, f1, auc } of figures.trained.units) {
			lines.push(
				`  AU ${String(unit).padStart(2)}  ${String(events).padStart(4)} clips  F1 ${f1.toFixed(3)}  AUC ${auc.toFixed(3)}`,
			);
		}
	}
	for (const { fold, why } of failedFolds)
		lines.push(`Fold ${fold} failed and is missing: ${why}.`);
	return `${lines.join('\n').trimEnd()}\n`;
}

const row = (network: string, branches: string, ...figures: readonly string[]): string =>
	`  ${network.padEnd(44)}${branches.padEnd(14)}${figures.map((text) => text.padEnd(24)).join('')}`.trimEnd();

function spoken(figure: NetworkFigures['classes']['gated'][string]['uf1']): string {
	const { value, low, high } = figure;
	if (low === null || high === null) return value.toFixed(3);
	return `${value.toFixed(3)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
}
