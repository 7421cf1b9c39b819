/**
 * Room: judge. What judges a network without training one: its logits on many events, figures of merit,
 * and the calibration that is read off them. A room of its own, because whoever judges needs neither
 * fit nor videos.
 *
 * In    a network's parameters; events as `eventMotion` writes them, with what was really shown
 * Out   logits per branch (`predict`); figures; temperatures, bars and margins (`calibrate`); what a
 *       network's matrix products cost alone (`bareProducts`)
 * Runs  on the tfjs backend that is set; `useWasm` sets Node's
 */
export type { BareProducts, MatrixProduct } from './bare-products.ts';
export { bareProducts, multiplyAddsOf } from './bare-products.ts';
export { COVERAGES, NAMEABLE_UNITS, calibrate } from './calibrate.ts';
export type { Content, Dataset, Truth } from './dataset.ts';
export { NON_MOVEMENTS } from './dataset.ts';
export type { ClassFigures, JudgedFigures } from './figures.ts';
export { figuresOf } from './figures.ts';
export type { JudgedEvent } from './judged-event.ts';
export { judged } from './judged-event.ts';
export { calibrationError, f1At } from './metrics.ts';
export type { TrainedNetwork } from './predict.ts';
export { predict } from './predict.ts';
export { useWasm } from './wasm-backend.ts';
