/**
 * Room: parts. What several screens show: icons, timeline, stage, event card, save menu, faults in words.
 *
 * In    records and state as data and callbacks
 * Out   components, and the words and drawings they share. No screen is known here
 */
export { default as Coach } from './Coach.svelte';
export { default as EventCard } from './EventCard.svelte';
export { default as Facts } from './Facts.svelte';
export { default as FilePicker } from './FilePicker.svelte';
export { default as FaultView } from './FaultView.svelte';
export { default as Findings } from './Findings.svelte';
export type { IconName } from './Icon.svelte';
export { default as Icon, ICON_NAMES } from './Icon.svelte';
export { default as KeyList } from './KeyList.svelte';
export { default as LaneNames } from './LaneNames.svelte';
export { default as NotLoaded } from './NotLoaded.svelte';
export { default as Notice } from './Notice.svelte';
export { default as SaveMenu } from './SaveMenu.svelte';
export { default as Stage } from './Stage.svelte';
export { default as StatusLine } from './StatusLine.svelte';
export { default as Timeline } from './Timeline.svelte';
export { AXIS_PX, drawTimeline, timelineColours } from './draw-timeline.ts';
export type { WayOut } from './fault-text.ts';
export { FAULT_TEXT, WAY_WORDS } from './fault-text.ts';
export { facesWords } from './faces-words.ts';
export { LETTER_KEYS } from './letter-keys.ts';
export type { Fit } from './placement.ts';
export { drawingContext, fitCanvas } from './redraw.ts';
export { remarkWords } from './remark-words.ts';
export { SOFTWARE_FPS, drawnInSoftware } from './software-graphics.ts';
export {
	clock,
	clockSeconds,
	findingsOf,
	headlineOf,
	percent,
	pixels,
	regionWords,
	rejectionWords,
	seconds,
} from './words.ts';
export { BACKEND_NAMES } from './readouts.ts';
