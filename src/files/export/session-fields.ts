/** What every field of the session JSON means, with its unit; ships inside it. */

export interface DictionaryEntry {
	readonly unit: string;
	readonly meaning: string;
}

const entry = (unit: string, meaning: string): DictionaryEntry => ({ unit, meaning });

const PX200 =
	'pixels of an aligned face crop in which the outer eye corners (mesh points 33 and 263) are 95 px apart';

const KEY_FRAMES = {
	onset: 'last frame before the movement begins',
	apex: 'frame of greatest displacement',
	offset: 'frame at which the movement has gone back furthest',
} as const;

function movementFields(list: 'events' | 'rejected'): Record<string, DictionaryEntry> {
	const fields: Record<string, DictionaryEntry> = {
		id: entry(
			'',
			'name of the record, unique in the session; e1, e2, ... events, r1, ... rejected',
		),
	};
	for (const [key, what] of Object.entries(KEY_FRAMES)) {
		fields[`${key}.frame`] = entry(
			'frame',
			`${what}: index in the source from 0, in presentation order, dropped frames counted`,
		);
		fields[`${key}.ms`] = entry('ms', `${what}: time since the first frame of the session`);
		fields[`${key}.uncertaintyMs`] = entry(
			'ms',
			`half width of the interval in which the true moment lies; at least one frame period`,
		);
	}
	Object.assign(fields, {
		riseMs: entry('ms', 'apex minus onset'),
		fallMs: entry('ms', 'offset minus apex'),
		durationMs: entry('ms', 'offset minus onset'),
		peakPx200: entry('px200', `greatest displacement of any region; px200: ${PX200}`),
		score: entry(
			'0..1',
			'share of such candidates that were movements, on people held out in training (movements drawn into films); not a probability of any feeling',
		),
		fps: entry('frames/s', 'frame rate measured around the movement'),
		decidedAtMs: entry('ms', 'frame time at which the program decided'),
		latencyMs: entry('ms', 'decidedAtMs minus the offset'),
		'regions[].region': entry(
			'',
			'face region that took part, strongest first; Left and Right are the subject’s own',
		),
		'regions[].dx': entry(
			'px200',
			'displacement from onset to apex, positive to the right of the unmirrored picture',
		),
		'regions[].dy': entry('px200', 'displacement from onset to apex, positive downwards'),
		'regions[].amplitudePx200': entry('px200', 'length of that displacement'),
		'regions[].z': entry(
			'',
			'how far the rise and fall stands out of the noise of its region, learnt in quiet frames and measured around it',
		),
	});
	return Object.fromEntries(
		Object.entries(fields).map(([name, about]) => [`${list}[].${name}`, about]),
	);
}

/** By path in the session JSON; `[]` stands for every item of a list. */
export const SESSION_FIELDS: Readonly<Record<string, DictionaryEntry>> = {
	format: entry('', 'name and version of this format; fields may be added within a version'),
	name: entry('', 'what people called the session; null where it has no name of its own'),
	'source.kind': entry('', 'camera, file, or actor (a synthetic face drawn by the program)'),
	'source.name': entry('', 'file name or camera label'),
	'source.widthPx': entry('px', 'width of the picture as shown'),
	'source.heightPx': entry('px', 'height of the picture as shown'),
	'source.startedAt': entry('ISO 8601', 'wall-clock time of the first frame; null for a file'),
	'source.complete': entry('true/false', 'false when the session ended before its source did'),
	'source.fault': entry('', 'why it ended early; null when it did not'),
	'source.fault.code': entry('', 'fault by name, for example file/broken'),
	'source.fault.detail': entry('', 'technical detail of the fault'),
	'engine.version': entry('', 'version of the program'),
	'engine.faceModel.kind': entry(
		'',
		'official: MediaPipe’s published bundle; assembled: built from the npm package @mediapipe/face_mesh',
	),
	'engine.faceModel.sha256': entry('hex', 'checksum of the face model'),
	'engine.network.name': entry('', 'name of the network that reads events'),
	'engine.network.sha256': entry('hex', 'checksum of its weights; null without weights'),
	'engine.network.source': entry(
		'',
		'shipped with the program, or file: a person brought the weights',
	),
	'engine.network.state': entry(
		'',
		'ready; recovering after a lost GPU; absent: then events are found but not read',
	),
	'engine.network.fault': entry('', 'why the network is absent'),
	'engine.network.nameable': entry('', 'action units that a person may be told about'),
	'engine.network.naming': entry('', 'how many readings may be named at what risk'),
	'engine.network.nameable[].au': entry('FACS', 'number of the unit'),
	'engine.network.nameable[].from': entry('0..1', '... from this figure of the network on'),
	'engine.network.naming[].coverage': entry('0..1', 'share of movements whose reading is named'),
	'engine.network.naming[].from': entry('0..1', '... from this figure of the top class on'),
	'engine.network.naming[].accuracy': entry(
		'0..1',
		'share of the named that were named rightly, measured on people held out',
	),
	'engine.network.paper': entry(
		'',
		'where the paper’s network ran with weights that a person brought: its classes and origin; null for the live network',
	),
	'engine.network.paper.dataset': entry(
		'',
		'data set that the class names come from, in the person’s word; null where nobody said',
	),
	'engine.network.paper.named': entry('true/false', 'false: the classes have numbers only'),
	'engine.network.paper.classes[].name': entry('', 'name of a class, in the order of the logits'),
	'engine.network.paper.classes[].meaning': entry(
		'',
		'positive, negative or surprise, where the class belongs to one of these; else null',
	),
	'engine.network.paper.source.file': entry('', 'file of the state dict that was converted'),
	'engine.network.paper.source.sha256': entry('hex', 'checksum of that file'),
	'engine.network.paper.licence': entry('', 'terms that the weights come under'),
	'engine.backend': entry('', 'where the network ran: webgpu, webgl or wasm; null when it did not'),
	'engine.settings.falseAlarmsPerMinute': entry(
		'1/min',
		'false alarms that were accepted; sets the bar for the score',
	),
	'engine.settings.readingCoverage': entry(
		'0..1',
		'share of movements whose reading was to be named; of the network’s levels the next one counted, and the other movements read uncertain',
	),
	'quality.frames': entry('frames', 'frames that were measured'),
	'quality.dropped': entry('frames', 'frames that came but were not measured; always 0 for a file'),
	'quality.meanFps': entry(
		'frames/s',
		'measured frames over the whole session; 0 with fewer than two',
	),
	'quality.lastFps': entry('frames/s', 'measured over the last two seconds'),
	'quality.faceLost': entry('frames', 'frames in which no face was found'),
	'quality.clockBreaks': entry(
		'count',
		'jumps of the clock: sleep, a gap of more than two seconds',
	),
	'quality.durationMs': entry('ms', 'time from the first to the last frame'),
	events: entry('', 'short facial movements taken for micro-expressions, in order of detection'),
	...movementFields('events'),
	'events[].verdict': entry(
		'',
		'what the network says; null when no network ran. Readings describe movements, not feelings',
	),
	'events[].verdict.kind': entry(
		'',
		'units: the live network, with action units and a reading; classes: the paper’s network with weights that a person brought, which names classes of the data it was trained on and nothing else',
	),
	'events[].verdict.network': entry('', 'name of the network'),
	'events[].verdict.named': entry(
		'true/false',
		'kind classes: false where the classes have numbers only',
	),
	'events[].verdict.predicted': entry(
		'',
		'kind classes: the most probable class of the rise, which is the prediction, as published; a class of the training data, not a feeling; not validated by this program',
	),
	'events[].verdict.fallPredicted': entry(
		'',
		'kind classes: the most probable class of the fall, which takes no part in the prediction',
	),
	'events[].verdict.classes[].name': entry('', 'kind classes: name, in the order of the logits'),
	'events[].verdict.classes[].meaning': entry(
		'',
		'kind classes: positive, negative or surprise, where the class belongs to one of these; else null',
	),
	'events[].verdict.classes[].p': entry(
		'0..1',
		'kind classes: softmax of the rise’s logits, not calibrated; the classes sum to 1',
	),
	'events[].verdict.classes[].pFall': entry('0..1', 'kind classes: the same of the fall'),
	'events[].verdict.classes[].logitRise': entry('', 'kind classes: the network’s output, rise'),
	'events[].verdict.classes[].logitFall': entry('', 'kind classes: the network’s output, fall'),
	'events[].verdict.reading': entry(
		'',
		'positive, negative, surprise, or uncertain when no class is probable enough to be named at the readingCoverage that was set; brow lowering (AU 4, with or without 7) alone is not one emotion, whatever stands here',
	),
	'events[].verdict.probabilities.positive': entry(
		'0..1',
		'the network’s figure for the class that such movements usually get in labelled data sets; the three sum to 1',
	),
	'events[].verdict.probabilities.negative': entry('0..1', 'see positive'),
	'events[].verdict.probabilities.surprise': entry('0..1', 'see positive'),
	'events[].verdict.actionUnits[].au': entry(
		'FACS',
		'number of the action unit; every unit the network knows is listed',
	),
	'events[].verdict.actionUnits[].p': entry(
		'0..1',
		'the network’s figure for that unit having moved',
	),
	'events[].verdict.actionUnits[].side': entry('', 'both, left or right; the subject’s own side'),
	'events[].verdict.objectiveClass': entry(
		'',
		'Davison’s class, I to VII, of the units that may be named and are probable enough: a class of movement combinations, which says nothing about feeling (arXiv 1708.07549); null without such a unit',
	),
	'events[].verdict.branchCorrelation': entry(
		'-1..1',
		'correlation of the rise with the reversed fall: near 1 when the movement came back the way it went',
	),
	'events[].verdict.branches': entry(
		'',
		'both, or rise: the fall did not mirror the rise and was left out',
	),
	rejected: entry('', 'candidates that were turned down'),
	...movementFields('rejected'),
	'rejected[].reason': entry(
		'',
		'why: too-weak, too-short, too-long, too-large, slow-rise, no-return, blink, speech, head-turn, lighting, low-frame-rate, face-lost, overlap',
	),
	'rejected[].measured': entry(
		'by reason',
		'the value that decided: ms for too-long, px200 for too-large; empty for reasons without a limit (blink, speech, face-lost)',
	),
	'rejected[].limit': entry('by reason', 'the limit it broke, in the same unit, or empty likewise'),
	markers: entry('', 'notes and triggers set during the session'),
	'markers[].id': entry('', 'name of the marker, unique in the session'),
	'markers[].frame': entry('frame', 'newest frame when the marker was set'),
	'markers[].ms': entry('ms', 'time of the marker since the first frame'),
	'markers[].text': entry('', 'what it says'),
	'markers[].origin': entry('', 'keyboard, or the channel it came in by; empty: not known'),
	'markers[].wallMs': entry(
		'ms',
		'the same moment on the wall clock, since 1970; null where that is not known',
	),
	labels: entry('', 'what people said about movements, apart from what was measured'),
	'labels[].id': entry('', 'name of the label, unique in the session'),
	'labels[].about': entry(
		'',
		'id of the event or rejected candidate; null: the person found the movement',
	),
	'labels[].decision': entry('', 'accepted, rejected or unsure'),
	'labels[].keyFrames': entry('', 'the person’s own key frames; null: those of the machine stand'),
	...Object.fromEntries(
		Object.keys(KEY_FRAMES).flatMap((key) => [
			[`labels[].keyFrames.${key}.frame`, entry('frame', `${key} that the person set`)],
			[`labels[].keyFrames.${key}.ms`, entry('ms', `${key} that the person set`)],
		]),
	),
	'labels[].actionUnits': entry('FACS', 'action units that the person named'),
	'labels[].reading': entry('', 'in the person’s words'),
	'labels[].note': entry('', 'in the person’s words'),
	'labels[].coder': entry('', 'who said so; may be empty'),
	'labels[].changedAt': entry('ISO 8601', 'when it was said'),
	study: entry('', 'the study that the session belongs to; null: none'),
	'study.participant': entry('', 'as the study names the person'),
	'study.session': entry('', 'as the study names the session'),
	'study.seed': entry('', 'seed of whatever the study left to chance; null: none'),
	'study.settingsSha256': entry('hex', 'checksum of the study’s locked settings'),
	'study.consent': entry('', 'the notice that was agreed to; null where none was asked for'),
	'study.consent.version': entry('', 'which notice'),
	'study.consent.at': entry('ISO 8601', 'when it was agreed to'),
	film: entry('', 'the film that was kept with the session; null: none was'),
	'film.type': entry('', 'its MIME type'),
	'film.startsAtMs': entry(
		'ms',
		'session clock at the film’s first frame, from when the line took the frames in hand; the camera’s own delay is not in it',
	),
	dictionary: entry('', 'this list: unit and meaning of every field, by its path'),
};
