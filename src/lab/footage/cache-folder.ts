import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where decoded footage is kept unless someone says otherwise. */
export const FOOTAGE_FOLDER = join(tmpdir(), 'fleeting-footage');
