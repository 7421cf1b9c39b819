/**
 * Session JSON -> record. What this program wrote is read to the digit: written again it gives the
 * same bytes. Documents of earlier versions lack fields and get what was true then.
 *
 * Fails ImportError that names the field
 */
import type { ClassVerdict, UnitVerdict, Verdict } from '../../core/record/index.ts';
import type { Millis } from '../../core/kernel/index.ts';
import type {
	EngineInfo,
	KeyFrame,
	MicroEvent,
	Quality,
	RejectedCandidate,
} from '../../core/record/index.ts';
import { DocumentReader } from './document-reader.ts';
import { ImportError } from './import-error.ts';
import { SESSION_FORMAT } from './session-json.ts';
import type {
	FilmRecord,
	HumanLabel,
	LabelledFrame,
	Marker,
	SessionRecord,
	SourceRecord,
	StudyRecord,
} from '../../core/record/index.ts';

export function readSessionJson(text: string): SessionRecord {
	let parsed: unknown;
	try {
		parsed = JSON.parse(text);
	} catch (cause) {
		throw new ImportError('This is no JSON: it was cut off or is something else.', { cause });
	}
	return readSessionDocument(parsed);
}

export function readSessionDocument(parsed: unknown): SessionRecord {
	const read = new DocumentReader(parsed);
	const format = read.at('format').orNull((each) => each.text());
	if (format !== SESSION_FORMAT) {
		const said = format === null ? 'it names no format' : `its format is ${format}`;
		throw new ImportError(`This is no session of this program: ${said}, not ${SESSION_FORMAT}.`);
	}
	const name = read.at('name').orNull((each) => each.text());
	return {
		...(name === null ? {} : { name }),
		film: read.at('film').orNull(film),
		source: source(read.at('source')),
		engine: engine(read.at('engine')),
		quality: quality(read.at('quality')),
		fault: read
			.at('source')
			.at('fault')
			.orNull((each) => ({ code: each.at('code').name(), detail: each.at('detail').text() })),
		events: read.at('events').list(event),
		rejected: read.at('rejected').list(rejected),
		markers: read.at('markers').list(marker),
		labels: read.at('labels').or([], (each) => each.list(label)),
		study: read.at('study').orNull(study),
	};
}

const millis = (read: DocumentReader): Millis => read.number() as Millis;
const text = (read: DocumentReader): string => read.text();

const film = (read: DocumentReader): FilmRecord => ({
	type: read.at('type').text(),
	startsAtMs: read.at('startsAtMs').number(),
});

const source = (read: DocumentReader): SourceRecord => ({
	kind: read.at('kind').oneOf(['camera', 'actor', 'file']),
	name: read.at('name').text(),
	widthPx: read.at('widthPx').finite(),
	heightPx: read.at('heightPx').finite(),
	startedAt: read.at('startedAt').orNull(text),
});

const engine = (read: DocumentReader): EngineInfo => {
	const network = read.at('network');
	const settings = read.at('settings');
	return {
		version: read.at('version').text(),
		faceModel: {
			kind: read.at('faceModel').at('kind').name(),
			sha256: read.at('faceModel').at('sha256').text(),
		},
		network: {
			name: network.at('name').text(),
			sha256: network.at('sha256').orNull(text),
			source: network.at('source').name(),
			state: network.at('state').name(),
			fault: network.at('fault').orNull((each) => each.name()),
			nameable: network
				.at('nameable')
				.or([], (each) =>
					each.list((unit) => ({ au: unit.at('au').finite(), from: unit.at('from').number() })),
				),
			naming: network.at('naming').or([], (each) =>
				each.list((level) => ({
					coverage: level.at('coverage').number(),
					from: level.at('from').number(),
					accuracy: level.at('accuracy').number(),
				})),
			),
			paper: network.at('paper').orNull((paper) => ({
				dataset: paper.at('dataset').orNull(text),
				named: paper.at('named').yes(),
				classes: paper.at('classes').list((each) => ({
					name: each.at('name').text(),
					meaning: each.at('meaning').orNull((meaning) => meaning.name()),
				})),
				source: {
					file: paper.at('source').at('file').text(),
					sha256: paper.at('source').at('sha256').text(),
				},
				licence: paper.at('licence').text(),
			})),
		},
		backend: read.at('backend').orNull((each) => each.name()),
		settings: {
			falseAlarmsPerMinute: settings.at('falseAlarmsPerMinute').number(),
			readingCoverage: settings.at('readingCoverage').or(1, (each) => each.number()),
		},
	};
};

const quality = (read: DocumentReader): Quality => ({
	frames: read.at('frames').finite(),
	dropped: read.at('dropped').finite(),
	fps: read.at('lastFps').number(),
	faceLost: read.at('faceLost').finite(),
	clockBreaks: read.at('clockBreaks').finite(),
	durationMs: millis(read.at('durationMs')),
});

const keyFrame = (read: DocumentReader): KeyFrame => ({
	frame: read.at('frame').finite(),
	ms: millis(read.at('ms')),
	uncertaintyMs: read.at('uncertaintyMs').number(),
});

const movement = (read: DocumentReader): Omit<MicroEvent, 'verdict'> => ({
	id: read.at('id').text(),
	onset: keyFrame(read.at('onset')),
	apex: keyFrame(read.at('apex')),
	offset: keyFrame(read.at('offset')),
	riseMs: read.at('riseMs').number(),
	fallMs: read.at('fallMs').number(),
	durationMs: read.at('durationMs').number(),
	regions: read.at('regions').list((region) => ({
		region: region.at('region').name(),
		dx: region.at('dx').number(),
		dy: region.at('dy').number(),
		amplitudePx200: region.at('amplitudePx200').number(),
		z: region.at('z').number(),
	})),
	peakPx200: read.at('peakPx200').number(),
	score: read.at('score').number(),
	decidedAtMs: millis(read.at('decidedAtMs')),
	latencyMs: read.at('latencyMs').number(),
	fps: read.at('fps').number(),
});

const event = (read: DocumentReader): MicroEvent => ({
	...movement(read),
	verdict: read.at('verdict').orNull(verdict),
});

const rejected = (read: DocumentReader): RejectedCandidate => ({
	...movement(read),
	reason: read.at('reason').name(),
	measured: read.at('measured').orNull((each) => each.finite()),
	limit: read.at('limit').orNull((each) => each.finite()),
});

/** Documents of before there were two kinds have action units. */
const verdict = (read: DocumentReader): Verdict =>
	read.at('kind').or('units', (each) => each.oneOf(['units', 'classes'])) === 'units'
		? units(read)
		: classes(read);

const units = (read: DocumentReader): UnitVerdict => {
	const probabilities = read.at('probabilities');
	return {
		kind: 'units',
		network: read.at('network').text(),
		reading: read.at('reading').name(),
		probabilities: {
			positive: probabilities.at('positive').number(),
			negative: probabilities.at('negative').number(),
			surprise: probabilities.at('surprise').number(),
		},
		actionUnits: read.at('actionUnits').list((unit) => ({
			au: unit.at('au').finite(),
			p: unit.at('p').number(),
			side: unit.at('side').name(),
		})),
		objectiveClass: read.at('objectiveClass').orNull((each) => each.name()),
		branchCorrelation: read.at('branchCorrelation').number(),
		branches: read.at('branches').name(),
	};
};

const classes = (read: DocumentReader): ClassVerdict => {
	const all = read.at('classes').list((each) => ({
		name: each.at('name').text(),
		meaning: each.at('meaning').orNull((meaning) => meaning.name<'positive'>()),
		p: each.at('p').number(),
		pFall: each.at('pFall').number(),
		logitRise: each.at('logitRise').number(),
		logitFall: each.at('logitFall').number(),
	}));
	const indexOf = (field: 'predicted' | 'fallPredicted'): number => {
		const name = read.at(field).text();
		const found = all.findIndex((each) => each.name === name);
		if (found >= 0) return found;
		throw new ImportError(
			`The field verdict.${field} names ${name}, which is none of the classes.`,
		);
	};
	return {
		kind: 'classes',
		network: read.at('network').text(),
		named: read.at('named').yes(),
		classes: all,
		top: indexOf('predicted'),
		fallTop: indexOf('fallPredicted'),
		branchCorrelation: read.at('branchCorrelation').number(),
	};
};

const marker = (read: DocumentReader): Marker => ({
	id: read.at('id').text(),
	frame: read.at('frame').finite(),
	ms: millis(read.at('ms')),
	text: read.at('text').text(),
	origin: read.at('origin').or('', text),
	wallMs: read.at('wallMs').orNull((each) => each.finite()),
});

const label = (read: DocumentReader): HumanLabel => ({
	id: read.at('id').text(),
	about: read.at('about').orNull(text),
	decision: read.at('decision').oneOf(['accepted', 'rejected', 'unsure']),
	keyFrames: read.at('keyFrames').orNull((keys) => ({
		onset: labelled(keys.at('onset')),
		apex: labelled(keys.at('apex')),
		offset: labelled(keys.at('offset')),
	})),
	actionUnits: read.at('actionUnits').list(text),
	reading: read.at('reading').text(),
	note: read.at('note').text(),
	coder: read.at('coder').text(),
	changedAt: read.at('changedAt').text(),
});

const labelled = (read: DocumentReader): LabelledFrame => ({
	frame: read.at('frame').finite(),
	ms: millis(read.at('ms')),
});

const study = (read: DocumentReader): StudyRecord => ({
	participant: read.at('participant').text(),
	session: read.at('session').text(),
	seed: read.at('seed').orNull((each) => each.finite()),
	settingsSha256: read.at('settingsSha256').text(),
	consent: read.at('consent').orNull((each) => ({
		version: each.at('version').text(),
		at: each.at('at').text(),
	})),
});
