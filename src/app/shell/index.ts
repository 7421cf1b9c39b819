/**
 * Room: shell. What is around every workspace: the way between them, help with keys, files dropped
 * anywhere on the page, what went wrong with storage, the offers of a new version and of a study.
 */
export { default as DropTarget } from './DropTarget.svelte';
export { default as Header } from './Header.svelte';
export { default as KeyboardHelp } from './KeyboardHelp.svelte';
export { default as StorageNotice } from './StorageNotice.svelte';
export { default as StudyOffer } from './StudyOffer.svelte';
export { default as UpdateOffer } from './UpdateOffer.svelte';
