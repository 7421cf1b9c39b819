/**
 * Room: serve. The local server with its security headers, and the relay for experiments.
 */
export { openRelay } from './relay.ts';
export { readOpenings } from './security-headers.ts';
export type { Served } from './server.ts';
export { serveApp } from './server.ts';
