/** Room: actor. The synthetic face and the action-unit fields it moves by. Pure. */
export { ACTION_UNITS, ActionUnitField } from './action-units.ts';
export type { ActionUnit, FieldPoint } from './action-units.ts';
