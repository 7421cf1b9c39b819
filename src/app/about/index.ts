/** Room: about. What the product does and does not do, what it runs on, and a diagnostics block. */
export { default as AboutScreen } from './AboutScreen.svelte';
