/**
 * Room: train, judge. What judges a network without training one: its logits on many events, drawn
 * people that a run kept back, and figures of merit. A door of its own, because whoever judges needs
 * neither fit nor films.
 *
 * In    a network's parameters and motions as `eventMotion` writes them; what a run says of itself
 * Out   logits a branch (`predict`); figures and what is read off them
 * Runs  on the tfjs backend that is set; `useWasm` sets Node's
 */
