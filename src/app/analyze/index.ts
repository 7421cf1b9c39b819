/** Room: analyze. Video files through the same line: queue, progress, findings, exports. */
export { default as AnalyzeScreen } from './AnalyzeScreen.svelte';
