/**
 * Room: practice. A game for visitors and students: which movement did the actor just show?
 *
 * In    the actor's moments, drawn by a worker of its own; a seed
 * Out   `PracticeScreen`; scores kept on this device, or nowhere (`keepScore={false}`)
 * Truth every movement, answer and time comes from the actor's own script: nothing is estimated
 */
export { default as PracticeScreen } from './PracticeScreen.svelte';
