/**
 * Room: live. The Live workspace, and the parts it shares with Analyze: timeline, findings,
 * words, faults in words.
 *
 * In    state of the session room; out: orders to the desk
 */
export { default as Coach } from './Coach.svelte';
export { default as EventCard } from './EventCard.svelte';
export { default as FaultView } from './FaultView.svelte';
export { default as Findings } from './Findings.svelte';
export { default as Icon } from './Icon.svelte';
export type { IconName } from './Icon.svelte';
export { default as LiveScreen } from './LiveScreen.svelte';
export { default as SaveMenu } from './SaveMenu.svelte';
export { default as Stage } from './Stage.svelte';
export { default as StatusLine } from './StatusLine.svelte';
export { default as Timeline } from './Timeline.svelte';
export type { FaultText, WayOut } from './fault-text.ts';
export { FAULT_TEXT, WAY_WORDS } from './fault-text.ts';
export type { TimelineColours, TimelineView } from './draw-timeline.ts';
export { AXIS_PX, drawTimeline } from './draw-timeline.ts';
export { drawingContext, fitCanvas } from './redraw.ts';
export {
	LANE_WORDS,
	clock,
	clockSeconds,
	findingsOf,
	headlineOf,
	percent,
	readingWords,
	regionWords,
	rejectionWords,
	seconds,
} from './words.ts';
