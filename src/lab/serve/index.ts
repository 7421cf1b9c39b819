/**
 * Room: serve. The local server with its security headers, and the relay for experiments.
 *
 * In    the built app's folder and a port; who may embed the app and what it may connect to
 * Out   an address on this machine only; messages passed on between WebSockets and TCP clients
 * Owns  the ports until `close()`, and the headers that the app is made for
 * Fails CommandError in one sentence where a port is taken or a folder is missing
 */
export { openRelay } from './relay.ts';
export { readOpenings } from './security-headers.ts';
export type { ServerOpenings } from './security-headers.ts';
export type { ServeOptions } from './server.ts';
export { serveApp } from './server.ts';
