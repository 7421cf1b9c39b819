/**
 * Room: experiment. Other programs: markers in, events out, and the study that sessions belong to.
 *
 * In    the desk (watched, and told to start and stop), a study's file or link
 * Out   `TriggerBus` (channels), `Study` (participant, session, locked settings and their hash)
 * Owns  open channels (`TriggerBus.close()`)
 */
export { TriggerBus } from './bus.ts';
export type { ChannelName } from './channel.ts';
export { CHANNELS } from './channel.ts';
export type { OutMessage } from './messages.ts';
export { SERIAL_CODES, canSerial, choosePort } from './serial-channel.ts';
export { parseStudy, studyAddress, studyFile, studyInAddress } from './study-file.ts';
export type { ChannelSettings, StudyPlan } from './study-schema.ts';
export { NO_CHANNELS, NO_STUDY, isOrigin, isSocketUrl, sayStudyFault } from './study-schema.ts';
export { Study } from './study.svelte.ts';
