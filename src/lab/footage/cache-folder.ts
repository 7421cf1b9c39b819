import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where decoded footage is kept unless someone says otherwise. */
export const FOOTAGE_FOLDER = join(tmpdir(), 'fleeting-footage');

/** Where what the line measured of it is kept. */
export const TRACKS_FOLDER = join(tmpdir(), 'fleeting-tracks');
