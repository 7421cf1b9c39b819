/**
 * Room: train, judge. What judges a network without training one: its logits on many events, drawn
 * people that a run kept back, and figures of merit. A door of its own, because whoever judges needs
 * neither fit nor films.
 *
 * In    a network's parameters and motions as `eventMotion` writes them; what a run says of itself
 * Out   logits a branch (`predict`); figures and what is read off them
 * Runs  on the tfjs backend that is set; `useWasm` sets Node's
 */
export { COVERAGES } from '../calibrate.ts';
export { type ClassFigures, type Figures, type UnitFigures, figuresOf } from '../figures.ts';
export { type HeldOut, type Seeds, drawHeldOut, seedsOf } from '../held-out.ts';
export { type JudgedEvent, judged } from '../judged-event.ts';
export { calibrationError, meanOf } from '../metrics.ts';
export { type Motions, type TrainedNetwork, predict } from '../predict.ts';
export { NON_MOVEMENTS } from '../scene.ts';
export { useWasm } from '../wasm-backend.ts';
