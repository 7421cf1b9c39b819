/**
 * Room: studio. The parts that `main.ts` builds, handed down to every screen, and the way between workspaces.
 */
export type { Workspace } from './route.svelte.ts';
export { Route, WORKSPACES, addressOf } from './route.svelte.ts';
export type { Studio } from './studio.ts';
export { getStudio, setStudio } from './studio.ts';
