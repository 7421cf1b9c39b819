/** Room: practice. A game for visitors: which movement did the actor just show? */
export { default as PracticeScreen } from './PracticeScreen.svelte';
