/**
 * Session JSON, format `fleeting-session/1`. Others rely on it: fields may be added, never renamed.
 * The document carries its own dictionary, so it can be read years later without this program.
 */
import type {
	ClassVerdict,
	PaperNetworkInfo,
	UnitVerdict,
	Verdict,
} from '../../core/record/index.ts';
import type { KeyFrame, MicroEvent, RejectedCandidate } from '../../core/record/index.ts';
import { SESSION_FIELDS } from './session-fields.ts';
import { predictedNames } from './most-probable.ts';
import { ms, px, pxOrNull, rate, share } from './rounding.ts';
import type {
	HumanLabel,
	LabelledFrame,
	SessionRecord,
	StudyRecord,
} from '../../core/record/index.ts';

export const SESSION_FORMAT = 'fleeting-session/1';

export type SessionDocument = ReturnType<typeof sessionDocument>;

export const sessionJson = (record: SessionRecord): string =>
	`${JSON.stringify(sessionDocument(record), null, '\t')}\n`;

/** The document as plain data. NaN and infinity become null in the text: "not measured". */
export function sessionDocument(record: SessionRecord) {
	const { source, engine, quality } = record;
	return {
		format: SESSION_FORMAT,
		name: record.name ?? null,
		source: {
			kind: source.kind,
			name: source.name,
			widthPx: source.widthPx,
			heightPx: source.heightPx,
			startedAt: source.startedAt,
			complete: record.fault === null,
			fault: record.fault && { code: record.fault.code, detail: record.fault.detail },
		},
		engine: {
			version: engine.version,
			faceModel: { kind: engine.faceModel.kind, sha256: engine.faceModel.sha256 },
			network: {
				name: engine.network.name,
				sha256: engine.network.sha256,
				source: engine.network.source,
				state: engine.network.state,
				fault: engine.network.fault,
				nameable: engine.network.nameable.map(({ au, from }) => ({ au, from })),
				naming: engine.network.naming.map(({ coverage, from, accuracy }) => ({
					coverage,
					from,
					accuracy,
				})),
				paper: engine.network.paper && paper(engine.network.paper),
			},
			backend: engine.backend,
			settings: {
				falseAlarmsPerMinute: engine.settings.falseAlarmsPerMinute,
				readingCoverage: engine.settings.readingCoverage,
			},
		},
		quality: {
			frames: quality.frames,
			dropped: quality.dropped,
			meanFps: rate(meanFps(quality.frames, quality.durationMs)),
			lastFps: rate(quality.fps),
			faceLost: quality.faceLost,
			clockBreaks: quality.clockBreaks,
			durationMs: ms(quality.durationMs),
		},
		events: record.events.map((event) => ({
			...movement(event),
			verdict: event.verdict && verdict(event.verdict),
		})),
		rejected: record.rejected.map((rejected) => ({
			...movement(rejected),
			reason: rejected.reason,
			measured: pxOrNull(rejected.measured),
			limit: pxOrNull(rejected.limit),
		})),
		markers: record.markers.map((marker) => ({
			id: marker.id,
			frame: marker.frame,
			ms: ms(marker.ms),
			text: marker.text,
			origin: marker.origin,
			wallMs: marker.wallMs,
		})),
		labels: record.labels.map(label),
		study: record.study && study(record.study),
		film: record.film ? { type: record.film.type, startsAtMs: ms(record.film.startsAtMs) } : null,
		dictionary: SESSION_FIELDS,
	};
}

/** Frames measured a second; the first frame opens the first interval. */
const meanFps = (frames: number, durationMs: number): number =>
	frames > 1 && durationMs > 0 ? ((frames - 1) * 1000) / durationMs : 0;

function movement(found: MicroEvent | RejectedCandidate) {
	return {
		id: found.id,
		onset: keyFrame(found.onset),
		apex: keyFrame(found.apex),
		offset: keyFrame(found.offset),
		riseMs: ms(found.riseMs),
		fallMs: ms(found.fallMs),
		durationMs: ms(found.durationMs),
		peakPx200: px(found.peakPx200),
		score: share(found.score),
		fps: rate(found.fps),
		decidedAtMs: ms(found.decidedAtMs),
		latencyMs: ms(found.latencyMs),
		regions: found.regions.map((region) => ({
			region: region.region,
			dx: px(region.dx),
			dy: px(region.dy),
			amplitudePx200: px(region.amplitudePx200),
			z: px(region.z),
		})),
	};
}

const label = (said: HumanLabel) => ({
	id: said.id,
	about: said.about,
	decision: said.decision,
	keyFrames: said.keyFrames && {
		onset: labelled(said.keyFrames.onset),
		apex: labelled(said.keyFrames.apex),
		offset: labelled(said.keyFrames.offset),
	},
	actionUnits: said.actionUnits,
	reading: said.reading,
	note: said.note,
	coder: said.coder,
	changedAt: said.changedAt,
});

const labelled = ({ frame, ms: at }: LabelledFrame) => ({ frame, ms: ms(at) });

const study = ({ participant, session, seed, settingsSha256, consent }: StudyRecord) => ({
	participant,
	session,
	seed,
	settingsSha256,
	consent: consent && { version: consent.version, at: consent.at },
});

const keyFrame = (key: KeyFrame) => ({
	frame: key.frame,
	ms: ms(key.ms),
	uncertaintyMs: ms(key.uncertaintyMs),
});

const verdict = (said: Verdict) => (said.kind === 'units' ? units(said) : classes(said));

const units = (said: UnitVerdict) => ({
	kind: said.kind,
	network: said.network,
	reading: said.reading,
	probabilities: {
		positive: share(said.probabilities.positive),
		negative: share(said.probabilities.negative),
		surprise: share(said.probabilities.surprise),
	},
	actionUnits: said.actionUnits.map(({ au, p, side }) => ({ au, p: share(p), side })),
	objectiveClass: said.objectiveClass,
	branchCorrelation: share(said.branchCorrelation),
	branches: said.branches,
});

const classes = (said: ClassVerdict) => ({
	kind: said.kind,
	network: said.network,
	named: said.named,
	predicted: predictedNames(said).rise,
	fallPredicted: predictedNames(said).fall,
	classes: said.classes.map(({ name, meaning, p, pFall, logitRise, logitFall }) => ({
		name,
		meaning,
		p: share(p),
		pFall: share(pFall),
		logitRise: share(logitRise),
		logitFall: share(logitFall),
	})),
	branchCorrelation: share(said.branchCorrelation),
});

const paper = ({ classes, dataset, named, source, licence }: PaperNetworkInfo) => ({
	dataset,
	named,
	classes: classes.map(({ name, meaning }) => ({ name, meaning })),
	source: { file: source.file, sha256: source.sha256 },
	licence,
});
