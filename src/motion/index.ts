/** Room: motion. */
export { REGIONS, REGION_COUNT } from './regions.ts';
export type { RegionName } from './regions.ts';
