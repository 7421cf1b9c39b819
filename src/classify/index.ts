/** Room: classify. */
export { GRID, GRID_CHANNELS, GRID_EYE_DISTANCE, GRID_EYE_ROW } from './verdict.ts';
export type {
	ActionUnitScore,
	Backend,
	BackendChoice,
	Class3,
	EventMotion,
	Reading,
	Side,
	Verdict,
} from './verdict.ts';
