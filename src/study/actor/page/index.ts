/**
 * Room: page. TODO
 */
export { openActor } from './actor-source.ts';
