/** What axe finds wrong with a screen by WCAG 2.2 AA and best practice; for tests in the browser. */
import axe from 'axe-core';

export const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** One line a violation, with the elements; empty: none. `root`: a screen, or the whole page. */
export async function axeViolations(root: Element | Document = document): Promise<string[]> {
	const { violations } = await axe.run(root, {
		runOnly: { type: 'tag', values: AXE_TAGS },
		resultTypes: ['violations'],
	});
	return violations.map(
		({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ html }) => html).join(' | ')})`,
	);
}
