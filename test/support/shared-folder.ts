import { fileURLToPath } from 'node:url';

/**
 * Photos and clips beside the checkout. Not part of the product: a test that needs them says so
 * and is skipped where they are missing.
 */
export const sharedFolder = fileURLToPath(new URL('../../../shared', import.meta.url));
