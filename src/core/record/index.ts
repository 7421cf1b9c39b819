/**
 * Room: record. What is said about a face, a movement, a session: plain, cloneable data, and the names in it.
 * What is also read from outside is a schema, from which its type comes.
 *
 * Every wing speaks in these. Times are ms on the session clock with frame indices beside them; sizes are px200
 */
export type { AnnotatedClip, AnnotatedUnit, DatasetName, RecordPlace } from './annotated-clip.ts';
export { DATASET_NAMES } from './annotated-clip.ts';
export { EAF_UNITS_MS } from './eaf-units.ts';
export type { ClipMotion, KeyFrameName } from './clip-motion.ts';
export { KEY_FRAMES } from './clip-motion.ts';
export { CLOCK_ORIGIN, clockBreakNote, isSmallClockBreak } from './clock-break.ts';
export type {
	Backend,
	BackendChoice,
	TrackerChoice,
	TrackerInfo,
	TrackerName,
	ClassNaming,
	EngineInfo,
	LineSettings,
	NameableUnit,
	NamingLevel,
	NetworkSummary,
	PaperClass,
	PaperNetworkInfo,
	PaperSummary,
} from './engine.ts';
export { TRACKER_CHOICES, engineInfoSchema, lineSettingsSchema } from './engine.ts';
export type {
	FaceChoice,
	FacePlace,
	FaceWish,
	FacesRecord,
	FollowedFace,
	PersonSpan,
	SceneCut,
} from './faces.ts';
export { choiceText, facesRecordSchema, onlyPerson, personAt } from './faces.ts';
export type { FaultCode, FaultReport } from './faults.ts';
export { convertCommand, isContentName, namedCodec, namedContent } from './film-formats.ts';
export { Fault, asFault, faultReportSchema, isCameraRefusal } from './faults.ts';
export { filmMs, recordMs } from './film-time.ts';
export type { FaceState, Quality, Signals } from './frame.ts';
export { qualitySchema } from './frame.ts';
export type {
	EventPictures,
	EventStrip,
	KeyFrame,
	MicroEvent,
	RegionMotion,
	RejectedCandidate,
} from './movement.ts';
export { microEventSchema, rejectedCandidateSchema } from './movement.ts';
export type { Rounding } from './quantities.ts';
export { DIGITS, rate } from './quantities.ts';
export type { RejectionReason } from './reasons.ts';
export { REJECTION_REASONS } from './reasons.ts';
export type { RegionName } from './regions.ts';
export type { RemarkCode, SourceRemark } from './remarks.ts';
export { sourceRemarkSchema } from './remarks.ts';
export { REGIONS, REGION_COUNT } from './regions.ts';
export type {
	FilmRecord,
	HumanLabel,
	LabelledFrame,
	Marker,
	SessionRecord,
	SourceRecord,
	StudyRecord,
} from './session.ts';
export {
	filmRecordSchema,
	humanLabelSchema,
	markerSchema,
	sourceRecordSchema,
	studyRecordSchema,
} from './session.ts';
export type {
	ActionUnitScore,
	Class3,
	ClassScore,
	ClassVerdict,
	ObjectiveClass,
	Reading,
	Side,
	UnitVerdict,
	Verdict,
} from './verdict.ts';
export { classVerdictSchema, namedScores, unitVerdictSchema } from './verdict.ts';
