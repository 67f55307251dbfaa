import type { Margins, SubmissionReport } from '../report.ts';
import { seconds } from './markup.ts';

/** How far a bar goes, as a multiple of the limit. */
function scaleOf({ timeLimitToTle }: Margins): number {
  return Math.max(2, timeLimitToTle + 0.5);
}

/** The slowest test against the limit: room for what must be fast enough on the left, for what must be too slow on the right. */
export function timeBar({ timeMs, limitMs }: SubmissionReport, margins: Margins): string {
  if (timeMs === null || limitMs === null || limitMs <= 0) return '';
  const { acToTimeLimit, timeLimitToTle } = margins;
  const scale = scaleOf(margins);
  const percent = (multiple: number) => `${Math.round((Math.min(multiple, scale) / scale) * 1000) / 10}%`;
  const ratio = timeMs / limitMs;
  const side = ratio <= 1 / acToTimeLimit ? ' fast' : ratio > 1 ? ' late' : '';
  const label = `${seconds(timeMs)} of ${seconds(limitMs)}`;
  return `<div class="bar" role="img" aria-label="${label}" title="${label}">
<div class="room" style="width:${percent(1 / acToTimeLimit)}"></div><div class="slow" style="width:${percent(scale - timeLimitToTle)}"></div>
<div class="time${side}" style="width:${percent(ratio)}"></div><div class="limit" style="left:${percent(1)}"></div></div>`;
}

export function timeLegend({ acToTimeLimit, timeLimitToTle }: Margins): string {
  return `<div class="legend"><span><i class="room"></i>at most 1/${acToTimeLimit} of the limit: what must be accepted</span>
<span><i class="limit"></i>the limit of the language</span>
<span><i class="slow"></i>at least ${timeLimitToTle} times the limit: what must be too slow, and is run no longer</span></div>`;
}
