/** The scorer that comes with the app: `scorer.json`, as `npm run train:spotter` wrote it. */
import { LearntScorer } from './scorer.ts';
import file from './scorer.json';

export const shippedScorer = (): LearntScorer => new LearntScorer(file);
